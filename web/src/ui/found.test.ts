import { expect, test } from "vitest";
import { found } from "./found.ts";

const PLACES = ["Title and abstract", "Full text", "Evidence map", "Export: everything"];
const names = (typed: string) => found(PLACES, (place) => place, typed);

test.each([
  ["map", ["Evidence map"]],
  ["t a", ["Title and abstract"]],
  ["ABS tit", ["Title and abstract"]],
  ["every", ["Export: everything"]],
  ["ext", []],
  ["", PLACES],
])("%j finds places by the beginnings of their words", (typed, expected) => {
  expect(names(typed)).toEqual(expected);
});
