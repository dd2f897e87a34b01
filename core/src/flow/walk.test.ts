import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { deduplicate, pairs, summary } from "../dedup/index.ts";
import { dumpTables, rebuild, verify } from "../ledger/index.ts";
import { stateProtocol } from "../protocol/index.ts";
import { importFile, previewFile, runs, withdrawRun } from "../records/index.ts";
import { addMember, log, undo } from "../review/index.ts";
import { conflicts, history, next, resolve, vote } from "../screening/index.ts";
import { databases, type TestReview, testReview } from "../testing.ts";
import { checkCounts, citations, status } from "./index.ts";

const ris = (records: { title: string; doi?: string; year?: number }[]) =>
  records
    .map(
      ({ title, doi, year }) =>
        `TY  - JOUR\nTI  - ${title}\nAU  - Tester, Tina\nPY  - ${year ?? 2024}\nJO  - Journal of Trials\nVL  - 3\nSP  - 11\nEP  - 19\n${doi ? `DO  - ${doi}\n` : ""}AB  - ${title} was studied.\nER  - \n`,
    )
    .join("\n");

const FIRST = ris([
  { title: "Voice assistants for handover notes in small hospitals", doi: "10.5555/a1" },
  { title: "Structured reporting of chest films with a language model", doi: "10.5555/a2" },
  { title: "A survey of nurses on dictation software at night", doi: "10.5555/a3" },
]);
const SECOND = ris([
  { title: "Voice assistants for handover notes in small hospitals.", doi: "10.5555/a1" },
  { title: "Quality of automatically translated discharge letters", doi: "10.5555/b2" },
]);

describe.each(databases)("a review carried from protocol to flow on %s", (database) => {
  let review: TestReview;
  beforeEach(async () => {
    review = await testReview(database);
  });
  afterEach(() => review.close());

  async function imported(text: string, name: string, source: string) {
    const file = await review.bench.storage.blobs.put(new TextEncoder().encode(text));
    return review.as(review.lead, importFile, {
      file,
      fileName: name,
      details: { source: { name: source } },
    });
  }

  async function team() {
    const { as, lead } = review;
    const protocol = {
      title: "T",
      pcc: { population: "p", concept: "c", context: "x" },
      reasons: [
        { code: "X1", label: "no data" },
        { code: "X2", label: "other topic" },
      ],
    };
    await as(lead, stateProtocol, { protocol });
    const a = await as(lead, addMember, { name: "Reviewer A", roles: ["reviewer"] });
    const b = await as(lead, addMember, { name: "Reviewer B", roles: ["reviewer"] });
    return { a: a.id, b: b.id };
  }

  test("counts add up at every step, and a rebuild changes nothing", async () => {
    const { as, lead, bench } = review;
    const { a, b } = await team();
    const first = await imported(FIRST, "first.ris", "PubMed");
    expect(first.run).toMatchObject({ records: 3, format: "ris", state: "live" });
    await imported(SECOND, "second.ris", "Embase");
    expect((await imported(FIRST, "again.ris", "PubMed")).already).toBe(true);
    expect(await as(lead, deduplicate, {})).toMatchObject({ records: 5, citations: 4, duplicates: 1 });
    expect((await as(lead, pairs, {})).total).toBe(0);
    expect((await as(lead, summary, {})).combinations).toContainEqual({
      sources: ["Embase", "PubMed"],
      citations: 1,
    });

    const { items, progress } = await as(a, next, { stage: "title_abstract", count: 10 });
    expect(items).toHaveLength(4);
    expect(progress).toMatchObject({ done: 0, left: 4, total: 4 });
    const ids = items.map((item) => item.citation.id);
    const cast = (
      who: string,
      at: number,
      decision: "include" | "exclude" | "maybe",
      reason: string | null = null,
      note = "",
    ) => as(who, vote, { citation: ids[at] ?? "", stage: "title_abstract", decision, reason, note });
    await cast(a, 0, "include");
    await cast(b, 0, "include");
    await cast(a, 1, "exclude", "X2");
    await cast(b, 1, "exclude", "X1");
    await cast(a, 2, "include", null, "canary-a");
    expect(JSON.stringify(await as(b, log, {}))).not.toContain("canary-a");
    expect(await as(b, history, { citation: ids[2] ?? "" })).toEqual([]);
    const slip = await cast(b, 2, "exclude", "X1");
    expect(JSON.stringify(await as(b, history, { citation: ids[2] ?? "" }))).toContain("canary-a");
    expect(await as(lead, conflicts, { stage: "title_abstract" })).toHaveLength(2);
    await as(lead, resolve, {
      citation: ids[2] ?? "",
      stage: "title_abstract",
      decision: "exclude",
      reason: "X2",
    });

    const now = await as(lead, status, {});
    expect(now.counts).toMatchObject({
      identified: 5,
      duplicates: 1,
      screened: 3,
      sought: 1,
      inProgress: 1,
      excluded: { human: 2, automation: 0 },
    });
    expect(now.faults).toEqual([]);
    expect(checkCounts(now.counts)).toEqual([]);
    expect(now.agreement.title_abstract[0]?.report.items.shared).toBe(3);
    const excluded = await as(lead, citations, { class: ["excluded"], facets: true });
    expect(excluded.rows.map((row) => row.reason).sort()).toEqual(["X1", "X2"]);
    expect((await as(lead, citations, { search: "translat" })).rows[0]?.title).toContain("translated");

    await as(b, undo, { fact: slip.fact });
    expect((await as(lead, status, {})).counts).toMatchObject({ screened: 3 });

    const before = await bench.storage.read((tx) => dumpTables(tx, bench.registry));
    await rebuild(bench.storage, bench.registry);
    expect(await bench.storage.read((tx) => dumpTables(tx, bench.registry))).toEqual(before);
    expect((await bench.storage.read((tx) => verify(tx))).faults).toEqual([]);
  });

  test("a run can be withdrawn and brought back; votes on its records are kept", async () => {
    const { as, lead } = review;
    await imported(FIRST, "first.ris", "PubMed");
    const { run } = await imported(SECOND, "second.ris", "Embase");
    await as(lead, deduplicate, {});
    await as(lead, withdrawRun, { run: run.id, reason: "wrong file" });
    expect((await as(lead, status, {})).counts).toMatchObject({ identified: 3, duplicates: 0 });
    const [entry] = await as(lead, log, { limit: 1 });
    await as(lead, undo, { fact: entry?.hash ?? "" });
    expect((await as(lead, status, {})).counts).toMatchObject({ identified: 5, duplicates: 1 });
    expect(await as(lead, runs, {})).toHaveLength(2);
  });

  test("a file is shown before it is kept, and a file without records is refused", async () => {
    const { as, lead, bench } = review;
    const file = await bench.storage.blobs.put(new TextEncoder().encode(FIRST));
    expect(await as(lead, previewFile, { file, fileName: "x.txt" })).toMatchObject({
      format: "ris",
      records: 3,
      already: undefined,
    });
    expect(await as(lead, runs, {})).toEqual([]);
    await expect(imported("nothing of use", "letter.txt", "PubMed")).rejects.toMatchObject({
      code: /^(import|format|references)\./,
    });
  });
});
