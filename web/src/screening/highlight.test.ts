import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { highlight, type Side, type Term } from "./highlight.ts";

const pro = (...texts: string[]): Term[] => texts.map((text) => ({ text, side: "for" }));
const contra = (...texts: string[]): Term[] => texts.map((text) => ({ text, side: "against" }));
const marked = (text: string, terms: readonly Term[]) =>
  highlight(text, terms)
    .filter(({ side }) => side !== undefined)
    .map((segment) => segment.text);

describe("highlight", () => {
  test("cuts the text at the terms, and says for which side each speaks", () => {
    expect(highlight("A review of chatbots", [...pro("chatbots"), ...contra("review")])).toEqual([
      { text: "A " },
      { text: "review", side: "against" },
      { text: " of " },
      { text: "chatbots", side: "for" },
    ]);
  });

  test.each<[string, string, readonly string[]]>([
    ["case is ignored", "RADIOLOGY and Radiology", ["RADIOLOGY", "Radiology"]],
    ["whole words only", "neuroradiology", []],
    ["punctuation ends a word", "(radiology), radiology.", ["radiology", "radiology"]],
  ])("%s", (_, text, expected) => {
    expect(marked(text, pro("radiology"))).toEqual(expected);
  });

  test("a star stands for any ending of a word, of any script", () => {
    expect(marked("radiologist, radiological, radio, radiologíe", pro("radiolog*"))).toEqual([
      "radiologist",
      "radiological",
      "radiologíe",
    ]);
    expect(marked("behaviour and behavior", pro("behavi*r"))).toEqual(["behaviour", "behavior"]);
  });

  test("the longest term wins where several begin at one place", () => {
    expect(marked("a large language model", pro("large", "large language model", "large language"))).toEqual([
      "large language model",
    ]);
    const phrase = [...pro("model"), ...contra("model of care")];
    expect(highlight("model of care", phrase)).toEqual([{ text: "model of care", side: "against" }]);
  });

  test("spaces of a phrase also match line breaks and hyphens, and the other way round", () => {
    expect(marked("chest  X-ray,\nchest\nX ray", pro("chest x-ray"))).toEqual([
      "chest  X-ray",
      "chest\nX ray",
    ]);
  });

  test("signs in a term are meant literally", () => {
    expect(marked("GPT-4.5 (GPT-4x5) C++ and C", pro("GPT-4.5", "C++"))).toEqual(["GPT-4.5", "C++"]);
    expect(marked("a+ b", pro("(", "*", " ", "[a-z]"))).toEqual([]);
  });

  test("a marked word beside another is still found", () => {
    expect(marked("model model", pro("model"))).toEqual(["model", "model"]);
  });

  test("the segments always give the text back, and none is empty", () => {
    const sides = fc.constantFrom<Side>("for", "against", "found");
    const words = fc.stringMatching(/^[ab*. -]{0,6}$/);
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.record({ text: fc.oneof(words, fc.string()), side: sides })),
        (text, terms) => {
          const segments = highlight(text, terms);
          expect(segments.map((segment) => segment.text).join("")).toBe(text);
          expect(segments.every((segment) => segment.text !== "")).toBe(true);
        },
      ),
    );
  });

  test("a term with a star marks at least what the bare term marks", () => {
    const word = fc.stringMatching(/^[abc]{1,4}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), word, (words, term) => {
        const text = words.join(" ");
        expect(marked(text, pro(term)).length).toBe(words.filter((one) => one === term).length);
        expect(marked(text, pro(`${term}*`)).length).toBe(words.filter((one) => one.startsWith(term)).length);
      }),
    );
  });
});
