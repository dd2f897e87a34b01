import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Desk, desk } from "./testing.ts";

let at: Desk;

beforeEach(() => {
  at = desk();
});
afterEach(() => at.close());

const write = (name: string, text: string) => writeFileSync(join(at.folder, name), text);
const read = (name: string) => readFileSync(join(at.folder, name), "utf8");
const ris = (id: string, title: string, extra = "") =>
  `TY  - JOUR\nID  - ${id}\nTI  - ${title}\nAU  - Alder, Ada\nPY  - 2021\n${extra}ER  - \n`;

test("convert streams JSON lines by default, and reads standard input", async () => {
  write("one.ris", ris("a", "On naps") + ris("b", "On tea"));
  const { out, exitCode } = await at.run("convert", "one.ris");
  expect(exitCode).toBe(0);
  const lines = out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { id: string; title: string });
  expect(lines.map(({ id, title }) => [id, title])).toEqual([
    ["a", "On naps"],
    ["b", "On tea"],
  ]);
  const piped = await at.runWith({ stdin: ris("c", "On rain") }, "convert", "-", "--to", "csv");
  expect(piped.out).toContain("On rain");
});

test("convert hands on a file of many pieces whole and in order", async () => {
  const titles = Array.from(
    { length: 5000 },
    (_, number) => `Naps and tea, part ${number}, ${"x".repeat(200)}`,
  );
  write("big.ris", titles.map((title, number) => ris(String(number), title)).join(""));
  const { out } = await at.run("convert", "big.ris");
  expect(
    out
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { title: string }).title),
  ).toEqual(titles);
});

test("convert --json prints one document and writes the file whole or not at all", async () => {
  write("one.ris", ris("a", "On naps"));
  const ran = await at.run(
    "convert",
    "one.ris",
    "--to",
    "nbib",
    "--out",
    "one.nbib",
    "--diagnostics",
    "odd.json",
    "--json",
  );
  expect(ran.json()).toMatchObject({ records: 1, files: [{ file: "one.ris", format: "ris", records: 1 }] });
  expect(read("one.nbib")).toContain("TI  - On naps");
  expect(JSON.parse(read("odd.json"))).toMatchObject({
    file: "one.ris",
    warnings: expect.any(Array) as unknown,
    errors: [],
  });
  write("keep.jsonl", "what stood there");
  write("noise.bin", "\u0001\u0002 nothing of the kind");
  const failed = await at.run("convert", "one.ris", "noise.bin", "--out", "keep.jsonl");
  expect([failed.exitCode, failed.err]).toEqual([1, expect.stringContaining("[references.unknown-format]")]);
  expect(read("keep.jsonl")).toBe("what stood there");
  expect(readdirSync(at.folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  expect((await at.run("convert", "one.ris", "--json")).exitCode).toBe(2);
});

test("convert says of every record what the format does not carry, and nothing where it carries all", async () => {
  write(
    "one.csv",
    "record_id,title,authors,year,keywords\nr1,On naps,Plato,2021,rest\nr 2,On tea,Bo Li,2020,\n",
  );
  write("two.ris", ris("c", "On rain"));
  const ran = await at.run("convert", "one.csv", "two.ris", "--to", "bib", "--out", "a.bib", "--json");
  const { files } = ran.json() as { files: { lost: unknown; warnings: unknown[] }[] };
  expect(files.map(({ lost, warnings }) => [lost, warnings])).toEqual([
    [
      { id: 1 },
      [
        {
          code: "references.lost",
          message: "Written as bib, id r 2 comes back from it as r_2.",
          record: 2,
        },
      ],
    ],
    [{}, []],
  ]);
  const told = await at.run("convert", "one.csv", "--to", "bib", "--out", "b.bib");
  expect(told.err).toContain("one.csv: bib does not carry all: id of 1 records");
  expect((await at.run("convert", "one.csv", "--to", "jsonl", "--out", "c.jsonl")).err).toBe("");
});

test("duplicates writes clusters of a table under its own ids", async () => {
  write(
    "set.csv",
    [
      "record_id,title,authors,year,journal,volume,issue,pages,doi,pmid,abstract,isbn,source_db",
      'r1,Naps of nurses on night shifts,"Alder, Ada",2021,Sleep Ward,3,1,10-19,10.1000/nap.1,,,,Embase',
      'r2,Naps of nurses on night shifts.,"Alder, A.",2021,Sleep Ward,3,1,10-19,10.1000/NAP.1,,,,PubMed',
      'r3,Tea in submarines under ice,"Brandt, Bo",2020,Deep,9,2,1-7,,,,,PubMed',
    ].join("\n"),
  );
  const ran = await at.run("duplicates", "set.csv", "--out", "clusters.csv", "--json");
  expect(ran.json()).toMatchObject({ records: 3, citations: 2, duplicates: 1, clusters: 1 });
  const [header, ...rows] = read("clusters.csv").trimEnd().split("\r\n");
  expect(header).toBe("record_id,cluster_id,decision,score,reason");
  expect(rows.map((row) => row.split(",").slice(0, 3))).toEqual([
    ["r1", "r1", "auto"],
    ["r2", "r1", "auto"],
    ["r3", "r3", ""],
  ]);
  write("twice.csv", "record_id,title,year\nr1,On naps,2021\nr1,On tea,2020\n");
  const twice = await at.run("duplicates", "twice.csv", "--out", "x.csv", "--json");
  expect([twice.exitCode, twice.json()]).toMatchObject([
    1,
    { error: { code: "duplicates.repeated-id", place: { record: 2 } } },
  ]);
});

test("duplicates names records of several files by their place where their keys are not unique", async () => {
  write("one.ris", ris("1", "Naps of nurses on night shifts", "DO  - 10.1000/nap.1\n"));
  write("two.ris", ris("1", "Naps of nurses on night shifts", "DO  - 10.1000/nap.1\n"));
  const { out } = await at.run("duplicates", "one.ris", "two.ris", "--out", "-");
  expect(
    out
      .split("\r\n")
      .slice(1, 3)
      .map((row) => row.split(",").slice(0, 3)),
  ).toEqual([
    ["one.ris#1", "one.ris#1", "auto"],
    ["two.ris#1", "one.ris#1", "auto"],
  ]);
});

test("duplicates tells files of one name apart by their folders", async () => {
  mkdirSync(join(at.folder, "left"));
  mkdirSync(join(at.folder, "right"));
  write("left/set.ris", ris("1", "Naps of nurses on night shifts", "DO  - 10.1000/nap.1\n"));
  write("right/set.ris", ris("1", "Naps of nurses on night shifts", "DO  - 10.1000/nap.1\n"));
  const { out } = await at.run("duplicates", "left/set.ris", "right/set.ris", "--out", "-");
  expect(out.split("\r\n")[2]).toMatch(/^right\/set\.ris#1,left\/set\.ris#1,auto,/);
});

test("agreement: the worked example of 50 proposals read by two (kappa 0.40)", async () => {
  const cells = [
    ["include", "include", 20],
    ["include", "exclude", 5],
    ["exclude", "include", 10],
    ["exclude", "exclude", 15],
  ] as const;
  let item = 0;
  const rows = cells.flatMap(([a, b, n]) =>
    Array.from({ length: n }, () => [`i${++item},A,${a}`, `i${item},B,${b}`]).flat(),
  );
  write("votes.csv", `item,rater,decision\n${rows.join("\n")}\n`);
  const { json, exitCode } = await at.run("agreement", "votes.csv", "--json");
  expect(exitCode).toBe(0);
  const { forward } = json() as { forward: { kappa: { value: number }; percent: { value: number } } };
  expect(forward.kappa.value).toBeCloseTo(0.4, 10);
  expect(forward.percent.value).toBeCloseTo(0.7, 10);
  expect((await at.run("agreement", "votes.csv")).out).toContain("70.0 %");
  write("broken.csv", "item,rater,decision\ni1,A,perhaps\n");
  expect((await at.run("agreement", "broken.csv", "--json")).json()).toMatchObject({
    error: { code: "agreement.word-unknown", place: { line: 2 } },
  });
});

test("flow draws counts, and says where they do not add up", async () => {
  const counts = {
    identified: 10,
    identifiedBySource: { PubMed: 10 },
    duplicates: 2,
    removed: { automation: 0, other: 0 },
    screened: 8,
    excluded: { human: 5, automation: 0 },
    left: 0,
    inProgress: 0,
    sought: 3,
    notRetrieved: 1,
    assessed: 2,
    fullTextExcluded: { design: 1 },
    ongoing: 0,
    awaitingClassification: 0,
    fullTextInProgress: 0,
    studiesIncluded: 1,
    reportsIncluded: 1,
    leftOutOfSynthesis: 0,
  };
  write("counts.json", JSON.stringify({ counts }));
  const drawn = await at.run("flow", "counts.json", "--out", "flow.svg", "--json");
  expect(drawn.json()).toEqual({ out: "flow.svg", faults: [] });
  expect(read("flow.svg")).toContain("<svg");
  write("wrong.json", JSON.stringify({ counts: { ...counts, duplicates: 3 } }));
  const wrong = await at.run("flow", "wrong.json");
  expect(wrong.out).toContain("do not add up");
  expect(wrong.err).not.toBe("");
  write("none.json", "{}");
  expect((await at.run("flow", "none.json")).exitCode).toBe(1);
});
