import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { type Protocol, protocolSchema } from "./protocol.ts";

const EXAMPLES = fileURLToPath(new URL("../../../examples/", import.meta.url));

type Row = Record<string, string>;

/** Reads the files of one example. */
function example(name: string) {
  const text = (file: string) => readFileSync(join(EXAMPLES, name, file), "utf8");
  return {
    text,
    json: (file: string): unknown => JSON.parse(text(file)),
    rows: (file: string): Row[] => {
      const { data, errors } = Papa.parse<Row>(text(file), { header: true, skipEmptyLines: true });
      expect(errors, file).toEqual([]);
      return data;
    },
  };
}

const column = (rows: readonly Row[], name: string) => rows.map((row) => row[name] ?? "");
const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? "");
const sorted = (values: Iterable<string>) => [...new Set(values)].sort();

/** Every decision is one of those allowed, and every reason is in the protocol for that stage. */
function expectVotes(rows: readonly Row[], protocol: Protocol, allowed: readonly string[]) {
  for (const row of rows) {
    const place = JSON.stringify(row);
    expect(allowed, place).toContain(row["decision"]);
    expect(["title_abstract", "full_text"], place).toContain(row["stage"]);
    const reason = protocol.reasons.find((one) => one.code === row["reason"]);
    if (row["reason"] !== "") expect(reason?.stages, place).toContain(row["stage"]);
    if (row["decision"] === "exclude" && row["stage"] === "full_text") expect(reason, place).toBeDefined();
  }
  const once = rows.map((row) => `${row["citation"] ?? ""} ${row["stage"] ?? ""}`);
  expect(new Set(once).size).toBe(once.length);
}

/** Counts of a review of two voters, from the vote files alone: what the flow must show. */
function recount(first: readonly Row[], second: readonly Row[], resolutions: readonly Row[], stage: string) {
  const at = (rows: readonly Row[]) =>
    new Map(
      rows
        .filter((row) => row["stage"] === stage)
        .map((row) => [row["citation"] ?? "", row["decision"] ?? ""]),
    );
  const [a, b, settled] = [at(first), at(second), at(resolutions)];
  const forward = (decision: string | undefined) =>
    stage === "title_abstract" && decision === "maybe" ? "include" : decision;
  const outcomes = new Map<string, string>();
  for (const [citation, vote] of a) {
    const same = forward(vote) === forward(b.get(citation)) ? forward(vote) : undefined;
    outcomes.set(citation, settled.get(citation) ?? same ?? "conflict");
  }
  expect([...b.keys()].sort()).toEqual([...a.keys()].sort());
  for (const [citation, outcome] of settled) {
    if (outcome === "not_retrieved") outcomes.set(citation, outcome);
    else expect(a.has(citation), citation).toBe(true);
  }
  return outcomes;
}

const having = (outcomes: ReadonlyMap<string, string>, outcome: string) =>
  [...outcomes].filter(([, value]) => value === outcome).map(([citation]) => citation);

describe("examples/generative-ai-radiology", () => {
  const files = example("generative-ai-radiology");
  const protocol = protocolSchema.parse(files.json("protocol.json"));
  const ids = {
    pubmed: matches(files.text("exports/pubmed.nbib"), /^OID - (R\d{3})\r$/gm),
    embase: matches(files.text("exports/embase.ris"), /^ID {2}- (R\d{3})$/gm),
    ieee: column(files.rows("exports/ieee.csv"), "Reference ID"),
    scholar: matches(files.text("exports/scholar.bib"), /^@\w+\{(R\d{3}),$/gm),
  };
  const known = sorted(Object.values(ids).flat()).map((id) => `id:${id}`);
  const votesA = files.rows("votes/reader-a.csv");
  const votesB = files.rows("votes/reader-b.csv");
  const resolutions = files.rows("resolutions.csv");

  it("names every exclusion reason in order, with a criterion that exists", () => {
    expect(protocol.reasons.map((reason) => reason.code)).toEqual([
      "X1",
      "X2",
      "X3",
      "X4",
      "X5",
      "X6",
      "X7",
      "X8",
      "X9",
    ]);
    const criteria = protocol.criteria.map((criterion) => criterion.id);
    for (const { criterion } of protocol.reasons) if (criterion) expect(criteria).toContain(criterion);
  });

  it("holds 156 items, each once in the export of each of its databases", () => {
    expect(known).toHaveLength(156);
    expect(Object.values(ids).map((list) => list.length)).toEqual([76, 77, 22, 156]);
    for (const list of Object.values(ids)) expect(new Set(list).size).toBe(list.length);
    expect(matches(files.text("exports/embase.ris"), /^(ER) {2}- $/gm)).toHaveLength(77);
  });

  it("keeps the living update apart", () => {
    const later = matches(files.text("exports/living-update/scholar.bib"), /^@\w+\{(R\d{3}),$/gm);
    expect(later).toHaveLength(62);
    expect(later.filter((id) => known.includes(`id:${id}`))).toEqual([]);
    expect(matches(files.text("exports/living-update/pubmed.nbib"), /^OID - (R\d{3})\r$/gm)).toHaveLength(49);
    expect(matches(files.text("exports/living-update/embase.ris"), /^ID {2}- (R\d{3})$/gm)).toHaveLength(52);
  });

  it("publishes no abstract", () => {
    expect(files.text("exports/pubmed.nbib")).not.toMatch(/^AB {2}-/m);
    expect(files.text("exports/embase.ris")).not.toMatch(/^(AB|N2) {2}-/m);
    expect(files.text("exports/scholar.bib")).not.toMatch(/abstract\s*=/i);
    expect(sorted(column(files.rows("exports/ieee.csv"), "Abstract"))).toEqual([""]);
  });

  it("searches within the limits of the platforms, and counts as the runs say", () => {
    expect(files.text("searches/scholar.txt").trim().length).toBeLessThanOrEqual(256);
    const ieee = files.text("searches/ieee.txt");
    expect(ieee.match(/\*/g)?.length).toBeLessThanOrEqual(10);
    for (const clause of ieee.split("\nAND\n")) expect(clause.split(" OR ").length).toBeLessThanOrEqual(25);
    for (const [term] of files.text("searches/pubmed.txt").matchAll(/[\w-]+\*/g))
      expect(term.length).toBeGreaterThan(4);
    const { runs } = files.json("searches/runs.json") as {
      runs: { syntax: keyof typeof ids; records: number }[];
    };
    for (const run of runs) expect(run.records).toBe(ids[run.syntax].length);
    expect(runs).toHaveLength(4);
  });

  it("votes on what exists, for reasons that exist", () => {
    expectVotes(votesA, protocol, ["include", "maybe", "exclude"]);
    expectVotes(votesB, protocol, ["include", "maybe", "exclude"]);
    expectVotes(resolutions, protocol, ["include", "exclude", "not_retrieved"]);
    for (const file of ["relations.csv", "duplicates.csv"]) {
      for (const row of files.rows(file)) expect(known).toEqual(expect.arrayContaining([row["a"], row["b"]]));
    }
    for (const file of ["retrieval.csv", "left-out.csv"]) {
      for (const citation of column(files.rows(file), "citation")) expect(known).toContain(citation);
    }
  });

  it("leads from 156 records to 38 included studies, each charted", () => {
    const screened = recount(votesA, votesB, resolutions, "title_abstract");
    expect([...screened.keys()].sort()).toEqual(known);
    const sought = having(screened, "include");
    expect([having(screened, "exclude").length, sought.length]).toEqual([94, 62]);
    const lead = files.rows("not-retrieved.csv");
    const assessed = recount(votesA, votesB, [...resolutions, ...lead], "full_text");
    expect([...assessed.keys()].sort()).toEqual([...sought].sort());
    expect([having(assessed, "maybe"), having(assessed, "conflict")]).toEqual([[], []]);
    const logged = column(files.rows("retrieval.csv"), "citation").sort();
    expect(having(assessed, "not_retrieved").sort()).toEqual(logged);
    expect(logged).toHaveLength(19);
    expect(having(assessed, "exclude")).toHaveLength(5);
    const included = having(assessed, "include").sort();
    expect(included).toHaveLength(38);
    expect(sorted(column(files.rows("charts/reader-a.csv"), "citation"))).toEqual(included);
    expect(included).toEqual(expect.arrayContaining(column(files.rows("left-out.csv"), "citation")));
  });

  it("names in its findings only studies that it charted", () => {
    const { findings } = files.json("findings.json") as { findings: { exceptions?: string[] }[] };
    const charted = column(files.rows("charts/reader-a.csv"), "citation").map((citation) =>
      citation.slice(3),
    );
    const dois = new Map(
      files
        .text("exports/scholar.bib")
        .split("\n\n")
        .map((entry) => [/ doi=\{(.+)\}/.exec(entry)?.[1] ?? "", /\{(R\d{3}),/.exec(entry)?.[1] ?? ""]),
    );
    const named = findings.flatMap(({ exceptions }) => exceptions ?? []);
    expect(named).toHaveLength(4);
    for (const doi of named) expect(charted, doi).toContain(dois.get(doi));
  });

  it("states the agreement that its votes have", () => {
    const at = (rows: readonly Row[]) => rows.filter((row) => row["stage"] === "title_abstract");
    const second = new Map(at(votesB).map((row) => [row["citation"], row["decision"]]));
    const differ = at(votesA).filter(
      (row) => (row["decision"] === "exclude") !== (second.get(row["citation"]) === "exclude"),
    );
    expect(protocol.machineRules[0]?.measuredAgreement).toContain(`on ${differ.length} of ${second.size},`);
  });
});

describe("examples/tutorial", () => {
  const files = example("tutorial");
  const protocol = protocolSchema.parse(files.json("protocol.json"));
  const first = files.text("exports/example-medical-index.ris");
  const second = files.rows("exports/example-nursing-index.csv");
  const titles = [...matches(first, /^TI {2}- (.+)$/gm), ...column(second, "Title")];
  const dois = [...matches(first, /^DO {2}- (.+)$/gm), ...column(second, "DOI")].map((doi) =>
    doi.toLowerCase(),
  );
  const votesA = files.rows("votes/reviewer-a.csv");
  const votesB = files.rows("votes/reviewer-b.csv");
  const resolutions = files.rows("resolutions.csv");
  const exists = (citation: string | undefined) => {
    expect([...titles, ...dois.filter((doi) => doi !== "")]).toContain(citation);
  };

  it("says of each of its 36 records that it is invented", () => {
    expect(first.match(/^ER {2}- $/gm)).toHaveLength(18);
    expect(first.match(/^N1 {2}- Invented for the Chartroom tutorial/gm)).toHaveLength(18);
    expect(
      column(second, "Notes").filter((note) => note.startsWith("Invented for the Chartroom tutorial")),
    ).toHaveLength(18);
    for (const doi of dois) if (doi !== "") expect(doi).toMatch(/^10\.5555\//);
  });

  it("names only citations that are in its exports", () => {
    const cited = [
      "resolutions.csv",
      "retrieval.csv",
      "left-out.csv",
      "consensus.csv",
      "charts/chartist-a.csv",
    ];
    for (const file of [
      ...cited,
      "charts/chartist-b.csv",
      "votes/pilot-reviewer-a.csv",
      "votes/pilot-reviewer-b.csv",
    ]) {
      for (const citation of column(files.rows(file), "citation")) exists(citation);
    }
    for (const row of [...votesA, ...votesB]) exists(row["citation"]);
    for (const row of files.rows("duplicates.csv")) for (const side of [row["a"], row["b"]]) exists(side);
    expect(sorted(column(votesA, "citation"))).toHaveLength(29);
  });

  it("marks words that stand in its records", () => {
    const text = `${first} ${JSON.stringify(second)}`.toLowerCase();
    for (const { terms, againstTerms } of protocol.criteria) {
      for (const term of [...terms, ...againstTerms]) expect(text).toContain(term.toLowerCase());
    }
  });

  it("leads from 29 citations to ten included reports", () => {
    for (const rows of [votesA, votesB]) expectVotes(rows, protocol, ["include", "maybe", "exclude"]);
    expectVotes(resolutions, protocol, ["include", "exclude", "not_retrieved"]);
    const screened = recount(votesA, votesB, resolutions, "title_abstract");
    const sought = having(screened, "include");
    expect([screened.size, having(screened, "exclude").length, sought.length]).toEqual([29, 14, 15]);
    const assessed = recount(votesA, votesB, resolutions, "full_text");
    expect([...assessed.keys()].sort()).toEqual([...sought].sort());
    expect(having(assessed, "not_retrieved")).toEqual(
      sorted(column(files.rows("retrieval.csv"), "citation")),
    );
    expect([having(assessed, "exclude").length, having(assessed, "include").length]).toEqual([4, 10]);
    const preprint = files.rows("duplicates.csv").find((row) => row["decision"] === "preprint-of");
    const studies = having(assessed, "include").filter((citation) => citation !== preprint?.["a"]);
    for (const chartist of ["charts/chartist-a.csv", "charts/chartist-b.csv"]) {
      expect(sorted(column(files.rows(chartist), "citation"))).toEqual(studies.sort());
    }
  });

  it("passes its pilot with any eight records", () => {
    const second = new Map(
      files.rows("votes/pilot-reviewer-b.csv").map((row) => [row["citation"], row["decision"]]),
    );
    const differ = files
      .rows("votes/pilot-reviewer-a.csv")
      .filter((row) => second.get(row["citation"]) !== row["decision"]);
    expect(second.size).toBe(29);
    expect(1 - differ.length / protocol.pilot.size).toBeGreaterThanOrEqual(protocol.pilot.gate);
    expect(differ).not.toHaveLength(0);
  });

  it("settles by consensus exactly the values on which the chartists differ, and quotes its own abstracts", () => {
    const key = (row: Row) => `${row["citation"] ?? ""} ${row["field"] ?? ""}`;
    const chartA = files.rows("charts/chartist-a.csv");
    const chartB = files.rows("charts/chartist-b.csv");
    const other = new Map(chartB.map((row) => [key(row), row["value"]]));
    const differ = chartA.filter((row) => other.get(key(row)) !== row["value"]).map(key);
    expect(other.size).toBe(chartA.length);
    expect(files.rows("consensus.csv").map(key).sort()).toEqual(differ.sort());
    const abstracts = `${first} ${column(second, "Abstract").join(" ")}`;
    for (const row of [...chartA, ...chartB]) expect(abstracts, key(row)).toContain(row["quote"]);
  });
});
