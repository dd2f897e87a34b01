import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decoderFor, detectEncoding, type EncodingFault } from "./encoding.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

function utf16(text: string, big: boolean): Uint8Array {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    bytes.push(...(big ? [code >> 8, code & 255] : [code & 255, code >> 8]));
  }
  return Uint8Array.from(bytes);
}

function decode(bytes: Uint8Array, pieces: number): { text: string; faults: EncodingFault["code"][] } {
  const faults: EncodingFault["code"][] = [];
  const { encoding, mark } = detectEncoding(bytes);
  const decoder = decoderFor(encoding, ({ code }) => faults.push(code));
  let text = "";
  for (let at = mark; at < bytes.length; at += pieces)
    text += decoder.decode(bytes.subarray(at, at + pieces));
  return { text: text + decoder.end(), faults };
}

const SAMPLE = "TY  - JOUR\nTI  - Café “crème” – œuvre 😀\nER  - \n";

describe("every encoding gives the same text, in pieces of any size", () => {
  test.each([
    ["UTF-8", utf8(SAMPLE)],
    ["UTF-8 with a mark", utf8(`\ufeff${SAMPLE}`)],
    ["UTF-16 LE with a mark", utf16(`\ufeff${SAMPLE}`, false)],
    ["UTF-16 BE with a mark", utf16(`\ufeff${SAMPLE}`, true)],
    ["UTF-16 LE", utf16(SAMPLE, false)],
    ["UTF-16 BE", utf16(SAMPLE, true)],
  ])("%s", (_, bytes) => {
    for (const size of [1, 2, 3, 5, 7, 1000])
      expect(decode(bytes, size)).toEqual({ text: SAMPLE, faults: [] });
  });
});

test("Windows-1252 and Latin-1", () => {
  expect(detectEncoding(latin("Caf\xe9 \x93cr\xe8me\x94")).encoding).toBe("windows-1252");
  expect(decode(latin("Caf\xe9 \x93cr\xe8me\x94 \x80"), 3).text).toBe("Café “crème” €");
});

test("stray bytes in UTF-8 are read as Windows-1252 and told once", () => {
  const bytes = Uint8Array.from([...utf8("naïve Zoë – über "), 0xe9, 0x20, 0x93, ...utf8(" ö")]);
  for (const size of [1, 4, 100]) {
    expect(decode(bytes, size)).toEqual({ text: "naïve Zoë – über é “ ö", faults: ["encoding.mixed"] });
  }
});

test("a mark of C1 characters and NULs", () => {
  expect(decode(utf8("it\u0092s \u0096 fine"), 100)).toEqual({
    text: "it’s – fine",
    faults: ["encoding.c1"],
  });
  expect(decode(utf8("a\0b"), 100)).toEqual({ text: "ab", faults: ["encoding.nul"] });
});

test("any text survives UTF-8 in any pieces", () => {
  const text = fc
    .string({ unit: "grapheme" })
    .filter((value) => !/[\0\u0080-\u009f]/.test(value) && value.length > 0);
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 9 }), (value, size) => {
      const decoder = decoderFor("utf-8", () => expect.unreachable());
      const bytes = utf8(value);
      let result = "";
      for (let at = 0; at < bytes.length; at += size) result += decoder.decode(bytes.subarray(at, at + size));
      expect(result + decoder.end()).toBe(value);
    }),
  );
});

test("any bytes are decoded without an exception", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 9 }), (bytes, size) => {
      expect(typeof decode(bytes, size).text).toBe("string");
    }),
  );
});
