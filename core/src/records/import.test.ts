import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { deduplicate } from "../dedup/index.ts";
import { citations, runYields, status, withdrawalEffect } from "../flow/index.ts";
import { dumpTables, rebuild } from "../ledger/index.ts";
import { undo, unblind } from "../review/index.ts";
import { vote } from "../screening/index.ts";
import { databases, type TestReview, testReview } from "../testing.ts";
import {
  describeRun,
  importFile,
  previewFile,
  rawPart,
  record,
  runDiagnostics,
  runs,
  withdrawRun,
} from "./index.ts";

const ris = (titles: readonly string[], more = "") =>
  titles
    .map(
      (title) =>
        `TY  - JOUR\nTI  - ${title}\nAU  - Miller, Ada\nPY  - 2024\nDO  - 10.1000/${title.length}.${title.charCodeAt(0)}\n${more}ER  - \n`,
    )
    .join("\n");

const TABLE = "Was,Wer,Wann,Zahl\nAmber films,Miller A,2020,7\nBasalt dust,Ortiz B,2021,8\n";
const MAPPING = { Was: "title", Wer: "authors", Wann: "year", Zahl: "" };

describe.each(databases)("importing on %s", (database) => {
  let review: TestReview;
  beforeEach(async () => {
    review = await testReview(database);
  });
  afterEach(() => review.close());

  const keep = (text: string) => review.bench.storage.blobs.put(new TextEncoder().encode(text));
  const bring = async (text: string, name: string, more: object = {}) => {
    const file = await keep(text);
    const ending = text.startsWith("TY") ? "ris" : "csv";
    const input = { file, fileName: `${name}.${ending}`, details: { source: { name } }, ...more };
    return (await review.as(review.lead, importFile, input)).run;
  };
  const cells = () => review.bench.storage.read((tx) => dumpTables(tx, review.bench.registry));

  test("a preview tells columns, samples and what says where a file comes from, and keeps nothing", async () => {
    const file = await keep(TABLE);
    const before = await cells();
    const seen = await review.as(review.lead, previewFile, { file, fileName: "scopus 2024-01-31.csv" });
    expect(seen).toMatchObject({ format: "csv", records: 2, unmapped: true, warnings: 1, errors: 0 });
    expect(seen.size).toBe(TABLE.length);
    expect(seen.columns).toEqual([
      { column: "Was", field: undefined, samples: ["Amber films", "Basalt dust"] },
      { column: "Wer", field: undefined, samples: ["Miller A", "Ortiz B"] },
      { column: "Wann", field: undefined, samples: ["2020", "2021"] },
      { column: "Zahl", field: undefined, samples: ["7", "8"] },
    ]);
    expect(seen.guess).toMatchObject({ source: { name: "Scopus" }, date: { day: "2024-01-31" } });
    const mapped = await review.as(review.lead, previewFile, { file, fileName: "x.csv", mapping: MAPPING });
    expect(mapped.unmapped).toBe(false);
    expect(mapped.first[0]).toMatchObject({ title: "Amber films", year: 2020 });
    expect(await cells()).toEqual(before);
  });

  test("a mapping is kept with its run and remembered for a table with the same columns", async () => {
    const run = await bring(TABLE, "Lists", { mapping: MAPPING });
    expect(run.mapping).toEqual(MAPPING);
    const other = await keep(`${TABLE}Cobalt reports,Ames C,2022,9\n`);
    const seen = await review.as(review.lead, previewFile, { file: other, fileName: "later.csv" });
    expect(seen.remembered).toMatchObject({ mapping: MAPPING, fileName: "Lists.csv" });
    const less = await keep("Was,Wer\nA,B\n");
    const narrow = await review.as(review.lead, previewFile, { file: less, fileName: "less.csv" });
    expect(narrow.remembered).toBeUndefined();
  });

  test("a withdrawn file may come back with other columns, and a rebuild gives the same", async () => {
    const first = await bring(TABLE, "Lists", { mapping: { ...MAPPING, Was: "abstract", Wer: "title" } });
    await expect(bring(TABLE, "Lists", { mapping: MAPPING })).rejects.toMatchObject({
      code: "import.other-mapping",
    });
    await review.as(review.lead, withdrawRun, { run: first.id, reason: "columns mixed up" });
    const again = await bring(TABLE, "Lists", { mapping: MAPPING });
    expect(again).toMatchObject({ id: first.id, state: "live", withdrawn: undefined });
    const { rows } = await review.as(review.lead, citations, {});
    expect(rows.map(({ title }) => title)).toEqual(["Amber films", "Basalt dust"]);
    const before = await cells();
    await rebuild(review.bench.storage, review.bench.registry);
    expect(await cells()).toEqual(before);
  });

  test("what is read of one record and of what was odd follows the mapping", async () => {
    const run = await bring(`${TABLE}a line that is none of it\n`, "Lists", { mapping: MAPPING });
    const found = await review.as(review.lead, runDiagnostics, { run: run.id });
    expect(found).toMatchObject([{ code: "csv.stray-line", line: 4 }]);
    const one = await review.as(review.lead, record, { record: `${run.id}-2` });
    expect(one.raw).toEqual({ Was: "Basalt dust", Wer: "Ortiz B", Wann: "2021", Zahl: "8" });
    const bare = await review.as(review.lead, record, { record: `${run.id}-2`, raw: false });
    expect(bare).toMatchObject({ raw: undefined, reference: { title: "Basalt dust" } });
    const part = await review.as(review.lead, rawPart, {
      file: run.file,
      fileName: run.fileName,
      line: 4,
      before: 1,
      after: 9,
    });
    expect(part).toMatchObject({
      marked: 4,
      lines: [
        { number: 3, text: "Basalt dust,Ortiz B,2021,8" },
        { number: 4, text: "a line that is none of it" },
      ],
    });
  });

  test("several files of one search are described and withdrawn together, and come back as one", async () => {
    const search = { search: "may-2024" };
    const [one, two] = [
      await bring(ris(["A", "B"]), "Ovid", search),
      await bring(ris(["C"]), "Ovid", search),
    ];
    const lone = await bring(ris(["D"]), "Scopus");
    const details = { source: { name: "MEDLINE", platform: "Ovid" }, hitsReported: 3 };
    const told = await review.as(review.lead, describeRun, { run: two.id, details });
    expect(told.runs.map(({ id }) => id)).toEqual([one.id, two.id]);
    expect((await review.as(review.lead, status, {})).counts.identifiedBySource).toEqual({
      MEDLINE: 3,
      Scopus: 1,
    });
    const gone = await review.as(review.lead, withdrawRun, { run: one.id, reason: "again", together: true });
    expect(gone.withdrawals).toHaveLength(2);
    const states = async () => (await review.as(review.lead, runs, {})).map(({ state }) => state);
    expect(await states()).toEqual(["withdrawn", "withdrawn", "live"]);
    await expect(review.as(review.lead, describeRun, { run: one.id, details })).rejects.toMatchObject({
      code: "run.withdrawn",
    });
    for (const fact of gone.withdrawals) await review.as(review.lead, undo, { fact });
    expect(await states()).toEqual(["live", "live", "live"]);
    for (const fact of told.facts) await review.as(review.lead, undo, { fact });
    expect((await review.as(review.lead, runs, {}))[0]).toMatchObject({ source: { name: "Ovid" } });
    expect(lone.search).toBeUndefined();
  });

  test("a later search says what it brought, and what would leave with it is said before", async () => {
    const first = await bring(ris(["Amber films of the lung", "Basalt dust in mines"]), "PubMed");
    await review.as(review.lead, deduplicate, {});
    const later = await bring(
      ris(["Amber films of the lung", "Cobalt reports by machine"], "N1  - x\n"),
      "Embase",
    );
    const before = await review.as(review.lead, runYields, {});
    expect(before).toMatchObject([
      { run: first.id, fresh: 2, compared: true },
      { run: later.id, fresh: 2, compared: false },
    ]);
    await review.as(review.lead, deduplicate, {});
    const after = await review.as(review.lead, runYields, {});
    expect(after[1]).toEqual({ run: later.id, records: 2, fresh: 1, compared: true });
    const { rows } = await review.as(review.lead, citations, { search: "cobalt" });
    await review.as(review.lead, vote, {
      citation: rows[0]?.id ?? "",
      stage: "title_abstract",
      decision: "exclude",
    });
    const effect = await review.as(review.lead, withdrawalEffect, { runs: [later.id] });
    expect(effect).toMatchObject({ records: 2, staying: 1 });
    expect(Object.values(effect.leaving)).toEqual([1]);
    const both = await review.as(review.lead, withdrawalEffect, { runs: [first.id, later.id] });
    expect(both).toMatchObject({ records: 4, staying: 0 });
    expect(Object.values(both.leaving).reduce((sum, n) => sum + n, 0)).toBe(3);
  });

  test("the table knows the column of the flow diagram, and labels that came or are one's own", async () => {
    await bring(ris(["Amber films of the lung"], "N1  - RAYYAN-LABELS: imaging,AI\n"), "PubMed");
    const other = { details: { source: { name: "Websites", column: "other", kind: "website" } } };
    await bring(ris(["Amber films of the lung", "Cobalt reports by machine"]), "Websites", other);
    await review.as(review.lead, deduplicate, {});
    const { rows: inOther } = await review.as(review.lead, citations, { flowColumn: "other" });
    expect(inOther.map(({ title }) => title)).toEqual(["Cobalt reports by machine"]);
    const { rows: inDatabases } = await review.as(review.lead, citations, { flowColumn: "databases" });
    // what others thought elsewhere is hidden like their votes
    expect(inDatabases.map(({ labels }) => labels)).toEqual([[]]);
    expect((await review.as(review.lead, citations, { facets: true })).facets?.label).toEqual({});
    await review.as(review.lead, unblind, { reason: "to see the labels that came along" });
    const { rows: seen } = await review.as(review.lead, citations, { flowColumn: "databases" });
    expect(seen.map(({ labels }) => labels)).toEqual([["imaging", "AI"]]);
    const ballot = { citation: inOther[0]?.id ?? "", stage: "title_abstract" as const };
    await review.as(review.lead, vote, { ...ballot, decision: "include", labels: ["AI", "mine"] });
    const page = await review.as(review.lead, citations, { facets: true });
    expect(page.facets?.label).toEqual({ imaging: 1, AI: 2, mine: 1 });
    expect((await review.as(review.lead, citations, { label: ["mine"] })).rows).toMatchObject([
      { title: "Cobalt reports by machine", labels: ["AI", "mine"] },
    ]);
  });
});
