import { expect, test } from "vitest";
import { guessSource, sourceNamed } from "./source.ts";

test("what the records say goes before the file's name, and that before its format", () => {
  expect(
    guessSource({ fileName: "pubmed_export.ris", format: "ris", databases: [undefined, "Embase"] }),
  ).toBe("Embase");
  expect(guessSource({ fileName: "ieee_xplore_2024.csv", format: "csv", databases: ["in-house"] })).toBe(
    "IEEE Xplore",
  );
  expect(guessSource({ fileName: "export.txt", format: "nbib", databases: [] })).toBe("PubMed");
  expect(guessSource({ fileName: "medrxiv.ris", format: "ris", databases: [] })).toBe("medRxiv");
  expect(guessSource({ fileName: "export.ris", format: "ris", databases: [] })).toBeUndefined();
});

test("a source is taken as it was known before, as is usual, else as a database", () => {
  const known = { name: "Embase", platform: "Ovid", column: "databases", kind: "database" } as const;
  expect(sourceNamed("embase", [known])).toBe(known);
  expect(sourceNamed("Hand searching")).toMatchObject({ column: "other", kind: "hand" });
  expect(sourceNamed(" A local register ")).toEqual({
    name: "A local register",
    platform: "",
    column: "databases",
    kind: "database",
  });
});
