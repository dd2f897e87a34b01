import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { differences } from "./difference.ts";

const joined = (pieces: readonly { text: string }[]) => pieces.map(({ text }) => text).join("");
const same = (pieces: readonly { text: string; differs: boolean }[]) =>
  joined(pieces.filter(({ differs }) => !differs));

describe("differences", () => {
  test("marks the word that changed on each side", () => {
    expect(differences("maps of the north coast", "maps of the south coast")).toEqual([
      [
        { text: "maps of the ", differs: false },
        { text: "north", differs: true },
        { text: " coast", differs: false },
      ],
      [
        { text: "maps of the ", differs: false },
        { text: "south", differs: true },
        { text: " coast", differs: false },
      ],
    ]);
  });

  test("marks what only one side has", () => {
    const [left, right] = differences("A title", "A title: a subtitle");
    expect(left.some(({ differs }) => differs)).toBe(false);
    expect(right).toEqual([
      { text: "A title", differs: false },
      { text: ": a subtitle", differs: true },
    ]);
  });

  test("the pieces give both texts back, and the common pieces are equal", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c", " ", ", ")).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [left, right] = differences(a, b);
        expect(joined(left)).toBe(a);
        expect(joined(right)).toBe(b);
        expect(same(left)).toBe(same(right));
      }),
    );
  });

  test("equal texts do not differ", () => {
    fc.assert(
      fc.property(fc.string(), (text) =>
        differences(text, text)
          .flat()
          .every(({ differs }) => !differs),
      ),
    );
  });

  test("long texts still share their beginning and end", () => {
    const long = (middle: string) => `begin ${`${middle} `.repeat(900)}end`;
    const [left] = differences(long("x"), long("y"));
    expect(left.map(({ differs }) => differs)).toEqual([false, true, false]);
  });
});
