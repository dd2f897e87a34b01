import { describe, expect, it } from "vitest";
import { namesOf } from "./author.ts";

function shown(...authors: string[]): string[] {
  return namesOf(authors).map(({ family, initial }) => `${family.join(" ")} ${initial}`.trim());
}

describe("namesOf", () => {
  it.each([
    [["Lindqvist, Anna"], ["lindqvist a"]],
    [["Lindqvist AB"], ["lindqvist a"]],
    [["Anna Lindqvist"], ["lindqvist a"]],
    [["A. B. Lindqvist"], ["lindqvist a"]],
    [["van der Berg, J."], ["berg j"]],
    [["O'Connor, P."], ["oconnor p"]],
    [["Müller, K; Sørensen, L"], ["muller k", "sorensen l"]],
    [["Ito K.Lindqvist A. B."], ["ito k", "lindqvist a"]],
    [["Ito, K., Lindqvist, A."], ["ito k", "lindqvist a"]],
    [["K Ito, A Lindqvist, P Moreau"], ["ito k", "lindqvist a", "moreau p"]],
    [["Ito, Kenji and Lindqvist, Anna"], ["ito k", "lindqvist a"]],
    [["Ito, K; et al."], ["ito k"]],
    [["Anonymous"], []],
    [[""], []],
  ])("reads %j", (authors, expected) => {
    expect(shown(...authors)).toEqual(expected);
  });
});
