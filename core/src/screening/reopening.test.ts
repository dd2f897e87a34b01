import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { citations, status } from "../flow/index.ts";
import { protocol, protocolSchema, reopenedCount, type Reopening, stateProtocol } from "../protocol/index.ts";
import { importFile, withdrawRun } from "../records/index.ts";
import { addMember, log, undo } from "../review/index.ts";
import { databases, type TestReview, testReview } from "../testing.ts";
import { agreementByStage, history, next, removeBefore, reopenable, stages, vote } from "./index.ts";

const WORDS = ["amber", "basalt", "cobalt", "dolomite"];
const RIS = WORDS.map((word) => `TY  - JOUR\nTI  - A trial of ${word}\nPY  - 2024\nER  - \n`).join("\n");
const STAGE = "title_abstract" as const;

describe.each(databases)("amendments on %s", (database) => {
  let review: TestReview;
  let [a, b, c]: [string, string, string] = ["", "", ""];
  let ids: string[] = [];

  const rules = (votesNeeded: number, maybeAgainstExclude: "conflict" | "forward" = "conflict") =>
    protocolSchema.parse({
      title: "T",
      pcc: { population: "p", concept: "c", context: "x" },
      reasons: ["X1", "X2"].map((code) => ({ code, label: `Reason ${code}` })),
      stages: {
        title_abstract: { votesNeeded, maybeAgainstExclude, reasonRequired: false },
        full_text: { votesNeeded, reasonRequired: false },
      },
    });
  const amend = (to: ReturnType<typeof rules>, reopens: Partial<Reopening>[] = []) =>
    review.as(review.lead, stateProtocol, {
      protocol: to,
      reason: "the pilot showed it",
      reopens: reopens.map((one) => ({ stage: STAGE, ...one })),
    });
  const cast = (
    who: string,
    at: number,
    decision: "include" | "exclude" | "maybe",
    reason: string | null = null,
  ) => review.as(who, vote, { citation: ids[at] ?? "", stage: STAGE, decision, reason });
  const classes = async () => {
    const { rows } = await review.as(review.lead, citations, {});
    return ids.map((id) => rows.find((row) => row.id === id)?.class);
  };

  beforeEach(async () => {
    review = await testReview(database);
    await review.as(review.lead, stateProtocol, { protocol: rules(1, "forward") });
    const names = ["Reader A", "Reader B", "Reader C"];
    const [one, two, three] = await Promise.all(
      names.map((name) => review.as(review.lead, addMember, { name, roles: ["reviewer"] })),
    );
    [a, b, c] = [one?.id ?? "", two?.id ?? "", three?.id ?? ""];
    const file = await review.bench.storage.blobs.put(new TextEncoder().encode(RIS));
    const details = { source: { name: "PubMed" } };
    const { run } = await review.as(review.lead, importFile, { file, fileName: "x.ris", details });
    ids = WORDS.map((_, at) => `${run.id}-${at + 1}`);
  });
  afterEach(() => review.close());

  test("what was decided stands by the rules of its time, and what was not goes by the new ones", async () => {
    await cast(a, 0, "exclude", "X1");
    await cast(a, 1, "include");
    await amend(rules(2));
    expect(await classes()).toEqual(["excluded", "full_text_in_progress", "in_progress", "in_progress"]);
    // nobody is asked for a second vote on what stands
    const { items, progress } = await review.as(b, next, { stage: STAGE, count: 9 });
    expect(items.map((item) => item.citation.id)).toEqual(ids.slice(2));
    expect(progress).toMatchObject({ left: 2, done: 0 });
    await expect(cast(b, 0, "include")).rejects.toMatchObject({ code: "vote.complete" });
    await cast(b, 2, "include");
    expect((await classes())[2]).toBe("in_progress");
    // whoever changes a vote after the amendment votes under it
    await cast(a, 0, "exclude", "X2");
    expect((await classes())[0]).toBe("in_progress");
    await cast(b, 0, "exclude", "X1");
    expect((await classes())[0]).toBe("excluded");
  });

  test("what is named is decided again: old votes are kept and count no more, until it is taken back", async () => {
    await cast(a, 0, "exclude", "X1");
    await cast(a, 1, "exclude", "X2");
    await cast(a, 2, "include");
    const before = (await review.as(review.lead, status, {})).counts;
    const asked = { stage: STAGE, exclusions: ["X1"] };
    const preview = await review.as(review.lead, reopenable, { reopens: [asked] });
    expect(preview.outcomes.map(({ outcome, reason, citations: n }) => [outcome, reason, n])).toEqual([
      ["exclude", "X1", 1],
      ["exclude", "X2", 1],
      ["include", null, 1],
    ]);
    expect(reopenedCount(preview.chosen)).toBe(1);
    const amended = await amend(rules(2), [asked]);
    expect(amended.reopened).toEqual(preview.chosen);
    expect(await classes()).toEqual(["in_progress", "excluded", "full_text_in_progress", "in_progress"]);

    const [kept] = await review.as(a, history, { citation: ids[0] ?? "" });
    expect(kept).toMatchObject({ decision: "exclude", standing: false, reopened: true });
    // from where the reader was to the end, then once more from the front
    expect(
      (await review.as(a, next, { stage: STAGE, count: 9 })).items.map((one) => one.citation.id),
    ).toEqual([ids[3], ids[0]]);
    await cast(b, 0, "include");
    await cast(c, 0, "include");
    expect((await classes())[0]).toBe("full_text_in_progress");
    // the old vote is not held against the new ones
    const [people] = await review.as(review.lead, agreementByStage, { stage: STAGE });
    expect(people?.report.forward.percent?.value).toBe(1);
    expect(people?.report.items.shared).toBe(1);
    for (const who of [b, c]) {
      const [entry] = (await review.as(who, log, { limit: 20 })).filter(
        (one) => one.actor === who && one.type === "screening.voted",
      );
      await review.as(who, undo, { fact: entry?.hash ?? "" });
    }
    await review.as(review.lead, undo, { fact: amended.fact });
    expect((await review.as(review.lead, status, {})).counts).toEqual(before);
    expect((await review.as(review.lead, protocol, {})).current?.protocol.stages[STAGE].votesNeeded).toBe(1);
  });

  test("an amendment between two others is taken back, and the last stays in force", async () => {
    const second = await amend(rules(2));
    await amend(rules(3));
    await review.as(review.lead, undo, { fact: second.fact });
    const state = await review.as(review.lead, protocol, {});
    expect(state.current?.protocol.stages[STAGE].votesNeeded).toBe(3);
    expect([state.conflict, state.history.length]).toEqual([[], 2]);
    const [first] = state.history;
    await expect(review.as(review.lead, undo, { fact: first?.fact ?? "" })).rejects.toMatchObject({
      code: "undo.not-yours",
    });
  });

  test("citations can be named one by one, if something is decided about them", async () => {
    await cast(a, 0, "exclude", "X1");
    await expect(amend(rules(1), [{ citations: [ids[3] ?? ""] }])).rejects.toMatchObject({
      code: "protocol.reopen-undecided",
      place: { record: ids[3] },
    });
    const { reopened } = await amend(rules(1), [{ citations: [ids[0] ?? ""] }]);
    expect(reopened).toEqual([{ stage: STAGE, outcome: "exclude", reason: "X1", citations: 1 }]);
    expect((await classes())[0]).toBe("in_progress");
  });

  test("the first protocol re-opens nothing", async () => {
    const fresh = await testReview(database);
    try {
      const reopens = [{ stage: STAGE, exclusions: "all" as const }];
      await expect(
        fresh.as(fresh.lead, stateProtocol, { protocol: rules(1), reopens }),
      ).rejects.toMatchObject({ code: "protocol.reopen-first" });
    } finally {
      await fresh.close();
    }
  });

  test("what was removed from a run that was withdrawn is no longer taken off what is left to do", async () => {
    await review.as(review.lead, removeBefore, { citations: [ids[0] ?? ""], reason: "out" });
    const total = async () => (await review.as(a, stages, {}))[0]?.total;
    expect(await total()).toBe(3);
    const text = "TY  - JOUR\nTI  - A trial of emerald\nPY  - 2024\nER  - \n";
    const file = await review.bench.storage.blobs.put(new TextEncoder().encode(text));
    const details = { source: { name: "Embase" } };
    await review.as(review.lead, importFile, { file, fileName: "y.ris", details });
    expect(await total()).toBe(4);
    await review.as(review.lead, withdrawRun, { run: (ids[0] ?? "").split("-")[0] ?? "", reason: "wrong" });
    expect(await total()).toBe(1);
  });
});
