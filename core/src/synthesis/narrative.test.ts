import { expect, test } from "vitest";
import { exampleForm, exampleStudies } from "../charting/testing.ts";
import { comparison } from "./comparison.ts";
import { crosstab } from "./crosstab.ts";
import {
  describeComparison,
  describeCorpus,
  describeField,
  describeMap,
  joinWords,
  shareSentence,
  studyCount,
} from "./narrative.ts";

const plain = (text: string): string => text.replaceAll("\u00a0", " ");

test("the corpus: years, unknown years, what is left out and why", () => {
  expect(describeCorpus(exampleStudies).text).toBe(
    "5 studies were synthesised, published from 2022 to 2023. The year of 1 is not known. " +
      "1 study was included but left out of the synthesis: retracted.",
  );
  expect(describeCorpus(exampleStudies.slice(0, 1)).text).toBe("1 study was synthesised, published in 2022.");
  expect(describeCorpus([]).text).toBe("0 studies were synthesised.");
});

test("a field: numbers, shares, what is not reported, and the studies behind each number", () => {
  const sentence = describeField(exampleForm, exampleStudies, "modality");
  expect(plain(sentence.text)).toBe(
    "Modality, of 5 included studies: CT in 2 (40 %), MRI in 1 (20 %), ultrasound in 1 (20 %) and thermography in 1 (20 %); " +
      "not reported in 1 (20 %); not charted in 1 (20 %). A study may count in more than one.",
  );
  expect(sentence.numbers[0]?.studies).toEqual(["s1", "s2"]);
  expect(plain(describeField(exampleForm, exampleStudies, "modality", 2).text)).toContain(
    "and 2 others in 1 (20 %)",
  );
  expect(describeField(exampleForm, [], "modality").text).toBe("Modality: no study to describe.");
});

test("a share agrees in number with its verb", () => {
  const predicate: [string, string] = ["compares with readers", "compare with readers"];
  expect(plain(shareSentence(["a", "b", "c"], ["a"], predicate).text)).toBe(
    "Of 3 included studies, 1 (33 %) compares with readers.",
  );
  expect(plain(shareSentence(["a"], [], predicate).text)).toBe(
    "Of 1 included study, 0 (0 %) compare with readers.",
  );
});

test("a map: where studies stand, and the gaps", () => {
  const table = crosstab(exampleForm, exampleStudies, { row: "setting", column: "modality" });
  expect(describeMap(table, 1).text).toBe(
    "Setting by Modality, of 5 included studies: most stand at hospital with CT (1 study). " +
      "7 of 12 cells hold no study, all of them between a row and a column that are studied otherwise.",
  );
});

test("a comparison: shares of those that tested it, and how many did not", () => {
  const data = comparison(exampleForm, exampleStudies, { result: "result", words: [] });
  expect(plain(describeComparison(data).text)).toBe(
    "Result against readers: 4 studies of 5 tested it; better in 1 (25 %), equal in 1 (25 %), mixed in 1 (25 %) " +
      "and worse in 1 (25 %). Of all 5, it is not tested in 1.",
  );
});

test("words are joined and counted", () => {
  expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(joinWords)).toEqual(["", "a", "a and b", "a, b and c"]);
  expect([studyCount(0), studyCount(1), studyCount(2, "included")]).toEqual([
    "0 studies",
    "1 study",
    "2 included studies",
  ]);
});
