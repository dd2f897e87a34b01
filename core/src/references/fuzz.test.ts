import { expect, test } from "vitest";
import { seededRandom } from "../base/random.ts";
import { FORMATS } from "./formats/list.ts";
import { mutate } from "./fuzz/mutate.ts";
import { readChecked, readEveryWay } from "./fuzz/read-checked.ts";
import { samples } from "./fuzz/samples.ts";
import { shrink } from "./fuzz/shrink.ts";

const all = samples();

test("there is a file to damage for every format that is read, and its reader reads it", async () => {
  const read = FORMATS.filter((format) => format.read ?? format.readBytes).map(({ id }) => id);
  expect([...new Set(all.map(({ format }) => format))].sort()).toEqual([...read].sort());
  for (const { format, bytes } of all) {
    const { records, refused } = await readChecked(bytes, undefined);
    expect([format, refused, records > 0]).toEqual([format, undefined, true]);
  }
});

// a small part of `npm run prove:fuzz`; its first cases, so that a failure here is one there
test("the first damaged files of the proof are read or refused, whole and in pieces alike", async () => {
  let mutated = 0;
  for (let number = 0; number < 600; number++) {
    const random = seededRandom(number);
    const mutant = mutate(random, all);
    mutated += mutant.mutated;
    await readEveryWay(mutant.bytes, mutant.format, 1 + Math.floor(random() * 200)).catch(
      (error: unknown) => {
        throw new Error(`case ${number}, read as ${mutant.format}`, { cause: error });
      },
    );
  }
  expect(mutated).toBeGreaterThan(100_000);
}, 60_000);

test("a failing input is shrunk to what makes it fail", async () => {
  const fails = async (bytes: Uint8Array) => new TextDecoder().decode(bytes).includes("{\\");
  const input = new TextEncoder().encode(`${"x".repeat(500)}{\\${"y".repeat(700)}`);
  expect(new TextDecoder().decode(await shrink(input, fails))).toBe("{\\");
});
