import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { z } from "zod";
import { status } from "../../flow/index.ts";
import { dumpTables, rebuild, verify } from "../../ledger/index.ts";
import { protocol as statedProtocol, stateProtocol } from "../../protocol/index.ts";
import { importFile, record as recordOf } from "../../records/index.ts";
import { addMember, changeMember, log, members, redo, undo } from "../../review/index.ts";
import { databases, type TestReview, testReview } from "../../testing.ts";
import {
  adopt,
  adoptable,
  adoptions,
  agreementByStage,
  carried,
  closeStage,
  conflicts,
  history,
  item,
  type mappingSchema,
  mine,
  resolve,
  suggestedMapping,
  vote,
} from "../index.ts";

type Mapping = Partial<z.input<typeof mappingSchema>>;
type Row = readonly [title: string, ana: string, bo: string, rest?: string];

const TA = "title_abstract" as const;

/** Rows as Rayyan exports them; an empty cell is no decision. */
function rayyan(rows: readonly Row[]): string {
  const lines = rows.map(([title, ana, bo, rest = ""], at) => {
    const said = [ana && `""Ana""=>""${ana}""`, bo && `""Bo""=>""${bo}""`].filter(Boolean).join(", ");
    return `rayyan-${at + 1},${title} in an invented ward,2024,"Ferro, Ivo",${title} was observed.,"RAYYAN-INCLUSION: {${said}}${rest}"`;
  });
  return ["key,title,year,authors,abstract,notes", ...lines, ""].join("\n");
}

const TITLES = ["Amber", "Basalt", "Cobalt", "Dolomite", "Emerald"] as const;
const RAYYAN = rayyan([
  ["Amber", "Included", "Included"],
  [
    "Basalt",
    "Included",
    "Excluded",
    ' | RAYYAN-EXCLUSION-REASONS: Wrong population | USER-NOTES: {""Bo""=>[""only mice""]}',
  ],
  ["Cobalt", "Excluded", "Excluded", " | RAYYAN-EXCLUSION-REASONS: a reason of our own"],
  ["Dolomite", "Maybe", "Included"],
  ["Emerald", "Included", ""],
]);
const COVIDENCE = [
  "Title,Authors,Abstract,Published Year,DOI,Covidence #,Study,Notes,Tags",
  'Amber in an invented ward,"Ferro, I.",,2024,,#1,Ferro 2024,"Exclusion reason: Wrong population; ",',
  'Nowhere in the review at all,"Ferro, I.",,2024,,#2,Ferro 2024,"Exclusion reason: Wrong population; ",',
].join("\n");
const ASREVIEW = [
  "record_id,title,year,abstract,asreview_label,asreview_note",
  "0,Amber in an invented ward,2024,x,1,",
  "1,Basalt in an invented ward,2024,x,0,check the dose",
  "2,Cobalt in an invented ward,2023,x,0,",
  "3,Emerald in an invented ward,2024,x,,",
].join("\n");

describe.each(databases)("adopting the votes of another tool on %s", (database) => {
  let review: TestReview;
  let [lead, ana, bo]: [string, string, string] = ["", "", ""];
  let run: string;
  let file: string;
  const upload = (text: string) => review.bench.storage.blobs.put(new TextEncoder().encode(text));
  const idOf = (title: (typeof TITLES)[number]) => `${file.slice(0, 16)}-${TITLES.indexOf(title) + 1}`;
  const as: TestReview["as"] = (actor, contract, input) => review.as(actor, contract, input);
  const cells = () => review.bench.storage.read((tx) => dumpTables(tx, review.bench.registry));
  const factCount = () => review.bench.storage.read(async (tx) => (await verify(tx)).facts);

  beforeEach(async () => {
    review = await testReview(database);
    lead = review.lead;
    [ana, bo] = [
      (await as(lead, addMember, { name: "Ana", roles: ["reviewer"] })).id,
      (await as(lead, addMember, { name: "Bo", roles: ["reviewer"] })).id,
    ];
    const rules = (reasonRequired: boolean) => ({ votesNeeded: 2, reasonRequired });
    await as(lead, stateProtocol, {
      protocol: {
        title: "T",
        pcc: { population: "p", concept: "c", context: "x" },
        reasons: [
          { code: "POP", label: "Wrong population" },
          { code: "CON", label: "Wrong concept" },
        ],
        stages: { title_abstract: rules(false), full_text: rules(true) },
      },
    });
    file = await upload(RAYYAN);
    const details = { source: { name: "Moved from Rayyan" } };
    ({
      run: { id: run },
    } = await as(lead, importFile, { file, fileName: "articles.csv", details }));
  });
  afterEach(() => review.close());

  /** What a person begins with: names and words that speak for themselves. */
  async function suggested(from: { run?: string; file?: string }, more: Mapping = {}) {
    const { found } = await as(lead, adoptable, from);
    const team = await as(lead, members, {});
    const { current } = await as(lead, statedProtocol, {});
    return { ...from, ...suggestedMapping(found, team, current?.protocol.reasons ?? []), ...more };
  }
  const adoptRun = async (more: Mapping = {}) =>
    as(lead, adopt, { ...(await suggested({ run }, more)), reason: "moved here" });

  test("shows what there is and what would come of it, and keeps nothing", async () => {
    const before = await factCount();
    const { found, ...nothing } = await as(lead, adoptable, { run });
    expect(found).toMatchObject({
      tools: ["rayyan"],
      records: 5,
      silent: 0,
      reviewers: [
        { name: "Ana", decisions: 5 },
        { name: "Bo", decisions: 4 },
      ],
      reasons: [
        { reason: "a reason of our own", decisions: 2 },
        { reason: "Wrong population", decisions: 1 },
      ],
    });
    expect(nothing).toMatchObject({ votes: 0, left: [{ why: "decision", decisions: 9 }] });
    const preview = await as(lead, adoptable, await suggested({ run }));
    expect(preview).toMatchObject({
      votes: 9,
      left: [],
      outcomes: [{ stage: TA, include: 2, exclude: 1, conflict: 1, open: 1 }],
    });
    expect(preview.byMember).toEqual(
      expect.arrayContaining([
        { member: ana, name: "Ana", stage: TA, include: 3, maybe: 1, exclude: 1 },
        { member: bo, name: "Bo", stage: TA, include: 2, maybe: 0, exclude: 2 },
      ]),
    );
    expect(await factCount()).toBe(before);
  });

  test("conflicts there are conflicts here, and the flow counts them", async () => {
    const done = await adoptRun();
    expect(done).toMatchObject({ votes: 9, already: 0, left: [] });
    const [conflict, ...others] = await as(lead, conflicts, { stage: TA });
    expect(others).toEqual([]);
    expect(conflict?.citation.id).toBe(idOf("Basalt"));
    expect(conflict?.votes).toMatchObject([
      { name: "Ana", decision: "include", adopted: "rayyan" },
      { name: "Bo", decision: "exclude", reason: "POP", note: "only mice", adopted: "rayyan" },
    ]);
    const { counts } = await as(lead, status, {});
    expect(counts).toMatchObject({ sought: 2, inProgress: 2, screened: 3 });
    expect(counts.excluded).toEqual({ human: 1, automation: 0 });
    // a reason that is mapped to none of the protocol's stays in the note
    const [entry] = await as(lead, history, { citation: idOf("Cobalt") });
    expect(entry).toMatchObject({
      what: "adopted vote",
      reason: null,
      note: "Reason there: a reason of our own",
    });
    // the lead is the actor, the member the voter
    const facts = (await as(lead, log, { limit: 200 })).filter(({ action }) => action === "screening.adopt");
    expect(facts).toHaveLength(10);
    expect(new Set(facts.map(({ actor }) => actor))).toEqual(new Set([lead]));
    expect((await as(ana, mine, { stage: TA })).total).toBe(5);
    const { standing, runs } = await as(bo, adoptions, {});
    expect(runs).toEqual([{ run, fileName: "articles.csv", records: 5 }]);
    expect(standing).toMatchObject([
      {
        name: "Lead",
        fileName: "articles.csv",
        tools: ["rayyan"],
        votes: 9,
        blinded: false,
        reason: "moved here",
      },
    ]);
  });

  test("again changes nothing; one step takes all of it back and brings it back; a rebuild gives the same", async () => {
    const { fact = "" } = await adoptRun();
    const adoptedCells = await cells();
    const facts = await factCount();
    expect(await adoptRun()).toMatchObject({ fact: undefined, votes: 0, already: 9 });
    expect(await factCount()).toBe(facts);
    await rebuild(review.bench.storage, review.bench.registry);
    expect(await cells()).toEqual(adoptedCells);
    const { undo: mark } = await as(lead, undo, { fact });
    expect((await cells())["votes"]).toEqual([]);
    expect((await as(lead, status, {})).counts).toMatchObject({ sought: 0, inProgress: 5 });
    await rebuild(review.bench.storage, review.bench.registry);
    expect((await cells())["votes"]).toEqual([]);
    await as(lead, redo, { undo: mark });
    expect(await cells()).toEqual(adoptedCells);
    expect((await review.bench.storage.read((tx) => verify(tx))).faults).toEqual([]);
  });

  test("never stands over a vote that the member cast here, nor over what was settled or removed here", async () => {
    const here = { stage: TA, decision: "exclude" as const };
    await as(ana, vote, { citation: idOf("Amber"), ...here });
    await as(ana, vote, { citation: idOf("Cobalt"), stage: TA, decision: "include" });
    await as(bo, vote, { citation: idOf("Cobalt"), ...here });
    await as(lead, resolve, { citation: idOf("Cobalt"), stage: TA, decision: "include" });
    const done = await adoptRun();
    expect(done.votes).toBe(6);
    expect(done.left).toEqual([{ why: "voted-here", decisions: 3 }]);
    // who voted here is not told citation by citation
    expect(done.entries).toEqual([]);
    expect(
      (await as(lead, history, { citation: idOf("Amber") })).filter(({ standing }) => standing),
    ).toMatchObject([
      { name: "Ana", what: "vote", decision: "exclude" },
      { name: "Bo", what: "adopted vote", decision: "include" },
    ]);
  });

  test("a vote cast later replaces the adopted one; taking it back brings that back", async () => {
    await adoptRun();
    const cast = await as(bo, vote, { citation: idOf("Basalt"), stage: TA, decision: "include" });
    expect(await as(lead, conflicts, { stage: TA })).toEqual([]);
    expect((await as(bo, item, { citation: idOf("Basalt"), stage: TA })).mine).toMatchObject({
      decision: "include",
    });
    await as(bo, undo, { fact: cast.fact });
    expect(await as(lead, conflicts, { stage: TA })).toHaveLength(1);
  });

  test("is hidden from others as any vote is, and so is what came with the record", async () => {
    const hides = async (actor: string, citation: string, words: readonly string[]) => {
      const seen = JSON.stringify([
        await as(actor, carried, { citation }),
        await as(actor, history, { citation }),
        await as(actor, item, { citation, stage: TA }),
        await as(actor, recordOf, { record: citation }),
        (await as(actor, log, { limit: 200 })).filter(({ subject }) => subject === citation),
      ]);
      for (const word of words) expect(seen, `${word} for ${actor}`).not.toContain(word);
    };
    const words = ["Included", '"include"', "RAYYAN"];
    for (const actor of [lead, ana, bo]) await hides(actor, idOf("Emerald"), words);
    await adoptRun();
    await hides(bo, idOf("Emerald"), words);
    await hides(lead, idOf("Emerald"), words);
    expect(await as(bo, carried, { citation: idOf("Emerald") })).toEqual({ carried: [], hidden: 1 });
    expect(JSON.stringify(await as(ana, history, { citation: idOf("Emerald") }))).toContain("include");
    // taken back, it is still for its member alone
    const [adoption] = (await as(lead, adoptions, {})).standing;
    await as(lead, undo, { fact: adoption?.fact ?? "" });
    await hides(bo, idOf("Emerald"), words);
    await adoptRun();
    await as(bo, vote, { citation: idOf("Emerald"), stage: TA, decision: "exclude" });
    expect(await as(bo, carried, { citation: idOf("Emerald") })).toMatchObject({
      carried: [
        { source: "Moved from Rayyan", decisions: [{ reviewer: "Ana", word: "Included", tool: "rayyan" }] },
      ],
      hidden: 0,
    });
  });

  test("counts for agreement only where the lead says that the other tool was blinded", async () => {
    const { fact = "" } = await adoptRun();
    expect(await as(lead, agreementByStage, { stage: TA })).toEqual([]);
    await as(lead, undo, { fact });
    await adoptRun({ blinded: true });
    const [all] = await as(lead, agreementByStage, { stage: TA });
    expect(all).toMatchObject({ group: "people", adopted: 8 });
    expect(all?.report.items.shared).toBe(4);
  });

  test("a file that is not imported finds its records; an outcome that several reached is no agreement", async () => {
    await adoptRun();
    const excluded = await upload(COVIDENCE);
    const both = { reviewers: [{ name: "", members: [ana, bo] }], reasons: { "Wrong population": "POP" } };
    const wish = {
      ...(await suggested({ file: excluded })),
      ...both,
      fileName: "excluded.csv",
      blinded: true,
      reason: "full texts",
    };
    const done = await as(lead, adopt, wish);
    expect(done).toMatchObject({ votes: 2, left: [{ why: "citation", decisions: 1 }] });
    expect(done.entries).toMatchObject([{ record: 2, line: 3, title: "Nowhere in the review at all" }]);
    const { counts } = await as(lead, status, {});
    expect(counts.fullTextExcluded).toEqual({ POP: 1 });
    expect(counts.identified).toBe(5);
    expect(await as(lead, agreementByStage, { stage: "full_text" })).toEqual([]);
  });

  test("at full text only what has passed; what was read there had passed, where the lead says so", async () => {
    const excluded = await upload(COVIDENCE);
    const wish = {
      ...(await suggested({ file: excluded }, { reasons: { "Wrong population": "POP" } })),
      reviewers: [{ name: "", members: [ana, bo] }],
      reason: "full texts",
    };
    expect((await as(lead, adoptable, wish)).left).toContainEqual({ why: "not-passed", decisions: 2 });
    expect((await as(lead, adoptable, { ...wish, reasons: {} })).left).toContainEqual({
      why: "reason",
      decisions: 1,
    });
    const done = await as(lead, adopt, { ...wish, passedBefore: true });
    expect(done.outcomes).toMatchObject([
      { stage: TA, include: 1 },
      { stage: "full_text", exclude: 1 },
    ]);
    expect((await as(lead, status, {})).counts).toMatchObject({ sought: 1, fullTextExcluded: { POP: 1 } });
  });

  test("labels of ASReview are a person's only where somebody says so, and a new member may be added", async () => {
    const labels = await upload(ASREVIEW);
    const wish = {
      ...(await suggested({ file: labels })),
      reviewers: [{ name: "", add: "Cy" }],
      reason: "the third screener",
    };
    expect((await as(lead, adoptable, wish)).left).toEqual([{ why: "machine", decisions: 3 }]);
    const preview = await as(lead, adoptable, { ...wish, byPeople: true });
    expect(preview.newMembers).toEqual(["Cy"]);
    // Cobalt is of another year there: not the same work
    expect(preview.left).toEqual([{ why: "citation", decisions: 1 }]);
    const done = await as(lead, adopt, { ...wish, byPeople: true });
    expect(done).toMatchObject({ votes: 2, added: [{ name: "Cy" }] });
    expect(done.byMember).toMatchObject([{ name: "Cy", include: 1, exclude: 1 }]);
    expect(await as(lead, adopt, { ...wish, byPeople: true })).toMatchObject({
      votes: 0,
      already: 2,
      added: [],
    });
    expect((await as(lead, members, {})).filter(({ name }) => name === "Cy")).toHaveLength(1);
  });

  test("a list says by itself what its records were", async () => {
    const list = await upload(
      "Title,Covidence #,Published Year,Notes,Tags\nAmber in an invented ward,#1,2024,,\n",
    );
    const done = await as(lead, adopt, {
      file: list,
      silent: "exclude",
      tool: "covidence",
      reviewers: [{ name: "", members: [ana] }],
      reason: "the list of the irrelevant",
    });
    expect(done.byMember).toMatchObject([{ name: "Ana", stage: TA, exclude: 1 }]);
    expect((await as(lead, adoptions, {})).standing).toMatchObject([{ tools: ["covidence"] }]);
  });

  test("decisions of one member that contradict each other count for none", async () => {
    const merged = await suggested({ run });
    const one = (merged.reviewers ?? []).map(({ name }) => ({ name, members: [ana] }));
    const preview = await as(lead, adoptable, { ...merged, reviewers: one });
    expect(preview.left).toEqual([{ why: "contradicts", decisions: 4 }]);
    expect(preview).toMatchObject({ votes: 3, already: 2 });
  });

  test("refuses what cannot be, and everybody but the lead", async () => {
    const machine = await as(lead, addMember, { name: "M", roles: ["machine"], kind: "machine", model: "m" });
    const librarian = await as(lead, addMember, { name: "L", roles: ["librarian"] });
    const wish = await suggested({ run });
    const refused = async (more: object, code: string) =>
      expect(as(lead, adopt, { ...wish, ...more, reason: "x" })).rejects.toMatchObject({ code });
    await refused({ file: await upload(COVIDENCE) }, "adopt.source");
    await refused({ run: undefined }, "adopt.source");
    await refused({ reviewers: [{ name: "Ana", members: [machine.id] }] }, "adopt.machine");
    await refused({ reviewers: [{ name: "Ana", members: [librarian.id] }] }, "adopt.no-voter");
    await refused({ reviewers: [{ name: "Ana", members: ["nobody"] }] }, "member.unknown");
    await refused({ reasons: { "Wrong population": "NONE" } }, "adopt.reason-unknown");
    await refused({ run: "unheard" }, "run.unknown");
    const stranger = { code: "who.not-allowed" };
    await expect(as(ana, adopt, { ...wish, reason: "x" })).rejects.toMatchObject(stranger);
    await expect(as(ana, adoptable, wish)).rejects.toMatchObject(stranger);
    await as(lead, closeStage, { stage: TA, reason: "enough" });
    expect((await as(lead, adoptable, wish)).left).toEqual([{ why: "closed", decisions: 9 }]);
    // somebody who left the team has voted all the same
    await as(lead, changeMember, { member: bo, active: false, reason: "left" });
    await expect(as(lead, adoptable, wish)).resolves.toBeDefined();
  });
});
