import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { canProtect, writeProtect } from "@chartroom/core/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { wholeOrNothing } from "./half-made.ts";
import { type Desk, desk } from "./testing.ts";
import { doneAt, madeReviewAt, screenedReviewAt, VOTES } from "./testing-review.ts";

let at: Desk;

beforeEach(() => {
  at = desk();
});
afterEach(() => at.close());

const write = (name: string, text: string) => writeFileSync(join(at.folder, name), text);
const read = (name: string) => readFileSync(join(at.folder, name), "utf8");

const done = (...words: string[]) => doneAt(at, ...words);
const madeReview = () => madeReviewAt(at);
const screenedReview = () => screenedReviewAt(at);

test("a review from nothing to its counts, each step by a command", async () => {
  await screenedReview();
  write(
    "a.csv",
    "citation,stage,decision,reason,note\n10.1000/nap.1,title_abstract,include,,\nSleep in submarines,title_abstract,include,,\n",
  );
  write(
    "b.csv",
    `citation,stage,decision,reason,note\n10.1000/nap.1,title_abstract,include,,\nSleep in submarines,title_abstract,${VOTES.b},,deep\n`,
  );
  await done("screen", "--votes", "a.csv", "--as", "Reader A", "--review", "r");
  await done("screen", "--votes", "b.csv", "--as", "Reader B", "--review", "r");
  const conflicts = (await done("screen", "--conflicts", "--as", "Judge", "--review", "r", "--json")).json();
  expect(conflicts["conflicts"]).toHaveLength(1);
  write(
    "judge.csv",
    "citation,stage,decision,reason,note\nSleep in submarines,title_abstract,exclude,,no nurses\n",
  );
  await done("screen", "--resolve", "judge.csv", "--as", "Judge", "--review", "r");
  const status = (await done("status", "--review", "r", "--json")).json();
  expect(status["counts"]).toMatchObject({
    identified: 3,
    identifiedBySource: { Embase: 2, PubMed: 1 },
    duplicates: 1,
    screened: 2,
    excluded: { human: 1, automation: 0 },
    sought: 1,
  });
  expect(status["faults"]).toEqual([]);
  const agreement = (await done("screen", "--agreement", "--review", "r")).out;
  expect(agreement).toContain("50.0 %");
});

test("votes are read by their member alone until both have voted", async () => {
  await screenedReview();
  write("a.csv", "citation,stage,decision,reason,note\n10.1000/nap.1,title_abstract,include,,canary-7\n");
  await done("screen", "--votes", "a.csv", "--as", "Reader A", "--review", "r");
  for (const words of [
    ["export", "--facts", "-"],
    ["export", "--citations", "-"],
    ["log", "--json"],
    ["screen", "--conflicts", "--json"],
    ["status", "--json"],
  ]) {
    for (const member of ["Reader B", "Lead"]) {
      const { out, err } = await done(...words, "--as", member, "--review", "r");
      expect(out + err, `${words.join(" ")} as ${member}`).not.toContain("canary-7");
    }
  }
  expect((await done("export", "--facts", "-", "--as", "Reader A", "--review", "r")).out).toContain(
    "canary-7",
  );
});

test("exported facts let anybody recompute every hash", async () => {
  await screenedReview();
  await done("export", "--facts", "facts.jsonl", "--review", "r");
  type Exported = Record<"review" | "hash" | "previous" | "salt" | "body" | "bodyHash", string> &
    Record<string, unknown>;
  const facts = read("facts.jsonl")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Exported);
  expect(facts.length).toBeGreaterThan(6);
  const sha = (text: string) => createHash("sha256").update(text).digest("hex");
  for (const fact of facts) {
    const header = [
      "review",
      "device",
      "number",
      "clock",
      "at",
      "actor",
      "action",
      "request",
      "type",
      "version",
      "subject",
      "supersedes",
    ];
    expect(sha(`${fact.salt}\n${fact.body}`)).toBe(fact.bodyHash);
    expect(
      sha(`${fact.previous}\n${JSON.stringify(header.map((name) => fact[name]))}\n${fact.bodyHash}`),
    ).toBe(fact.hash);
  }
});

test("citations and references are written with their class", async () => {
  await screenedReview();
  await done("export", "--citations", "all.csv", "--references", "all.ris", "--review", "r");
  const [header, ...rows] = read("all.csv").trimEnd().split("\r\n");
  expect(header).toContain("id,doi,pmid,pmcid,arxiv,title");
  expect(rows).toHaveLength(2);
  expect(rows.join("\n")).toMatch(/10\.1000\/nap\.1.*Embase; PubMed.*in_progress/);
  expect(read("all.ris").match(/^TY {2}- /gm)).toHaveLength(2);
  await done("export", "--references", "none.ris", "--class", "included", "--review", "r");
  expect(read("none.ris")).not.toContain("TY  - ");
});

test("export --for writes decisions where the program shows them, as far as the member may see them", async () => {
  await screenedReview();
  const table = "citation,stage,decision,reason,note\n";
  write("a.csv", `${table}10.1000/nap.1,title_abstract,include,,canary-7\n`);
  await done("screen", "--votes", "a.csv", "--as", "Reader A", "--review", "r");
  // one of two has voted: nobody else is shown it
  for (const who of ["Reader B", "Judge"]) {
    await done("export", "--references", "early.ris", "--for", "zotero", "--as", who, "--review", "r");
    expect(read("early.ris")).not.toMatch(/canary-7|Reader A/);
  }
  await done("export", "--references", "own.ris", "--as", "Reader A", "--review", "r");
  expect(read("own.ris")).toContain("note on title and abstract, Reader A = canary-7");
  write("b.csv", `${table}10.1000/nap.1,title_abstract,include,,\n`);
  await done("screen", "--votes", "b.csv", "--as", "Reader B", "--review", "r");
  const whole = await done("export", "--references", "z.ris", "--for", "zotero", "--review", "r", "--json");
  expect(whole.json()).toMatchObject({ files: [{ what: "references", entries: 2, lost: {} }] });
  expect(read("z.ris")).toMatch(/KW {2}- Screening: /);
  expect(read("z.ris")).toContain("title and abstract, Reader A = include");
  await done("export", "--references", "e.xml", "--for", "endnote", "--review", "r");
  expect(read("e.xml")).toMatch(/<label>[^<]+<\/label>/);
  await done("export", "--references", "r.ris", "--for", "rayyan", "--review", "r");
  expect(read("r.ris")).toMatch(
    /N1 {2}- RAYYAN-INCLUSION: \{"Reader A"=>"Included", "Reader B"=>"Included"\}/,
  );
  await done("export", "--references", "p.ris", "--plain", "--review", "r");
  expect(read("p.ris")).not.toMatch(/Chartroom:|RAYYAN/);
  const told = await at.run("export", "--references", "c.ris", "--for", "covidence", "--review", "r");
  expect(told.out).toContain("15,000 references");
  const wrong = await at.run(
    "export",
    "--references",
    "x.csv",
    "--for",
    "endnote",
    "--to",
    "csv",
    "--review",
    "r",
    "--json",
  );
  expect(wrong.json()).toMatchObject({ error: { code: "export.other-format" } });
  expect((await at.run("export", "--facts", "f.jsonl", "--for", "zotero", "--review", "r")).exitCode).toBe(2);
});

test("verify names what was changed in a copy of the folder, and ends with 1", async () => {
  await screenedReview();
  expect((await done("verify", "--review", "r", "--json")).json()).toMatchObject({
    sound: true,
    faults: [],
    tail: "proven",
  });
  const files = join(at.folder, "r", "files");
  const [first] = readdirSync(files, { recursive: true, encoding: "utf8" }).filter((name) =>
    /[0-9a-f]{64}$/.test(name),
  );
  truncateSync(join(files, first ?? ""), 10);
  const ran = await at.run("verify", "--review", "r");
  expect(ran.exitCode).toBe(1);
  expect(ran.out).toMatch(/1 fault among[\s\S]*was changed \[file\]/);
});

test("a backup is a sound copy that is not the same device, and never replaces anything", async () => {
  await screenedReview();
  await done("backup", "--out", "copy", "--review", "r");
  expect((await done("verify", "--review", "copy", "--json")).json()).toMatchObject({ sound: true });
  expect((await done("export", "--citations", "-", "--review", "copy")).out).toContain("Sleep in submarines");
  const counts = async (folder: string) =>
    (await done("status", "--review", folder, "--json")).json()["counts"];
  expect(await counts("copy")).toEqual(await counts("r"));
  const again = await at.run("backup", "--out", "copy", "--review", "r");
  expect([again.exitCode, again.err]).toEqual([1, expect.stringContaining("[output.exists]")]);
  await done("rebuild", "--review", "copy");
  expect(await counts("copy")).toEqual(await counts("r"));
});

test("a run is shown before, imported once, and withdrawn again", async () => {
  await madeReview();
  const preview = (await done("import", "embase.ris", "--preview", "--review", "r", "--json")).json();
  expect(preview).toMatchObject({ files: [{ records: 2, format: "ris" }] });
  expect(existsSync(join(at.folder, "r", "files"))).toBe(false);
  await done("import", "embase.ris", "--source", "Embase", "--review", "r");
  expect((await done("import", "embase.ris", "--source", "Embase", "--review", "r")).out).toContain(
    "imported before",
  );
  await done("withdraw", "embase.ris", "--reason", "wrong year", "--review", "r");
  expect((await done("status", "--review", "r", "--json")).json()["counts"]).toMatchObject({ identified: 0 });
});

test("undo takes the fact that the log names", async () => {
  await screenedReview();
  write("a.csv", "citation,decision\n10.1000/nap.1,include\n");
  await done("screen", "--votes", "a.csv", "--as", "Reader A", "--review", "r");
  const { entries } = (
    await done("log", "--limit", "1", "--as", "Reader A", "--review", "r", "--json")
  ).json() as { entries: { hash: string; type: string }[] };
  expect(entries[0]?.type).toBe("screening.voted");
  await done("undo", entries[0]?.hash.slice(0, 12) ?? "", "--as", "Reader A", "--review", "r");
  expect((await done("log", "--limit", "2", "--as", "Reader A", "--review", "r")).out).toContain(
    "taken back",
  );
});

test("faults have a code, a place and leave nothing behind", async () => {
  await madeReview();
  write("noise.bin", "\u0001\u0002 nothing of the kind \u0003");
  write("hollow.ris", "nothing of the kind\n");
  write("bad.csv", "citation,decision\nNo such title,include\n");
  write("form.yaml", "title: [");
  mkdirSync(join(at.folder, "empty"));
  write("empty/chartroom.db", "not a database, but long enough to look like one".repeat(50));
  const cases: [string[], string][] = [
    [["status", "--review", "nowhere"], "review.not-found"],
    [["status", "--review", "empty"], "storage.not-a-review"],
    [["import", "noise.bin", "--source", "X", "--review", "r"], "references.unknown-format"],
    [["import", "hollow.ris", "--source", "X", "--review", "r"], "import.no-records"],
    [["import", "gone.ris", "--source", "X", "--review", "r"], "file.not-found"],
    [["import", "r", "--source", "X", "--review", "r"], "file.is-folder"],
    [["screen", "--votes", "bad.csv", "--review", "r"], "citation.unknown"],
    [["screen", "--votes", "gone.csv", "--review", "r"], "table.not-found"],
    [["chart", "--form", "form.yaml", "--review", "r"], "form.yaml"],
    [["members", "remove", "Nobody", "--reason", "x", "--review", "r"], "member.unknown"],
    [["export", "--facts", "no/such/folder.jsonl", "--review", "r"], "output.no-folder"],
    [["new", "r", "--title", "Again"], "review.exists"],
    [["demo", "--review", "r"], "review.exists"],
    [["new", "other", "--title", "T".repeat(501)], "review.title-length"],
  ];
  for (const [words, code] of cases) {
    const ran = await at.run(...words, "--json");
    expect(ran.exitCode, words.join(" ")).toBe(1);
    expect(ran.json(), words.join(" ")).toMatchObject({ error: { code } });
    expect(ran.err).toContain(`[${code}]`);
  }
  expect(existsSync(join(at.folder, "r", "files"))).toBe(false);
  expect((await done("log", "--review", "r", "--json")).json()["entries"]).toHaveLength(3);
});

test.skipIf(!canProtect)("a write-protected folder is read by every command that only looks", async () => {
  await screenedReview();
  const before = (await done("status", "--review", "r", "--json")).json();
  const free = writeProtect(join(at.folder, "r"));
  try {
    expect((await done("status", "--review", "r", "--json")).json()).toEqual(before);
    expect((await done("verify", "--review", "r")).out).toContain("as they were recorded");
    await done("export", "--citations", "all.csv", "--facts", "facts.jsonl", "--review", "r");
    expect(read("all.csv")).toContain("Sleep in submarines");
    await done("report", "--review", "r", "--out", "report.html");
    expect(read("report.html")).toMatch(/^<!doctype html>/i);
    await done("backup", "--out", "copy", "--review", "r");
    for (const words of [
      ["members", "add", "X", "--role", "observer"],
      ["import", "embase.ris", "--source", "Other"],
    ]) {
      const ran = await at.run(...words, "--review", "r");
      expect([ran.exitCode, ran.err], words.join(" ")).toEqual([
        1,
        expect.stringContaining("[storage.read-only]"),
      ]);
    }
  } finally {
    free();
  }
  await done("members", "add", "X", "--role", "observer", "--review", "r");
  await done("members", "add", "Y", "--role", "observer", "--review", "copy");
});

test("a stopped command ends with 130 and keeps nothing half", async () => {
  await madeReview();
  const stop = new AbortController();
  stop.abort(new DOMException("stopped", "AbortError"));
  const ran = await at.runWith(
    { signal: stop.signal },
    "import",
    "embase.ris",
    "--source",
    "Embase",
    "--review",
    "r",
    "--json",
  );
  expect(ran.exitCode).toBe(130);
  expect(ran.json()).toMatchObject({ error: { code: "job.cancelled" } });
  expect((await done("runs", "--review", "r", "--json")).json()["runs"]).toEqual([]);
});

test("a review that cannot be made leaves nothing", async () => {
  mkdirSync(join(at.folder, "mine"));
  write("mine/notes.txt", "kept");
  for (const folder of ["mine", "r"]) {
    const failing = wholeOrNothing(join(at.folder, folder), async () => {
      mkdirSync(join(at.folder, folder, "files"), { recursive: true });
      write(`${folder}/chartroom.db`, "half");
      throw new Error("the disk is full");
    });
    await expect(failing).rejects.toThrow("the disk is full");
  }
  expect([readdirSync(join(at.folder, "mine")), existsSync(join(at.folder, "r"))]).toEqual([
    ["notes.txt"],
    false,
  ]);
  write("wrong.yaml", "title: Naps\npcc: none\n");
  const wrong = await at.run("new", "r", "--title", "Naps", "--protocol", "wrong.yaml", "--json");
  expect([wrong.exitCode, wrong.json()]).toMatchObject([
    1,
    { error: { code: "protocol.invalid", place: { line: 2 } } },
  ]);
  expect(existsSync(join(at.folder, "r"))).toBe(false);
});

test("the tutorial is replayed to its report, through the front door", async () => {
  const { json, err } = await at.run("demo", "--example", "tutorial", "--review", "demo", "--json");
  expect(err).toBe("");
  const { counts, report } = json() as {
    counts: { identified: number; studiesIncluded: number };
    report: string;
  };
  expect(counts.studiesIncluded).toBeGreaterThan(0);
  expect(readFileSync(report, "utf8")).toMatch(/^<!doctype html>/i);
  expect((await done("verify", "--review", "demo")).out).toContain("as they were recorded");
  await done("report", "--review", "demo", "--out", "all", "--format", "all");
  expect(
    readdirSync(join(at.folder, "all"))
      .map((name) => name.split(".").at(-1))
      .sort(),
  ).toEqual(["csv", "docx", "html", "svg", "xlsx"]);
  await done("report", "--review", "demo", "--out", "drawn.svg");
  expect(read("drawn.svg")).toContain("<svg");
  expect((await done("synthesise", "--review", "demo")).out).toMatch(/stud(y|ies)/);
}, 60_000);
