import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../base/error.ts";
import { detectFormat } from "./detect.ts";
import type { Diagnostic } from "./formats/format.ts";
import { FORMATS } from "./formats/list.ts";
import { collectReferences, readReferences } from "./read.ts";
import type { Reference } from "./reference.ts";

const RIS = "TY  - JOUR\nTI  - Tea\nAU  - Ames, A\nPY  - 2024\nER  - \n";
const NBIB = "PMID- 1\nOWN - NLM\nTI  - Tea\nJT  - J Tea\n\n";

describe("the content decides, not the ending", () => {
  test.each([
    ["ris", RIS],
    ["ris", `Record #1 of 1\nProvider: X\n\n${RIS}`],
    ["ris", `1.\n${RIS.replaceAll("  - ", "  -  ")}`],
    ["nbib", NBIB],
    ["nbib", "\nOWN - ERIC\nTI  - A\nJT  - J\n"],
    ["wos", "\ufeffFN Clarivate\nVR 1.0\nPT J\nAU Ames, A\nTI Tea\nER\nEF\n"],
    ["ovid", "<1. >\nVN  - Ovid Technologies\nTI  - Tea\n"],
    ["ovid", "<8>\nTitle\n  Tea\nAuthor\n  A\n"],
    ["enw", "%0 Journal Article\n%T Tea\n%A Ames, A\n"],
    ["refworks", "RT Journal Article\nSR Electronic(1)\nT1 Tea\n"],
    [
      "jsonl",
      `${JSON.stringify({ id: "1", type: "book", authors: [], issn: [], isbn: [], keywords: [], url: [], notes: [], raw: {} })}\n`,
    ],
  ])("%s", (id, text) => {
    for (const name of ["a.ris", "a.nbib", "a.txt", "a"]) expect(detectFormat({ text, name })?.id).toBe(id);
  });

  test("the ending is the last resort, and only of what has content", () => {
    expect(detectFormat({ text: "nothing known", name: "a.ris" })?.id).toBe("ris");
    expect(detectFormat({ text: "  ", name: "a.ris" })).toBeUndefined();
  });

  test("every format has its own id", () => {
    expect(new Set(FORMATS.map(({ id }) => id)).size).toBe(FORMATS.length);
  });
});

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

test("reading in pieces of any size gives the same", async () => {
  const text = `\ufeff${RIS}${RIS.replace("Tea", "Café 😀").replaceAll("\n", "\r\n")}`;
  const bytes = new TextEncoder().encode(text);
  const whole = collectReferences(bytes, { name: "a.ris" });
  expect(whole.references.map(({ title }) => title)).toEqual(["Tea", "Café 😀"]);
  for (const size of [1, 2, 3, 17]) {
    const references: Reference[] = [];
    const progress: number[] = [];
    const result = await readReferences(
      inPieces(bytes, size),
      { name: "a.ris", onProgress: ({ done }) => progress.push(done) },
      { reference: (reference) => references.push(reference), diagnostic: () => expect.unreachable() },
    );
    expect(references).toEqual(whole.references);
    expect(result).toEqual({
      format: "ris",
      encoding: "utf-8",
      records: 2,
      bytes: bytes.length,
      diagnostics: 0,
    });
    expect(progress.at(-1)).toBe(bytes.length);
  }
});

test("a file of no known format, an unknown id, an empty file, a cancelled reading", async () => {
  const none = { reference: () => undefined, diagnostic: () => undefined };
  const code = async (bytes: Uint8Array, source: Parameters<typeof readReferences>[1]) =>
    readReferences(bytes, source, none).then(
      () => undefined,
      (error: unknown) => (error instanceof UserError ? error.code : error),
    );
  expect(await code(new TextEncoder().encode("words"), { name: "a" })).toBe("references.unknown-format");
  expect(await code(new TextEncoder().encode(RIS), { name: "a", format: "nope" })).toBe(
    "references.no-such-format",
  );
  expect(await code(new Uint8Array(0), { name: "a.ris" })).toBe("references.unknown-format");
  expect(await code(new TextEncoder().encode(RIS), { name: "a", signal: { aborted: true } })).toBe(
    "references.cancelled",
  );
});

test("no reference in a file of a known format is an error", () => {
  const { found } = collectReferences("hello\nworld\n", { name: "a.ris" });
  expect(found.at(-1)).toMatchObject({ code: "references.none", severity: "error" });
});

test("a million odd lines give a thousand diagnostics and their number", () => {
  const { found, diagnostics } = collectReferences(`${RIS}${"odd\n".repeat(5000)}`, { name: "a.ris" });
  expect(diagnostics).toBe(5000);
  expect(found).toHaveLength(1001);
  expect(found.at(-1)?.message).toContain("4000 more");
});

describe("hostile input", () => {
  const text = ["ris", "nbib", "wos", "ovid", "enw", "refworks", "jsonl"];
  const seeds: Record<string, string> = {
    ris: RIS,
    nbib: NBIB,
    wos: "PT J\nTI Tea\nER\n",
    ovid: "<1. >\nTI  - Tea\nAU  - Ames A.\n",
    enw: "%0 Book\n%T Tea\n",
    refworks: "RT Book\nT1 Tea\n",
    jsonl: '{"id":"1"}\n',
  };

  test.each(text)("%s: a line of 9 MB is cut and said so, in bounded time", (format) => {
    const seed = seeds[format] ?? "";
    const start = performance.now();
    const cut: Diagnostic[] = [];
    for (const filler of ["x", " ", "<", "; ", "-1"]) {
      const long = seed
        .replace("Tea", `Tea ${filler.repeat(9_000_000 / filler.length)} x`)
        .replace('"1"', `"${"x".repeat(9_000_000)}"`);
      cut.push(...collectReferences(long, { name: "a", format }).found);
    }
    expect(cut.filter(({ code }) => code === `${format}.line-too-long`)).toHaveLength(5);
    expect(performance.now() - start).toBeLessThan(15_000);
  });

  test("a record without end is bounded", () => {
    const { references, found } = collectReferences(
      `TY  - JOUR\n${`N1  - ${"x".repeat(1000)}\n`.repeat(20_000)}`,
      {
        name: "a",
        format: "ris",
      },
    );
    expect(references).toHaveLength(1);
    expect(found.map(({ code }) => code)).toContain("ris.record-too-large");
  });

  test("mutated files of every format are read without an exception", () => {
    const all = text.map((format) => seeds[format] ?? "").join("");
    const edit = fc.record({
      at: fc.nat(all.length),
      text: fc.string({ unit: "binary", maxLength: 5 }),
      drop: fc.nat(9),
    });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 6 }), fc.constantFrom(...text), (edits, format) => {
        let mutated = all;
        for (const { at, text: put, drop } of edits)
          mutated = mutated.slice(0, at) + put + mutated.slice(at + drop);
        const { references, records } = collectReferences(mutated, { name: "a", format });
        expect(references).toHaveLength(records);
      }),
      { numRuns: 300 },
    );
  });
});
