import { WINDOWS_1252 } from "./clean/entities.ts";

/** How a file's bytes are read as text; `windows-1252` stands for Latin-1 too, as in HTML. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** What the first bytes say. */
export interface DetectedEncoding {
  encoding: Encoding;
  /** Bytes of the byte order mark to skip. */
  mark: number;
}

/** Something that had to be repaired while decoding, told once for each kind. */
export interface EncodingFault {
  code: "encoding.mixed" | "encoding.nul" | "encoding.c1";
  message: string;
}

/** Turns bytes into text piece by piece; holds back no more than an unfinished character. */
export interface Decoder {
  decode(bytes: Uint8Array): string;
  end(): string;
}

/** The length of the longest prefix that ends between characters of UTF-8. */
function wholePrefix(bytes: Uint8Array): number {
  const { length } = bytes;
  for (let back = 1; back <= Math.min(3, length); back++) {
    const byte = bytes[length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needs > back ? length - back : length;
  }
  return length;
}

/** The length of the valid UTF-8 sequence at a place (RFC 3629), or 0. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) return 0;
  for (let next = 1; next < length; next++) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1] ?? 0;
  if (first === 0xe0 && second < 0xa0) return 0;
  if (first === 0xed && second > 0x9f) return 0;
  if (first === 0xf0 && second < 0x90) return 0;
  return first === 0xf4 && second > 0x8f ? 0 : length;
}

function concatenated(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function singleByte(byte: number): string {
  return byte >= 0x80 && byte <= 0x9f ? WINDOWS_1252.charAt(byte - 0x80) : String.fromCharCode(byte);
}

/** Valid sequences as UTF-8, every other byte by itself as Windows-1252. */
function decodeMixed(bytes: Uint8Array, plain: TextDecoder): string {
  let text = "";
  let start = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    if (at > start) text += plain.decode(bytes.subarray(start, at));
    text += singleByte(bytes[at] ?? 0);
    start = ++at;
  }
  return start === 0 ? plain.decode(bytes) : text + plain.decode(bytes.subarray(start));
}

function zeros(bytes: Uint8Array, parity: number): number {
  let found = 0;
  for (let at = parity; at < bytes.length; at += 2) if (bytes[at] === 0) found++;
  return found;
}

/** What a file's first bytes say of its encoding: a byte order mark, the zeros of UTF-16, or whether they are valid UTF-8. */
export function detectEncoding(head: Uint8Array): DetectedEncoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: "utf-8", mark: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", mark: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", mark: 2 };
  const start = head.subarray(0, 4096);
  const half = start.length / 2;
  if (half >= 2) {
    const [even, odd] = [zeros(start, 0), zeros(start, 1)];
    if (odd > half * 0.4 && even < half * 0.1) return { encoding: "utf-16le", mark: 0 };
    if (even > half * 0.4 && odd < half * 0.1) return { encoding: "utf-16be", mark: 0 };
  }
  let valid = 0;
  let invalid = 0;
  const end = wholePrefix(head);
  for (let at = 0; at < end; ) {
    const length = sequenceLength(head, at);
    if (length === 0) invalid++;
    else if (length > 1) valid++;
    at += Math.max(1, length);
  }
  return { encoding: invalid > valid ? "windows-1252" : "utf-8", mark: 0 };
}

function utf8Decoder(mixed: () => void): Decoder {
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const plain = new TextDecoder("utf-8", { ignoreBOM: true });
  let held = new Uint8Array(0);
  const all = (bytes: Uint8Array): string => {
    try {
      return strict.decode(bytes);
    } catch {
      mixed();
      return decodeMixed(bytes, plain);
    }
  };
  return {
    decode(bytes) {
      const whole = concatenated(held, bytes);
      const end = wholePrefix(whole);
      held = whole.slice(end);
      return all(end === whole.length ? whole : whole.subarray(0, end));
    },
    end() {
      const rest = held;
      held = new Uint8Array(0);
      return rest.length === 0 ? "" : all(rest);
    },
  };
}

function utf16Decoder(label: "utf-16le" | "utf-16be"): Decoder {
  const decoder = new TextDecoder(label, { ignoreBOM: true });
  return { decode: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
}

function singleByteDecoder(): Decoder {
  const decoder = new TextDecoder("windows-1252");
  return { decode: (bytes) => decoder.decode(bytes), end: () => "" };
}

const C1 = /[\u0080-\u009f]/g;

/**
 * A streaming decoder. It drops NUL characters, reads stray bytes in UTF-8 as Windows-1252, and gives the control
 * characters U+0080 to U+009F (Windows-1252 that was taken for Latin-1 on its way to UTF-8) their intended signs.
 */
export function decoderFor(encoding: Encoding, onFault: (fault: EncodingFault) => void): Decoder {
  const told = new Set<string>();
  const tell = (fault: EncodingFault): void => {
    if (!told.has(fault.code)) onFault(fault);
    told.add(fault.code);
  };
  const decoder =
    encoding === "utf-8"
      ? utf8Decoder(() =>
          tell({
            code: "encoding.mixed",
            message: "The file mixes UTF-8 with bytes that are not; these were read as Windows-1252.",
          }),
        )
      : encoding === "windows-1252"
        ? singleByteDecoder()
        : utf16Decoder(encoding);
  const repaired = (text: string, bytes: number): string => {
    let result = text;
    if (result.includes("\0")) {
      tell({ code: "encoding.nul", message: "NUL characters were dropped." });
      result = result.replaceAll("\0", "");
    }
    // As many characters as bytes: all ASCII in UTF-8, nothing to look for.
    if (encoding === "utf-8" && text.length === bytes) return result;
    if (result.search(C1) >= 0) {
      tell({
        code: "encoding.c1",
        message: "Control characters were read as the Windows-1252 signs that they stand for.",
      });
      result = result.replace(C1, (character) => WINDOWS_1252.charAt(character.charCodeAt(0) - 0x80));
    }
    return result;
  };
  return {
    decode: (bytes) => repaired(decoder.decode(bytes), bytes.length),
    end: () => repaired(decoder.end(), 0),
  };
}
