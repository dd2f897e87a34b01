import { expect, test } from "vitest";
import { exampleForm, exampleStudies } from "../charting/testing.ts";
import { parseFindings, printFindings } from "./finding-file.ts";
import { evaluateFindings } from "./findings.ts";

const file = (tallies: string, rest = ""): string =>
  `review: Invented et al.\nsource: example\nfindings:\n  - id: f\n    statement: S.\n    tallies:\n${tallies}\n${rest}`;
const evaluate = (tallies: string, rest = "") => {
  const [found] = evaluateFindings(exampleForm, exampleStudies, parseFindings(file(tallies, rest), "f.yaml"));
  if (found === undefined) throw new Error("no finding");
  return found;
};
const line = (tally: string): string => `      - { says: x, ${tally} }`;

test.each([
  // result: better s2, equal s3, mixed s4, worse s1, not tested s5
  ["field: result, anyOf: [better, equal, mixed], quantifier: most", "agrees"],
  ["field: result, anyOf: [better, equal], quantifier: most", "disagrees"],
  ["field: result, anyOf: better, quantifier: few", "agrees"],
  ["field: result, anyOf: better, quantifier: few, limit: 0.1", "disagrees"],
  ["field: result, anyOf: better, quantifier: none", "partly"],
  ["field: result, anyOf: better, quantifier: none, strict: true", "disagrees"],
  ["field: result, anyOf: [better, equal], quantifier: none", "disagrees"],
  ["field: result, noneOf: worse, quantifier: all", "partly"],
  ["field: result, noneOf: [worse, mixed], quantifier: all", "disagrees"],
  ["field: result, anyOf: worse, quantifier: some", "agrees"],
  ["field: result, anyOf: worse, quantifier: count, atLeast: 2", "disagrees"],
  ["field: result, anyOf: worse, quantifier: count, atLeast: 1, atMost: 1", "agrees"],
  // blinded: yes s1 s4, no s3, two not charted
  ["field: blinded, anyOf: 'yes', quantifier: most", "agrees"],
  // readers: s1 alone says; the others could turn it
  ["field: readers, from: 3, quantifier: all", "cannot say"],
  ["field: year, from: 2023, quantifier: most", "agrees"],
  // Chile: 0 of 1 in 2022; 1 of 2 from 2023 on
  ["field: country, anyOf: chile, quantifier: rises, since: 2023", "agrees"],
  ["field: country, anyOf: norway, quantifier: rises, since: 2023", "disagrees"],
  ["field: country, anyOf: norway, quantifier: rises, since: 2030", "cannot say"],
  ["field: result, anyOf: better, quantifier: all, among: [{ field: setting, anyOf: primary }]", "agrees"],
])("%s: %s", (tally, verdict) => {
  expect(evaluate(line(tally)).verdict).toBe(verdict);
});

test("the numbers, the studies and the sentence", () => {
  const found = evaluate("      - { says: came out better, field: result, anyOf: better, quantifier: none }");
  expect(found.tallies[0]).toMatchObject({
    met: ["s2"],
    of: ["s1", "s2", "s3", "s4", "s5"],
    silent: [],
    firm: true,
    contrary: ["s2"],
  });
  expect(found.sentence.replaceAll("\u00a0", " ")).toBe(
    "These studies agree in part: of 5 studies, 1 (20 %) came out better; the exception is Example s2.",
  );
});

test("what is not reported is said, and whether it could turn the verdict", () => {
  const found = evaluate(
    "      - { says: blinded their readers, field: blinded, anyOf: 'yes', quantifier: most }",
  );
  expect(found.tallies[0]).toMatchObject({ silent: ["s2", "s5"], firm: false });
  expect(found.sentence.replaceAll("\u00a0", " ")).toBe(
    "These studies agree: of 3 studies, 2 (67 %) blinded their readers; 2 studies do not say; what is not reported could change this.",
  );
});

test("a statement in two parts agrees in part where they differ", () => {
  const two = [
    line("field: result, anyOf: better, quantifier: few"),
    line("field: country, anyOf: Peru, quantifier: some"),
  ].join("\n");
  expect(evaluate(two).verdict).toBe("partly");
});

test("named studies are shown with their words, those left out of the synthesis too", () => {
  const found = evaluate(
    line("field: result, anyOf: better, quantifier: none"),
    "    exceptions: [s2, Example s1, report-s6]\n    show: [result, metrics]",
  );
  expect(found.exceptions).toEqual([
    {
      study: "s2",
      label: "Example s2",
      words: [
        { label: "Result against readers", text: "better" },
        { label: "Metrics", text: "accuracy 60% (3/5)" },
      ],
      meets: [true],
    },
    expect.objectContaining({ study: "s1", meets: [false] }),
    expect.objectContaining({ study: "s6", leftOut: "retracted", meets: [undefined] }),
  ]);
});

test.each([
  ["findings.option", line("field: result, anyOf: splendid, quantifier: few"), ""],
  ["synthesis.field", line("field: colour, anyOf: red, quantifier: few"), ""],
  ["findings.study", line("field: result, anyOf: better, quantifier: few"), "    exceptions: [nobody]"],
  ["findings.shape", line("field: result, anyOf: better, quantifier: heaps"), ""],
  ["findings.shape", line("field: result, anyOf: better, quantifier: rises"), ""],
  ["findings.shape", line("field: result, anyof: better, quantifier: few"), ""],
  ["findings.yaml", "      - { says: x", ""],
])("%s is told", (code, tallies, rest) => {
  expect(() => evaluate(tallies, rest)).toThrow(expect.objectContaining({ code }));
});

test("a file reads back as it was written, and its faults have a line", () => {
  const findings = parseFindings(file(line("field: year, from: 2023, quantifier: most")));
  expect(parseFindings(printFindings(findings))).toEqual(findings);
  expect(() => parseFindings(file(line("field: year, quantifier: heaps")), "my.yaml")).toThrow(
    expect.objectContaining({ place: { file: "my.yaml", line: 7 } }),
  );
});
