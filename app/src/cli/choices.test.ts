import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Desk, desk } from "./testing.ts";
import { doneAt, screenedReviewAt } from "./testing-review.ts";

let at: Desk;

beforeEach(() => {
  at = desk();
});
afterEach(() => at.close());

const write = (name: string, text: string) => writeFileSync(join(at.folder, name), text);
const read = (name: string) => readFileSync(join(at.folder, name), "utf8");

const done = (...words: string[]) => doneAt(at, ...words);
const screenedReview = () => screenedReviewAt(at);

test("records are joined, split and related by tables, and the overlap of the sources is told", async () => {
  await screenedReview();
  const told = await done("dedup", "--review", "r", "--json", "--all");
  expect(told.json()).toMatchObject({
    records: 3,
    citations: 2,
    overlap: [
      [2, 1],
      [1, 1],
    ],
  });
  expect((await done("dedup", "--review", "r")).out).toMatch(/Citations found by +Embase +PubMed/);
  write("apart.csv", "citation,reason\n10.1000/nap.1,two trials\n");
  expect((await done("dedup", "--split", "apart.csv", "--review", "r", "--json")).json()).toMatchObject({
    applied: 1,
    citations: 3,
  });
  write("join.csv", "a,b\nSleep in submarines,10.1000/nap.1\n");
  expect((await done("dedup", "--join", "join.csv", "--review", "r", "--json")).json()["citations"]).toBe(1);
  write("split.csv", "record,reason\nSleep in submarines,no nurses\n");
  expect((await done("dedup", "--split", "split.csv", "--review", "r", "--json")).json()["citations"]).toBe(
    2,
  );
  write("relate.csv", "a,b,relation\nSleep in submarines,10.1000/nap.1,comment-on\n");
  expect((await done("dedup", "--relate", "relate.csv", "--review", "r", "--json")).json()["relations"]).toBe(
    1,
  );
  expect(
    (await done("dedup", "--unrelate", "relate.csv", "--review", "r", "--json")).json()["relations"],
  ).toBe(0);
});

test("citations are removed before anybody votes, a stage is stopped and opened again, each with its reason", async () => {
  await screenedReview();
  write("out.csv", "citation,reason\nSleep in submarines,\n");
  const silent = await at.run("screen", "--remove", "out.csv", "--review", "r");
  expect([silent.exitCode, silent.err]).toEqual([1, expect.stringContaining("table.reason-missing")]);
  const reason = ["--reason", "A programme, not a work", "--review", "r"];
  await done("screen", "--remove", "out.csv", "--rule", "title filter", ...reason);
  const counts = async () => (await done("status", "--review", "r", "--json")).json()["counts"];
  expect(await counts()).toMatchObject({ removed: { automation: 1, other: 0 }, inProgress: 1 });
  const again = await at.run("screen", "--remove", "out.csv", ...reason);
  expect([again.exitCode, again.err]).toEqual([1, expect.stringContaining("remove.already")]);

  const stopped = await done("screen", "--close", "title_abstract", ...reason);
  expect(stopped.out).toContain("1 counted as left unscreened");
  expect(await counts()).toMatchObject({ left: 1, inProgress: 0 });
  await done("screen", "--reopen", "title_abstract", ...reason);
  expect(await counts()).toMatchObject({ left: 0, inProgress: 1 });
  const open = await at.run("screen", "--reopen", "title_abstract", ...reason);
  expect([open.exitCode, open.err]).toEqual([1, expect.stringContaining("stage.not-stopped")]);
});

test("a version keeps its counts, its diagram and its report, and an amendment brings back what it names", async () => {
  await screenedReview();
  const inReview = (...words: string[]) => done(...words, "--review", "r");
  const ballots =
    "citation,stage,decision,reason,note\n10.1000/nap.1,title_abstract,include,,\nSleep in submarines,title_abstract,exclude,,\n";
  write("both.csv", ballots);
  for (const name of ["Reader A", "Reader B"]) await inReview("screen", "--votes", "both.csv", "--as", name);
  expect((await inReview("versions")).out).toContain("No version was named yet");
  await inReview("versions", "name", "First report", "--kind", "report");
  const json = async (...words: string[]) => JSON.parse((await inReview(...words, "--json")).out) as Found;
  type Found = {
    counts: { inProgress: number; excluded: { human: number } };
    changed?: { changes: unknown[] };
  };
  const then = await json("status", "--version", "First report");
  expect((await json("versions")) as unknown).toMatchObject([{ name: "First report", kind: "report" }]);

  write("protocol.json", (await inReview("protocol", "show")).out);
  const choice = ["--reopen", "title_abstract:excluded", "title_abstract:included"];
  const preview = await inReview("protocol", "amend", "protocol.json", ...choice, "--preview");
  expect(preview.out).toMatch(/would re-open \d+ outcomes?; all others stand/);
  const { out } = await inReview("protocol", "amend", "protocol.json", ...choice, "--reason", "read again");
  expect(out).toContain("Protocol amended: version 2.");
  const wrong = await at.run("protocol", "amend", "protocol.json", "--reopen", "X1", "--review", "r");
  expect([wrong.exitCode, wrong.err]).toEqual([2, expect.stringContaining("name a stage")]);

  const now = await json("status", "--since", "First report");
  expect(now.changed?.changes).not.toEqual([]);
  expect(now.counts.inProgress).toBeGreaterThan(then.counts.inProgress);
  expect(await json("status", "--version", "First report")).toEqual(then);
  expect((await inReview("status", "--since", "First report")).out).toContain('Changed since "First report"');
  await inReview("flow", "--version", "First report", "--out", "then.svg");
  await inReview("flow", "--out", "now.svg");
  expect(read("then.svg")).not.toBe(read("now.svg"));
  await inReview("report", "--version", "First report", "--out", "then.html");
  expect(read("then.html")).toContain("As of the version “First report”");
  const nobody = await at.run("status", "--version", "Second", "--review", "r");
  expect([nobody.exitCode, nobody.err]).toEqual([1, expect.stringContaining("version.unknown")]);
});
