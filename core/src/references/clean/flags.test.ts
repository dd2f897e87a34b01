import { expect, test } from "vitest";
import { flagsFrom } from "./flags.ts";

const kinds = (source: Parameters<typeof flagsFrom>[0]) => flagsFrom(source).map(({ kind }) => kind);

test.each([
  ["RETRACTED: A trial of tea", ["retracted"]],
  ["Retracted Article: A trial of tea", ["retracted"]],
  ["[Retracted] A trial of tea", ["retracted"]],
  ["A trial of tea (Retracted article. See vol. 5, pg. 3, 2010)", ["retracted"]],
  ["Retraction: A trial of tea", ["retraction-notice"]],
  ["Retraction of: A trial of tea", ["retraction-notice"]],
  ["Retraction Note to: A trial of tea", ["retraction-notice"]],
  ["Notice of Retraction", ["retraction-notice"]],
  ["Author Correction: A trial of tea", ["correction-notice"]],
  ["Corrigendum to “A trial of tea”", ["correction-notice"]],
  ["Erratum: A trial of tea", ["correction-notice"]],
  ["Expression of concern: A trial of tea", ["expression-of-concern"]],
  ["Retracted papers in oncology: a survey", []],
  ["RETRACTED ARTICLES IN ONCOLOGY", []],
  ["Retraction of the upper eyelid after surgery", []],
  ["Correction of scoliosis in children", []],
  ["A trial of tea", []],
])("title %s", (title, expected) => expect(kinds({ title })).toEqual(expected));

test("publication types and links", () => {
  expect(kinds({ types: ["Journal Article", "Retracted Publication"] })).toEqual(["retracted"]);
  expect(kinds({ types: ["Retraction of Publication"] })).toEqual(["retraction-notice"]);
  expect(kinds({ types: ["Published Erratum"] })).toEqual(["correction-notice"]);
  expect(flagsFrom({ links: [{ kind: "EIN", text: "J Tea. 2020;1:2" }] })).toEqual([
    { kind: "corrected", basis: "EIN: J Tea. 2020;1:2" },
  ]);
  expect(
    kinds({
      links: [
        { kind: "RetractionIn", text: "" },
        { kind: "ExpressionOfConcernIn", text: "" },
      ],
    }),
  ).toEqual(["retracted", "expression-of-concern"]);
  expect(kinds({ links: [{ kind: "CommentIn", text: "" }] })).toEqual([]);
});
