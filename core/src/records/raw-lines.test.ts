import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BlobStore } from "../storage/index.ts";
import { type TestReview, testReview } from "../testing.ts";
import { fileText, rawLines } from "./raw-lines.ts";

let review: TestReview;
let blobs: BlobStore;
beforeAll(async () => {
  review = await testReview();
  ({ blobs } = review.bench.storage);
});
afterAll(() => review.close());

const ENDS = ["\n", "\r\n", "\r"] as const;
const line = fc.string({ unit: fc.constantFrom("a", "é", "漢", " ", "\u202e"), maxLength: 30 });
const lined = fc.array(fc.record({ text: line, end: fc.constantFrom(...ENDS) }), {
  minLength: 1,
  maxLength: 60,
});

function utf16(text: string, order: "le" | "be"): Uint8Array {
  const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
  return order === "le" ? bytes : bytes.swap16();
}

const ENCODINGS = {
  "utf-8": (text: string) => new TextEncoder().encode(text),
  "utf-8 with a mark": (text: string) => new TextEncoder().encode(`\ufeff${text}`),
  "utf-16le": (text: string) => utf16(text, "le"),
  "utf-16be": (text: string) => utf16(text, "be"),
} as const;

describe("lines of a kept file", () => {
  test.each(Object.keys(ENCODINGS) as (keyof typeof ENCODINGS)[])(
    "in %s are those that a naive split gives, wherever one looks",
    async (encoding) => {
      await fc.assert(
        fc.asyncProperty(lined, fc.nat(80), fc.nat(20), async (parts, from, many) => {
          // a first line that tells the format, and enough before the drawn part that marks are passed
          const head = "TY  - JOUR\r\nTI  - A title\r\n" + `N1  - ${"x".repeat(90)}\n`.repeat(1500);
          // a carriage return and a line feed that meet are one end
          const text = parts.map(({ text: own, end }) => `${own}.${end}`).join("");
          const file = await blobs.put(ENCODINGS[encoding](head + text));
          const expected = (head + text).split(/\r\n|\n|\r/);
          if (expected.at(-1) === "") expected.pop();
          const first = 1480 + from;
          const found = await rawLines(blobs, { file, fileName: "x.ris" }, first, first + many);
          const wanted = expected
            .map((own, at) => ({ number: at + 1, text: own, cut: false }))
            .slice(first - 1, first + many);
          expect(found).toEqual(wanted);
        }),
        { numRuns: 25 },
      );
    },
  );

  test("of a table count line feeds only, as its reader does", async () => {
    const file = await blobs.put(new TextEncoder().encode('Title,Abstract\nOne,"has\ra return"\nTwo,x\n'));
    const found = await rawLines(blobs, { file, fileName: "x.csv" }, 3, 3);
    expect(found).toEqual([{ number: 3, text: "Two,x", cut: false }]);
  });

  test("that are very long are cut, and nothing after them is read", async () => {
    const file = await blobs.put(
      new TextEncoder().encode(`[{"title":"a"}${',{"title":"b"}'.repeat(200_000)}]\nlast`),
    );
    const found = await rawLines(blobs, { file, fileName: "x.json" }, 1, 5);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ number: 1, cut: true });
    expect(found[0]?.text).toHaveLength(2000);
  });

  test("read a part of a large file once its lines are known", async () => {
    const row = `TI  - ${"word ".repeat(18)}\n`;
    const file = await blobs.put(new TextEncoder().encode(`TY  - JOUR\n${row.repeat(60_000)}`));
    let read = 0;
    const watched: BlobStore = {
      ...blobs,
      async *readRange(hash, from, to) {
        for await (const piece of blobs.readRange(hash, from, to)) {
          read += piece.length;
          yield piece;
        }
      },
    };
    await rawLines(watched, { file, fileName: "x.ris" }, 1, 2);
    read = 0;
    expect(await rawLines(watched, { file, fileName: "x.ris" }, 50_000, 50_010)).toHaveLength(11);
    expect(read).toBeLessThan(2.5 * 2 ** 20);
  });

  test("are not looked for in a workbook", async () => {
    const file = await blobs.put(new Uint8Array([0x50, 0x4b, 3, 4, ...new Array<number>(60).fill(0)]));
    expect(await fileText(blobs, file, "x.xlsx")).toMatchObject({ encoding: "binary" });
  });
});
