import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { perform } from "../action/index.ts";
import { deduplicate } from "../dedup/index.ts";
import { type Fact, projectFacts, readLedger } from "../ledger/index.ts";
import { stateProtocol } from "../protocol/index.ts";
import { importFile } from "../records/index.ts";
import { renderReport } from "../reporting/index.ts";
import { addMember, nameVersion, undo } from "../review/index.ts";
import { type Stage, STAGES } from "../protocol/index.ts";
import { vote } from "../screening/index.ts";
import { backupFolder, DATABASE_FILE } from "../storage/index.ts";
import { databases, type TestReview, testReview } from "../testing.ts";
import { openReview } from "../workbench.ts";
import { changes, status } from "./index.ts";

const ris = (titles: readonly string[]) =>
  titles
    .map(
      (title, at) => `TY  - JOUR\nTI  - ${title}\nPY  - 2024\nDO  - 10.5555/${title.length}-${at}\nER  - \n`,
    )
    .join("\n");

const one = { votesNeeded: 1, reasonRequired: false };
const PROTOCOL = {
  title: "T",
  pcc: { population: "p", concept: "c", context: "x" },
  stages: { title_abstract: one, full_text: one },
};
const TITLES = ["Amber lamps at the bedside", "Basalt floors", "Cobalt paint in wards at night"];

describe.each(databases)("named versions on %s", (database) => {
  let review: TestReview;
  let reader: string;
  let ids: string[];

  async function bring(text: string, source: string, column: "databases" | "other" = "databases") {
    const file = await review.bench.storage.blobs.put(new TextEncoder().encode(text));
    const details = { source: { name: source, column } };
    return (await review.as(review.lead, importFile, { file, fileName: "x.ris", details })).run.id;
  }
  const cast = (citation: string | undefined, decision: "include" | "exclude", stage: Stage) =>
    review.as(reader, vote, { citation: citation ?? "", stage, decision });
  async function include(citation: string | undefined): Promise<void> {
    for (const stage of STAGES) await cast(citation, "include", stage);
  }
  const now = () => review.as(review.lead, status, {});
  const then = (version: string) => review.as(review.lead, status, { version });

  beforeEach(async () => {
    review = await testReview(database);
    await review.as(review.lead, stateProtocol, { protocol: PROTOCOL });
    reader = (await review.as(review.lead, addMember, { name: "Reader", roles: ["reviewer"] })).id;
    const run = await bring(ris(TITLES), "PubMed");
    ids = TITLES.map((_, at) => `${run}-${at + 1}`);
  });
  afterEach(() => review.close());

  test("keep their counts, whatever is recorded or taken back later", async () => {
    await include(ids[0]);
    const slip = await cast(ids[1], "exclude", "title_abstract");
    const shown = await now();
    await review.as(review.lead, nameVersion, { name: "first", kind: "search" });
    await review.as(reader, undo, { fact: slip.fact });
    await include(ids[2]);
    const version = await then("first");
    expect(version).toMatchObject({ named: { name: "first", kind: "search" }, faults: [] });
    expect(version.counts).toEqual(shown.counts);
    expect(version.flow).toEqual(shown.flow);
    expect((await now()).counts).not.toEqual(shown.counts);
    const { changes: found, from, to } = await review.as(review.lead, changes, { from: "first" });
    expect([from.name, to]).toEqual(["first", undefined]);
    expect(found.map(({ count, before, after }) => [count, before, after])).toEqual([
      ["excluded.human", 1, 0],
      ["sought", 1, 2],
      ["assessed", 1, 2],
      ["studiesIncluded", 1, 2],
      ["reportsIncluded", 1, 2],
    ]);
  });

  test("that nobody named are refused with the names there are", async () => {
    await expect(then("first")).rejects.toMatchObject({ code: "version.unknown" });
    await review.as(review.lead, nameVersion, { name: "second" });
    await expect(then("first")).rejects.toMatchObject({ hint: "Named versions: second." });
  });

  test("print the report of their time", async () => {
    await include(ids[0]);
    await review.as(review.lead, nameVersion, { name: "first", kind: "report" });
    const html = async (version?: string) => {
      const { base64 } = await review.as(review.lead, renderReport, { version });
      return Buffer.from(base64, "base64").toString("utf8");
    };
    const printed = await html("first");
    expect(printed).toContain("As of the version “first”");
    expect(printed).toContain("1 study in 1 report");
    await include(ids[2]);
    expect(await html("first")).toBe(printed);
    expect(await html()).toContain("2 studies in 2 reports");
  });

  test("once published make what is searched later an update, with the earlier studies in their own box", async () => {
    await include(ids[0]);
    await cast(ids[1], "exclude", "title_abstract");
    await review.as(review.lead, nameVersion, { name: "first", kind: "report" });
    // without a new search there is no update
    expect((await now()).flow.previous).toBeUndefined();
    const run = await bring(ris([TITLES[0] ?? "", "Dolomite dust, measured anew"]), "Embase");
    await bring(ris(["Emerald light on a website"]), "Society", "other");
    await review.as(review.lead, deduplicate, {});
    await include(`${run}-2`);
    const updated = await now();
    expect(updated.faults).toEqual([]);
    expect(updated.counts).toMatchObject({ identified: 6, duplicates: 1 });
    expect(updated.flow).toMatchObject({
      databases: { identified: 2, duplicates: 1, screened: 1, studiesIncluded: 1, reportsIncluded: 1 },
      other: { identified: 1, inProgress: 1 },
      previous: { studies: 1, reports: 1, open: 1 },
      total: { studies: 2, reports: 2 },
      found: { studies: 1, reports: 1 },
    });
    // what its searches gave or lost since is said beside what was published
    await include(ids[2]);
    await cast(ids[0], "exclude", "full_text");
    const later = await now();
    expect(later.faults).toEqual([]);
    expect(later.flow.previous).toEqual({
      studies: 1,
      reports: 1,
      added: { studies: 1, reports: 1 },
      dropped: { studies: 1, reports: 1 },
    });
    expect(later.flow.total).toEqual({ studies: 2, reports: 2 });
    expect((await then("first")).flow).not.toHaveProperty("previous");
    await review.as(review.lead, nameVersion, { name: "second", kind: "report" });
    expect((await then("second")).flow).toEqual(later.flow);
  });
});

test("facts of another copy that come later do not change a version, however small their clock", async () => {
  const review = await testReview();
  try {
    const { as, lead, bench, folder, stateFolder } = review;
    await as(lead, stateProtocol, { protocol: PROTOCOL });
    const { id } = await as(lead, addMember, { name: "Reader", roles: ["reviewer"] });
    const file = await bench.storage.blobs.put(new TextEncoder().encode(ris(TITLES)));
    const details = { source: { name: "PubMed" } };
    const { run } = await as(lead, importFile, { file, fileName: "x.ris", details });
    const elsewhere = join(folder, "..", "copy");
    await backupFolder(folder, elsewhere, DATABASE_FILE);

    const copy = await openReview(elsewhere, { stateFolder });
    const input = {
      citation: `${run.id}-2`,
      stage: "title_abstract" as const,
      decision: "include" as const,
    };
    await perform(copy, vote, { actor: id, input });
    const foreign = await copy.storage.read(async (tx) => {
      const all: Fact[] = [];
      for await (const page of readLedger({ ...tx, viewer: "everything" }, copy.registry)) all.push(...page);
      return all.filter((fact) => fact.type === "screening.voted");
    });
    await copy.storage.close();

    for (const at of [1, 3])
      await as(id, vote, { ...input, citation: `${run.id}-${at}`, decision: "exclude" });
    const { clock } = await as(lead, nameVersion, { name: "published", kind: "report" });
    const shown = (await as(lead, status, { version: "published" })).counts;
    expect(shown).toMatchObject({ screened: 2, inProgress: 1 });

    expect(foreign.map((fact) => fact.clock < clock)).toEqual([true]);
    await bench.storage.write(async (tx) => {
      for (const fact of foreign)
        await sql`insert into facts
          (review, hash, previous, device, number, clock, at, actor, action, request, type, version, subject, supersedes, state, salt, body, body_hash)
          values (${tx.review}, ${fact.hash}, ${fact.previous}, ${fact.device}, ${fact.number}, ${fact.clock}, ${fact.at}, ${fact.actor},
            ${fact.action}, ${fact.request}, ${fact.type}, ${fact.version}, ${fact.subject}, ${fact.supersedes}, ${fact.state}, ${fact.salt},
            ${fact.body}, ${fact.bodyHash})`.execute(tx.db);
      await projectFacts(tx, bench.registry, foreign);
      // computed once more, not looked up
      await sql`delete from meta where review = ${tx.review} and name like 'kept %'`.execute(tx.db);
    });
    expect((await as(lead, status, {})).counts).toMatchObject({ screened: 3, inProgress: 0, sought: 1 });
    expect((await as(lead, status, { version: "published" })).counts).toEqual(shown);
  } finally {
    await review.close();
  }
});
