import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { status } from "../flow/index.ts";
import { importFile } from "../records/index.ts";
import { addMember, undo } from "../review/index.ts";
import { databases, type TestReview, testReview } from "../testing.ts";
import { closeStage, removeBefore, stages, vote } from "./index.ts";

const RIS = ["amber", "basalt", "cobalt"]
  .map((word) => `TY  - JOUR\nTI  - A trial of ${word}\nPY  - 2024\nER  - \n`)
  .join("\n");

describe.each(databases)("what the lead may put right on %s", (database) => {
  let review: TestReview;
  let [reviewer, librarian, deputy] = ["", "", ""];
  let citations: string[] = [];

  beforeEach(async () => {
    review = await testReview(database);
    const { as, lead } = review;
    reviewer = (await as(lead, addMember, { name: "Rita", roles: ["reviewer"] })).id;
    librarian = (await as(lead, addMember, { name: "Lin", roles: ["librarian"] })).id;
    deputy = (await as(lead, addMember, { name: "Dee", roles: ["lead"] })).id;
    const file = await review.bench.storage.blobs.put(new TextEncoder().encode(RIS));
    await as(lead, importFile, { file, fileName: "x.ris", details: { source: { name: "PubMed" } } });
    citations = [1, 2, 3].map((at) => `${file.slice(0, 16)}-${at}`);
  });
  afterEach(() => review.close());

  const counts = async () => (await review.as(review.lead, status, {})).counts;
  const titles = async (who: string) => {
    const [first] = await review.as(who, stages, {});
    return first;
  };

  test("a librarian's removal is taken back by the lead with a reason, all of it at once", async () => {
    const { as, lead } = review;
    const { facts } = await as(librarian, removeBefore, { citations, reason: "Programmes" });
    expect(await counts()).toMatchObject({ removed: { other: 3 }, inProgress: 0 });
    const [fact = "", ...also] = facts;
    await expect(as(reviewer, undo, { fact, also, reason: "mine" })).rejects.toMatchObject({
      code: "undo.not-yours",
    });
    await expect(as(lead, undo, { fact, also })).rejects.toMatchObject({ code: "undo.reason-missing" });
    // one that cannot be taken back keeps the others where they are
    await expect(
      as(lead, undo, { fact, also: [...also, "0".repeat(64)], reason: "x" }),
    ).rejects.toMatchObject({ code: "undo.unknown" });
    expect(await counts()).toMatchObject({ removed: { other: 3 } });
    await as(lead, undo, { fact, also, reason: "Two are works after all" });
    expect(await counts()).toMatchObject({ removed: { other: 0 }, inProgress: 3 });
  });

  test("what has votes is not removed: refused, or passed over where asked for", async () => {
    const { as, lead } = review;
    const [first = "", second = ""] = citations;
    await as(reviewer, vote, { citation: first, stage: "title_abstract", decision: "include" });
    await as(lead, removeBefore, { citations: [second], reason: "Not a work" });
    const wish = { citations, reason: "Not a work" };
    await expect(as(lead, removeBefore, wish)).rejects.toMatchObject({ code: "remove.voted" });
    const { facts, skipped } = await as(lead, removeBefore, { ...wish, skip: true });
    expect([facts.length, skipped.toSorted()]).toEqual([1, [first, second].toSorted()]);
    await expect(as(lead, removeBefore, { ...wish, citations: [second] })).rejects.toMatchObject({
      code: "remove.already",
    });
  });

  test("another lead opens a stopped stage again; the lead alone hears how many nobody has voted on", async () => {
    const { as, lead } = review;
    await as(reviewer, vote, { citation: citations[0] ?? "", stage: "title_abstract", decision: "exclude" });
    expect([(await titles(lead))?.untouched, (await titles(reviewer))?.untouched]).toEqual([2, undefined]);
    await as(lead, closeStage, { stage: "title_abstract", reason: "Nothing new for long" });
    expect(await counts()).toMatchObject({ left: 2, inProgress: 1 });
    await expect(as(deputy, closeStage, { stage: "title_abstract", reason: "Again" })).rejects.toMatchObject({
      code: "stage.stopped-already",
    });
    const stopped = (await titles(reviewer))?.stopped;
    expect(stopped).toMatchObject({ reason: "Nothing new for long", name: "Lead" });
    const [fact = ""] = stopped?.facts ?? [];
    await as(deputy, undo, { fact, reason: "A new search is planned" });
    expect(await titles(lead)).toMatchObject({ closed: false, stopped: undefined });
    expect(await counts()).toMatchObject({ left: 0, inProgress: 3 });
  });
});
