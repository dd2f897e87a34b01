import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { chart, chartedStudies, finishChart, leaveOut, stateForm, study, tasks } from "../charting/index.ts";
import { settlePair } from "../dedup/index.ts";
import { status } from "../flow/index.ts";
import { soughtReports } from "../fulltext/index.ts";
import { stateProtocol } from "../protocol/index.ts";
import { importFile, withdrawRun } from "../records/index.ts";
import { addMember, changeMember, redo, undo } from "../review/index.ts";
import { databases, type TestReview, testReview } from "../testing.ts";
import { closePilot, next, openPilot, pilots, vote } from "./index.ts";

const ris = (words: readonly string[]) =>
  words.map((word) => `TY  - JOUR\nTI  - A trial of ${word}\nPY  - 2024\nER  - \n`).join("\n");

const FORM = {
  title: "Form",
  charters: 1,
  sections: [
    { id: "main", label: "Main", fields: [{ id: "country", label: "Country", type: "text" as const }] },
  ],
};

describe.each(databases)("what changes under a stage on %s", (database) => {
  let review: TestReview;
  let reviewer: string;
  let [first, second]: [string[], string[]] = [[], []];

  async function bring(words: readonly string[]): Promise<string[]> {
    const file = await review.bench.storage.blobs.put(new TextEncoder().encode(ris(words)));
    const details = { source: { name: `Source of ${words.length}` } };
    await review.as(review.lead, importFile, { file, fileName: "x.ris", details });
    return words.map((_, at) => `${file.slice(0, 16)}-${at + 1}`);
  }

  beforeEach(async () => {
    review = await testReview(database);
    const one = { votesNeeded: 1, reasonRequired: false };
    const protocol = {
      title: "T",
      pcc: { population: "p", concept: "c", context: "x" },
      stages: { title_abstract: one, full_text: one },
    };
    await review.as(review.lead, stateProtocol, { protocol });
    reviewer = (await review.as(review.lead, addMember, { name: "R", roles: ["reviewer"] })).id;
    first = await bring(["amber", "basalt"]);
    second = await bring(["cobalt", "dolomite", "emerald"]);
  });
  afterEach(() => review.close());

  const include = (citation: string | undefined, stage: "title_abstract" | "full_text") =>
    review.as(reviewer, vote, { citation: citation ?? "", stage, decision: "include" });
  async function included(citation: string | undefined): Promise<void> {
    await include(citation, "title_abstract");
    await include(citation, "full_text");
  }

  test("a chartist empties a field that was changed, and opens a finished chart again after coming back", async () => {
    const { as, lead } = review;
    await as(lead, stateForm, { form: FORM });
    await included(first[0]);
    const subject = first[0] ?? "";
    const say = (text: string | null) =>
      as(reviewer, chart, {
        study: subject,
        values: [{ field: "country", value: text === null ? null : { kind: "text", text } }],
      });
    const own = async () =>
      (await as(reviewer, study, { study: subject })).charts.find(({ chartist }) => chartist === reviewer);
    await say("Norway");
    await say("Chile");
    const { facts } = await say(null);
    expect((await own())?.values ?? []).toEqual([]);
    expect((await say(null)).facts).toEqual([]);
    await as(reviewer, undo, { fact: facts[0] ?? "" });
    expect((await own())?.values.map(({ value }) => value)).toEqual([{ kind: "text", text: "Chile" }]);

    await as(reviewer, finishChart, { study: subject });
    const { finished, finish } = (await own()) ?? {};
    expect([finished, typeof finish]).toEqual([true, "string"]);
    await as(reviewer, undo, { fact: finish ?? "" });
    expect(await own()).toMatchObject({ finished: false, finish: undefined });
  });

  test("a pilot can be closed though a voter left and two of its citations were joined or withdrawn", async () => {
    const { as, lead } = review;
    await as(lead, openPilot, { size: 5, seed: 1 });
    await as(lead, changeMember, { member: reviewer, active: false, reason: "moved on" });
    await as(lead, settlePair, { a: first[0] ?? "", b: first[1] ?? "", decision: "same" });
    await as(lead, withdrawRun, { run: (second[0] ?? "").slice(0, 16), reason: "wrong file" });
    const { items } = await as(lead, next, { stage: "title_abstract", count: 10 });
    expect(items.map((item) => item.citation.id)).toEqual([first[0]]);
    await as(lead, vote, { citation: first[0] ?? "", stage: "title_abstract", decision: "include" });
    expect((await as(lead, pilots, {}))[0]).toMatchObject({ size: 1, finished: true, mineLeft: 0 });
    const closed = await as(lead, closePilot, { round: 1, goOn: true, reason: "nothing left to compare" });
    expect(closed.state).toBe("closed");
  });

  test("a citation whose run was withdrawn is sought by nobody and does not stand in the queue's way", async () => {
    const { as, lead } = review;
    for (const citation of [...first, ...second]) await include(citation, "title_abstract");
    await as(lead, withdrawRun, { run: (first[0] ?? "").slice(0, 16), reason: "wrong file" });
    expect((await as(lead, soughtReports, {})).map((report) => report.citation).sort()).toEqual(
      [...second].sort(),
    );
    const { items, progress } = await as(reviewer, next, { stage: "full_text", count: 2 });
    expect(items).toHaveLength(2);
    expect(progress).toMatchObject({ total: 3, left: 3 });
  });

  test("a chart stays its study's when the study's citation is joined to an earlier one", async () => {
    const { as, lead } = review;
    await included(second[0]);
    await as(lead, stateForm, { form: FORM });
    const values = [{ field: "country", value: { kind: "text" as const, text: "Utopia" } }];
    await as(reviewer, chart, { study: second[0] ?? "", values });
    await as(reviewer, finishChart, { study: second[0] ?? "" });
    await as(lead, leaveOut, { study: second[0] ?? "", reason: "retracted" });
    await as(lead, settlePair, { a: first[0] ?? "", b: second[0] ?? "", decision: "same" });
    const [study] = await as(lead, chartedStudies, {});
    expect(study).toMatchObject({
      id: first[0],
      leftOut: "retracted",
      values: { country: { kind: "text", text: "Utopia" } },
    });
    expect((await as(lead, status, {})).counts).toMatchObject({ studiesIncluded: 1, leftOutOfSynthesis: 1 });
  });

  test("two studies that were both charted bring both charts when their citations are joined", async () => {
    const { as, lead } = review;
    const [one = "", other = ""] = [first[0], second[0]];
    const text = (words: string) => ({ kind: "text" as const, text: words });
    await included(one);
    await included(other);
    const fields = ["country", "design", "readers"].map((id) => ({ id, label: id, type: "text" as const }));
    await as(lead, stateForm, { form: { ...FORM, sections: [{ id: "main", label: "Main", fields }] } });
    const values = (country: string) => [{ field: "country", value: text(country) }];
    await as(reviewer, chart, {
      study: one,
      values: [...values("Utopia"), { field: "design", value: text("cohort") }],
    });
    await as(reviewer, chart, {
      study: other,
      values: [...values("Erewhon"), { field: "readers", value: text("two") }],
    });
    for (const study of [one, other]) await as(reviewer, finishChart, { study });
    await as(lead, settlePair, { a: one, b: other, decision: "same" });
    const both = { design: text("cohort"), readers: text("two") };
    expect((await as(lead, chartedStudies, {}))[0]).toMatchObject({ id: one, values: both });
    expect((await as(lead, chartedStudies, {}))[0]?.values).not.toHaveProperty("country");
    expect((await as(reviewer, tasks, {}))[0]).toMatchObject({ differing: 1, mine: { filled: 3 } });
    // one chartist's contradicting words are said again, and then there is one
    await as(reviewer, chart, { study: one, values: values("Erewhon") });
    expect((await as(lead, chartedStudies, {}))[0]?.values).toEqual({ country: text("Erewhon"), ...both });
    expect((await as(reviewer, tasks, {}))[0]).toMatchObject({ differing: 0 });
  });

  test("an undo is brought back once, and not again when a later undo stands", async () => {
    const cast = await include(first[0], "title_abstract");
    const taken = await review.as(reviewer, undo, { fact: cast.fact });
    await review.as(reviewer, redo, { undo: taken.undo });
    await review.as(reviewer, undo, { fact: cast.fact });
    await expect(review.as(reviewer, redo, { undo: taken.undo })).rejects.toMatchObject({
      code: "undo.already",
    });
    expect((await review.as(review.lead, status, {})).counts.sought).toBe(0);
  });
});
