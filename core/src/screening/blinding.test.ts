import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { performByName } from "../action/index.ts";
import { UserError } from "../base/error.ts";
import { agree, chart, finishChart, stateForm } from "../charting/index.ts";
import { readLedger } from "../ledger/index.ts";
import { logRetrieval } from "../fulltext/index.ts";
import { protocol, stateProtocol } from "../protocol/index.ts";
import { importFile } from "../records/index.ts";
import { addMember, nameVersion, redo, type Role, unblind, undo } from "../review/index.ts";
import { databases, type TestReview, testReview } from "../testing.ts";
import { adopt, agreementByStage, assign, closePilot, next, openPilot, resolve, vote } from "./index.ts";

const WORDS = ["amber", "basalt", "cobalt", "dolomite", "emerald", "feldspar"];
const RIS = WORDS.map(
  (word) =>
    `TY  - JOUR\nTI  - Reading ${word} films with a language model\nPY  - 2024\nAB  - ${word}\nER  - \n`,
).join("\n");

const FORM = {
  title: "Form",
  charters: 2,
  sections: [
    { id: "main", label: "Main", fields: [{ id: "country", label: "Country", type: "text" as const }] },
  ],
};

/** A version that some tests name; in the others there is none of that name. */
const NAMED = "halfway";

/** What there is to ask about. */
interface Places {
  citation: string;
  other: string;
  file: string;
  protocol: string;
}

const bothStages = (citation: string) => [
  { stage: "title_abstract", citation },
  { stage: "full_text", citation },
];
const stagesOnly = () => [{ stage: "title_abstract" }, { stage: "full_text" }];
const once = () => [{}];

/** Plausible questions for every reading action of the program, by its name. */
const QUESTIONS: Readonly<Record<string, (at: Places) => Record<string, unknown>[]>> = {
  "review.info": once,
  "review.members": once,
  "review.log": () => [{ limit: 500 }],
  "review.versions": once,
  "review.verify": once,
  "protocol.get": once,
  "protocol.version": ({ protocol }) => [{ fact: protocol }],
  "records.preview": ({ file }) => [{ file, fileName: "x.ris" }],
  "records.runs": once,
  "records.get": ({ citation }) => [{ record: citation }],
  "records.diagnostics": ({ file }) => [{ run: file.slice(0, 16) }],
  "records.lines": ({ file }) => [{ file, fileName: "x.ris", line: 1, after: 500 }],
  "dedup.summary": once,
  "dedup.pairs": once,
  "dedup.clusters": once,
  "dedup.why": ({ citation, other }) => [{ a: citation, b: other }],
  "dedup.relations": once,
  "dedup.citation": ({ citation }) => [{ citation }],
  "dedup.find": ({ citation }) => [{ refs: [citation] }],
  "screening.next": () => stagesOnly().map((one) => ({ ...one, count: 50 })),
  "screening.item": ({ citation }) => bothStages(citation),
  "screening.mine": stagesOnly,
  "screening.conflicts": stagesOnly,
  "screening.adoptable": ({ file }) => [{ run: file.slice(0, 16) }, { file, fileName: "x.ris" }],
  "screening.adoptions": once,
  "screening.carried": ({ citation }) => [{ citation }],
  "screening.history": ({ citation }) => [{ citation }],
  "screening.agreement": stagesOnly,
  "screening.pilots": once,
  "screening.stages": once,
  "fulltext.sought": once,
  "charting.form": once,
  "charting.tasks": once,
  "charting.study": ({ citation }) => [{ study: citation }],
  "charting.studies": once,
  "charting.agreement": once,
  "flow.status": () => [{}, { version: NAMED }],
  "flow.changes": () => [{ from: NAMED }],
  "flow.yields": once,
  "flow.withdrawal": ({ file }) => [{ runs: [file.slice(0, 16)] }],
  "screening.reopenable": () => [{}, { reopens: [{ stage: "title_abstract", exclusions: "all" }] }],
  "synthesis.view": once,
  "synthesis.map": () => [
    { row: "country", column: "cases" },
    { row: "country", column: "year" },
  ],
  "reporting.texts": once,
  "reporting.checklist": once,
  "reporting.render": () => [
    ...["html", "csv", "svg"].map((format) => ({ format })),
    { format: "html", version: NAMED },
  ],
  "flow.citations": ({ citation }) => [
    { limit: 1000, facets: true },
    { search: citation },
    { search: "canary" },
  ],
};

describe.each(databases)("blinding on %s", { timeout: 60_000 }, (database) => {
  let review: TestReview;
  let at: Places;
  let ids: string[];
  const member: Record<string, string> = {};

  async function join(name: string, ...roles: Role[]): Promise<void> {
    member[name] = (await review.as(review.lead, addMember, { name, roles })).id;
  }
  const who = (name: string) => member[name] ?? review.lead;

  beforeEach(async () => {
    review = await testReview(database);
    const { as, lead, bench } = review;
    member["lead"] = lead;
    await join("A", "reviewer");
    await join("B", "reviewer");
    await join("C", "reviewer");
    await join("second lead", "lead");
    await join("adjudicator", "adjudicator");
    await join("librarian", "librarian");
    await join("observer", "observer");
    // no reasons stated, so that a vote's reason can be a canary of its own
    const stated = await as(lead, stateProtocol, {
      protocol: {
        title: "T",
        pcc: { population: "p", concept: "c", context: "x" },
        stages: {
          title_abstract: { reasonRequired: false },
          full_text: { reasonRequired: false },
        },
      },
    });
    const file = await bench.storage.blobs.put(new TextEncoder().encode(RIS));
    await as(lead, importFile, { file, fileName: "six.ris", details: { source: { name: "PubMed" } } });
    for (const stage of ["title_abstract", "full_text"] as const)
      await as(lead, assign, { stage, reviewers: [who("A"), who("B")] });
    const { items } = await as(who("A"), next, { stage: "title_abstract", count: 6 });
    ids = items.map((item) => item.citation.id);
    at = { citation: ids[0] ?? "", other: ids[1] ?? "", file, protocol: stated.fact };
  });
  afterEach(() => review.close());

  async function answerTo(actor: string, name: string, input: unknown): Promise<string> {
    try {
      const answer = await performByName(review.bench, name, { actor, input });
      const file = (answer as { base64?: string } | null)?.base64;
      return (
        JSON.stringify(answer) + (file === undefined ? "" : Buffer.from(file, "base64").toString("utf8"))
      );
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return JSON.stringify([error.code, error.message, error.hint, error.place]);
    }
  }

  /** Every byte that the program's readings and the ledger give this member, by where it came from. */
  async function everythingSeenBy(name: string): Promise<[string, string][]> {
    const actor = who(name);
    const seen: [string, string][] = [];
    for (const { contract } of review.bench.actions.values()) {
      if (contract.kind !== "read") continue;
      for (const input of QUESTIONS[contract.name]?.(at) ?? [])
        seen.push([contract.name, await answerTo(actor, contract.name, input)]);
    }
    const { storage, registry, rolesOf } = review.bench;
    const ledger = await storage.read(async (tx) => {
      const pages: unknown[] = [];
      const viewer = { actor, roles: await rolesOf(tx, actor) };
      for await (const page of readLedger({ ...tx, viewer }, registry)) pages.push(page);
      return JSON.stringify(pages);
    });
    return [...seen, ["ledger", ledger]];
  }

  async function placesShowing(canary: string, name: string): Promise<string[]> {
    return (await everythingSeenBy(name)).filter(([, text]) => text.includes(canary)).map(([place]) => place);
  }

  async function expectHidden(canary: string, names: readonly string[]): Promise<void> {
    for (const name of names)
      expect(await placesShowing(canary, name), `${canary} shown to ${name}`).toEqual([]);
  }

  async function expectSeen(
    canary: string,
    names: readonly string[],
    places: readonly string[],
  ): Promise<void> {
    for (const name of names)
      expect(await placesShowing(canary, name), `${canary} shown to ${name}`).toEqual(
        expect.arrayContaining([...places]),
      );
  }

  const OTHERS =
    database === "sqlite"
      ? ["lead", "B", "C", "second lead", "adjudicator", "librarian", "observer"]
      : ["B", "second lead"];
  const ballot = (citation: string | undefined, decision: "include" | "exclude", canary = "") => ({
    citation: citation ?? "",
    stage: "title_abstract" as const,
    decision,
    ...(canary !== "" && {
      reason: `${canary}-reason`,
      criterion: `${canary}-criterion`,
      note: `${canary}-note`,
      labels: [`${canary}-label`],
    }),
  });

  test("there is a question for every reading action", () => {
    const reading = [...review.bench.actions.values()].filter(({ contract }) => contract.kind === "read");
    expect(Object.keys(QUESTIONS).sort()).toEqual(reading.map(({ contract }) => contract.name).sort());
  });

  test("a vote is its reviewer's alone until all have voted; then voters, adjudicator and lead see it", async () => {
    await review.as(who("A"), vote, ballot(ids[0], "include", "canary-first"));
    await expectSeen("canary-first-note", ["A"], ["screening.item", "screening.mine", "screening.history"]);
    await expectHidden("canary-first", OTHERS);
    await review.as(who("A"), vote, ballot(ids[0], "exclude", "canary-second"));
    await expectHidden("canary-", OTHERS);
    await review.as(who("B"), vote, ballot(ids[0], "include"));
    const seers = ["lead", "B", "second lead", "adjudicator", "observer"];
    await expectSeen("canary-second-note", seers, ["screening.history", "review.log", "ledger"]);
    await expectSeen("canary-second-reason", ["lead", "adjudicator"], ["screening.conflicts"]);
    await expectHidden("canary-", ["C", "librarian"]);
  });

  test("a version keeps to the same rule as the review of now", async () => {
    await review.as(who("A"), vote, ballot(ids[0], "include", "canary-then"));
    await review.as(review.lead, nameVersion, { name: NAMED });
    await expectHidden("canary-then", OTHERS);
    await review.as(who("B"), vote, ballot(ids[0], "exclude"));
    await expectSeen("canary-then-note", ["lead", "B"], ["screening.history"]);
    await expectHidden("canary-then", ["C", "librarian"]);
  });

  test("a resolution tells what it settled to those who see the votes, an observer what stands, a librarian fates", async () => {
    await review.as(who("A"), vote, ballot(ids[0], "include"));
    await review.as(who("B"), vote, ballot(ids[0], "exclude"));
    const wish = { citation: ids[0] ?? "", stage: "title_abstract" as const, decision: "include" as const };
    await review.as(who("adjudicator"), resolve, { ...wish, note: "canary-settled" });
    const places = ["screening.history", "review.log", "ledger"];
    await expectSeen("canary-settled", ["lead", "A", "B", "adjudicator", "observer"], places);
    await expectHidden("canary-settled", ["C", "librarian"]);
    await review.as(who("librarian"), resolve, {
      ...wish,
      stage: "full_text",
      decision: "not_retrieved",
      note: "canary-fate",
    });
    await expectSeen("canary-fate", ["librarian", "C", "observer", "lead"], places);
    // a later vote re-opens it, so that it stands no more
    await review.as(who("A"), vote, ballot(ids[0], "include"));
    await expectSeen("canary-settled", ["B", "lead"], places);
    await expectHidden("canary-settled", ["C", "librarian", "observer"]);
  });

  test("an observer reads how a report was sought once that report is closed", async () => {
    await includeAtTitle(ids[0]);
    const citation = ids[0] ?? "";
    await review.as(who("librarian"), logRetrieval, { citation, step: "requested", route: "canary-route" });
    const places = ["fulltext.sought", "review.log", "ledger"];
    await expectSeen("canary-route", ["librarian", "A", "lead"], places);
    await expectHidden("canary-route", ["observer"]);
    for (const name of ["A", "B"])
      await review.as(who(name), vote, { ...ballot(citation, "include"), stage: "full_text" });
    await expectSeen("canary-route", ["observer"], places);
  });

  test("a round that an amendment ended stays with its voters, and hides from who votes in the next", async () => {
    for (const name of ["A", "B"])
      await review.as(who(name), vote, ballot(ids[0], "exclude", name === "A" ? "canary-round" : ""));
    const { current } = await review.as(review.lead, protocol, {});
    if (current === undefined) throw new Error("there is no protocol");
    await review.as(review.lead, stateProtocol, {
      protocol: current.protocol,
      reason: "the context was widened",
      reopens: [{ stage: "title_abstract", exclusions: "all" }],
    });
    await review.as(review.lead, assign, { stage: "title_abstract", reviewers: [who("B"), who("C")] });
    await expectSeen("canary-round-note", ["B", "lead", "adjudicator"], ["screening.history", "ledger"]);
    // the reason of record was everybody's to see while the exclusion stood
    await expectHidden("canary-round-note", ["C", "librarian"]);
    await review.as(who("C"), vote, ballot(ids[0], "include", "canary-anew"));
    await expectHidden("canary-anew", ["A", "B", "lead", "librarian", "observer"]);
    await review.as(who("B"), vote, ballot(ids[0], "include"));
    await expectSeen("canary-anew-note", ["B", "lead"], ["screening.history"]);
    await expectHidden("canary-round-note", ["C"]);
    const [people] = await review.as(review.lead, agreementByStage, { stage: "title_abstract" });
    // A's and B's of the first round; B, who had seen A's, is not independent in the second
    expect(people?.report.items.shared).toBe(1);
  });

  test("a vote taken back, and the reason for it, stay its reviewer's own for good", async () => {
    const slip = await review.as(who("A"), vote, ballot(ids[0], "exclude", "canary-slip"));
    const taken = await review.as(who("A"), undo, { fact: slip.fact, reason: "canary-why" });
    await expectSeen("canary-why", ["A"], ["review.log", "ledger"]);
    await expectHidden("canary-", OTHERS);
    await review.as(who("A"), redo, { undo: taken.undo });
    await expectHidden("canary-", OTHERS);
    await review.as(who("A"), undo, { fact: slip.fact, reason: "canary-again" });
    await review.as(who("A"), vote, ballot(ids[0], "include"));
    await review.as(who("B"), vote, ballot(ids[0], "include"));
    await expectHidden("canary-", OTHERS);
  });

  test("what came from another tool is hidden like a vote, before it is adopted and after", async () => {
    const said = (who: string) => `{"A"=>"${who === "A" ? "Excluded" : ""}", "B"=>"Included"}`;
    const notes = `RAYYAN-INCLUSION: ${said("A")} | RAYYAN-LABELS: canary-tag | USER-NOTES: {"A"=>["canary-there"]}`;
    const text = `TY  - JOUR\nTI  - Moved from elsewhere\nPY  - 2024\nN1  - ${notes}\nER  - \n`;
    const file = await review.bench.storage.blobs.put(new TextEncoder().encode(text));
    const details = { source: { name: "Moved" } };
    const { run } = await review.as(review.lead, importFile, { file, fileName: "moved.ris", details });
    at = { ...at, file, citation: `${run.id}-1` };
    await expectHidden("canary-", ["A", ...OTHERS]);
    const adoptA = (name: string) =>
      review.as(review.lead, adopt, {
        run: run.id,
        reviewers: [{ name, members: [who(name)] }],
        decisions: { Excluded: "exclude", Included: "include" },
        reason: "moved here",
      });
    await adoptA("A");
    await expectSeen("canary-there", ["A"], ["screening.item", "screening.mine", "screening.history"]);
    await expectHidden("canary-", OTHERS);
    await adoptA("B");
    await expectSeen(
      "canary-there",
      ["lead", "B", "adjudicator"],
      ["screening.history", "screening.carried"],
    );
    await expectHidden("canary-", ["C", "librarian"]);
  });

  test("votes of a pilot open when its round is closed, though everybody has voted", async () => {
    const round = await review.as(review.lead, openPilot, { size: 2, seed: 3 });
    for (const name of ["A", "B"]) {
      const { items } = await review.as(who(name), next, { stage: "title_abstract", count: 5 });
      expect(items).toHaveLength(2);
      for (const { citation } of items)
        await review.as(who(name), vote, ballot(citation.id, "include", name === "A" ? "canary-pilot" : ""));
      at = { ...at, citation: items[0]?.citation.id ?? "" };
    }
    await expectHidden("canary-pilot", OTHERS);
    await review.as(review.lead, closePilot, { round: round.round, goOn: true, reason: "" });
    await expectSeen("canary-pilot-note", ["lead", "B", "adjudicator"], ["screening.history", "review.log"]);
    await expectHidden("canary-pilot", ["C", "librarian"]);
  });

  test("a lead who unblinds sees open votes, and nobody else does", async () => {
    await review.as(who("A"), vote, ballot(ids[0], "include", "canary-open"));
    await review.as(who("second lead"), unblind, { reason: "a doubt about the criteria" });
    await expectSeen("canary-open-note", ["second lead"], ["screening.history", "review.log", "ledger"]);
    await expectHidden(
      "canary-open",
      OTHERS.filter((name) => name !== "second lead"),
    );
  });

  test("a full-text vote and its quarrel are seen by those who may settle it, once it is closed", async () => {
    await includeAtTitle(ids[0]);
    const at_full = (decision: "include" | "exclude", canary: string) => ({
      ...ballot(ids[0], decision, canary),
      stage: "full_text" as const,
    });
    await review.as(who("A"), vote, at_full("exclude", "canary-full"));
    await expectHidden("canary-full", OTHERS);
    await review.as(who("B"), vote, at_full("include", ""));
    await expectSeen("canary-full-note", ["B", "adjudicator", "lead"], ["screening.conflicts"]);
    await expectHidden("canary-full", ["C", "librarian"]);
    await review.as(who("adjudicator"), resolve, {
      citation: ids[0] ?? "",
      stage: "full_text",
      decision: "include",
      note: "both were read",
    });
    await expectHidden("canary-full", ["C", "librarian"]);
  });

  async function includeAtTitle(citation: string | undefined): Promise<void> {
    for (const name of ["A", "B"]) await review.as(who(name), vote, ballot(citation, "include"));
  }

  async function includedStudy(): Promise<string> {
    await includeAtTitle(ids[0]);
    for (const name of ["A", "B"])
      await review.as(who(name), vote, { ...ballot(ids[0], "include"), stage: "full_text" });
    await review.as(review.lead, stateForm, { form: FORM });
    return ids[0] ?? "";
  }

  const country = (text: string) => ({
    field: "country",
    value: { kind: "text" as const, text },
    evidence: { page: 3, quote: `${text}-quote` },
  });

  test("a chart is its chartist's alone until both have finished", async () => {
    const study = await includedStudy();
    await review.as(who("A"), chart, { study, values: [country("canary-draft")] });
    await review.as(who("A"), chart, { study, values: [country("canary-chart")] });
    await review.as(who("A"), finishChart, { study });
    await expectSeen("canary-chart-quote", ["A"], ["charting.study", "ledger"]);
    await review.as(who("B"), chart, { study, values: [country("Land")] });
    await expectHidden("canary-", OTHERS);
    await review.as(who("B"), finishChart, { study });
    await expectSeen("canary-chart-quote", ["lead", "B", "adjudicator"], ["charting.study", "ledger"]);
    await expectHidden("canary-", ["C", "librarian"]);
    await review.as(who("adjudicator"), agree, { study, ...country("settled-word"), reason: "read again" });
    await expectSeen("settled-word", ["librarian"], ["charting.studies"]);
  });

  test("a chart that is not finished is nobody else's, even where two others have finished theirs", async () => {
    const study = await includedStudy();
    for (const name of ["A", "B"]) {
      await review.as(who(name), chart, { study, values: [country("Land")] });
      await review.as(who(name), finishChart, { study });
    }
    await review.as(who("C"), chart, { study, values: [country("canary-third")] });
    await expectHidden(
      "canary-third",
      ["A", ...OTHERS].filter((name) => name !== "C"),
    );
  });
});
