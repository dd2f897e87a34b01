import { expect, test } from "vitest";
import { ClueGatherer, guessSearch } from "./search-guess.ts";

function guess(
  file: { fileName?: string; format?: string },
  records: readonly { database?: string; raw?: Record<string, string> }[] = [],
  preamble: readonly (readonly string[])[] = [],
) {
  const gatherer = new ClueGatherer();
  gatherer.preamble = preamble;
  for (const { database, raw = {} } of records)
    gatherer.add({ raw, ...(database !== undefined && { database }) });
  const { fileName = "export.ris", format = "ris" } = file;
  return guessSearch(gatherer.clues({ fileName, format, records: records.length }));
}

test("what most records say of their database goes before the file's name and format", () => {
  const said = guess({ fileName: "pubmed.nbib", format: "nbib" }, [
    { database: "Embase" },
    { database: "Embase" },
    { database: "Medline" },
  ]);
  expect(said.source).toMatchObject({ name: "Embase", basis: "2 of 3 records name it" });
  expect(guess({ fileName: "scopus_export.csv", format: "csv" }, [{}]).source).toMatchObject({
    name: "Scopus",
    basis: "the file's name",
  });
  expect(guess({ format: "wos" }, [{}]).source).toMatchObject({
    name: "Web of Science",
    basis: "the file's format",
  });
});

test("a database that few records name says nothing of the file", () => {
  const records = [{ database: "Embase" }, {}, {}, {}];
  expect(guess({}, records).source).toBeUndefined();
});

test("the platform is what the records or the file's name say", () => {
  expect(guess({}, [{ database: "Ovid MEDLINE(R) ALL" }]).source).toMatchObject({
    name: "MEDLINE",
    platform: "Ovid",
  });
  expect(guess({}, [{ database: "CINAHL", raw: { DP: "EBSCOhost" } }]).source).toMatchObject({
    name: "CINAHL",
    platform: "EBSCOhost",
  });
  expect(guess({ fileName: "citation_chasing.ris" }, [{}]).source).toBeUndefined();
});

test("the day is the latest on which records were found, else a day in the file's name, else none", () => {
  const found = [
    { raw: { QueryDate: "2024-03-01 10:12:13" } },
    { raw: { QueryDate: "2024-03-02 09:00:00" } },
  ];
  expect(guess({ fileName: "20230101.csv" }, found).date?.day).toBe("2024-03-02");
  expect(guess({ fileName: "scopus_2024-02-29.csv" }).date).toEqual({
    day: "2024-02-29",
    basis: "the file's name",
  });
  for (const fileName of ["records-20241345.ris", "12345678.ris", "export 2023.ris", "2023-02-29.ris"])
    expect(guess({ fileName }).date).toBeUndefined();
});

test("the search text is what stands before a table under that name", () => {
  const rows = [["SEARCH QUERY", "'language model':ti,ab AND radiology"], [""]];
  expect(guess({ format: "csv" }, [], rows).query?.text).toBe("'language model':ti,ab AND radiology");
  expect(guess({ format: "csv" }, [], [["Exported on", "2024-01-01"]]).query).toBeUndefined();
});
