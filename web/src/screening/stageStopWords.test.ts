import { expect, test } from "vitest";
import { stopWords } from "./stageStopWords.ts";

test("stopping title and abstract says how many are counted as left and what stays in progress", () => {
  const [left, begun] = stopWords("title_abstract", { untouched: 1204, open: 1205 });
  expect(left).toBe(
    "1,204 records on which nobody has voted will be counted as left unscreened, in a box of the flow diagram.",
  );
  expect(begun).toMatch(/^1 record with a vote or a conflict stays in progress/);
});

test("at full text nothing is called left: reports stay in progress", () => {
  const words = stopWords("full_text", { untouched: 1, open: 1 });
  expect(words[0]).toBe(
    "1 report on which nobody has voted will stay in progress; nobody is asked to read them any more.",
  );
  expect(words).toHaveLength(2);
  expect(words.join(" ")).not.toContain("left");
});

test("where every record has a vote, it says that nothing is left", () => {
  expect(stopWords("title_abstract", { untouched: 0, open: 3 })[0]).toContain(
    "nothing would be counted as left",
  );
});
