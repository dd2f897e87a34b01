import { chart, finishChart, form as formContract, tasks } from "../charting/index.ts";
import { clusters, pairs, relations } from "../dedup/index.ts";
import { citations } from "../flow/index.ts";
import { protocol } from "../protocol/index.ts";
import { log } from "../review/index.ts";
import { conflicts, next, pilots } from "../screening/index.ts";
import { ask, chance, make, pick, type Request, type World, withRole } from "./world.ts";
import { drawFile } from "./works.ts";

/** Draws a request for one action; undefined where there is nothing to ask for yet. */
type Move = (world: World) => Promise<Request | undefined>;

const REASONS = ["X1", "X2", "X3"];
const MACHINE = "sorter-1";
const STAGES = ["title_abstract", "full_text"] as const;
const COLLECTORS = ["lead", "reviewer", "adjudicator", "librarian"];
const PEOPLE_WHO_VOTE = ["lead", "reviewer", "adjudicator"];

function drawStage(world: World) {
  return chance(world, 0.55) ? STAGES[0] : STAGES[1];
}

function drawProtocol(world: World) {
  const rules = (reasonRequired: boolean) => ({
    votesNeeded: chance(world, 0.35) ? 1 : 2,
    resolvedBy: chance(world, 0.5) ? "adjudicator" : "consensus",
    reasonRequired,
    maybeAgainstExclude: chance(world, 0.5) ? "conflict" : "forward",
  });
  const reasons = chance(world, 0.5) ? REASONS : [...REASONS].reverse();
  return {
    title: "Language models at the bedside",
    pcc: { population: "clinicians", concept: "language models", context: "care" },
    reasons: reasons.map((code) => ({ code, label: `Reason ${code}` })),
    stages: { title_abstract: rules(false), full_text: rules(true) },
    pilot: { size: 2, gate: 0.75, votesCount: chance(world, 0.5) },
    machineRules: chance(world, 0.8)
      ? [
          {
            model: MACHINE,
            stages: [...STAGES],
            measuredAgreement: "kappa 0.7 on 40 records",
            signedBy: "Lead",
            reason: "invented for a test",
          },
        ]
      : [],
  };
}

async function drawReopenings(world: World) {
  const decided = await anyCitation(world, "excluded", "included", "full_text_excluded", "not_retrieved");
  return STAGES.filter(() => chance(world, 0.6)).map((stage) => ({
    stage,
    exclusions: chance(world, 0.2) ? "all" : [...REASONS, null].filter(() => chance(world, 0.5)),
    inclusions: chance(world, 0.2),
    // at the other stage there may be no outcome, and then the whole amendment is refused
    citations: decided !== undefined && chance(world, 0.15) ? [decided] : [],
  }));
}

function drawForm(world: World) {
  return {
    title: "Form",
    charters: chance(world, 0.5) ? 1 : 2,
    sections: [
      {
        id: "main",
        label: "Main",
        fields: [
          { id: "country", label: "Country", type: "text", required: chance(world, 0.3) },
          { id: "cases", label: "Cases", type: "number" },
        ],
      },
    ],
  };
}

function drawValue(world: World) {
  const field = chance(world, 0.6) ? "country" : "cases";
  const number = 1 + Math.floor(world.random() * 3);
  const value = field === "country" ? { kind: "text", text: `Land ${number}` } : { kind: "number", number };
  return { field, value: chance(world, 0.15) ? { kind: "not_reported" } : value, evidence: { page: number } };
}

/** A value to chart, or nothing to empty the field. */
function drawCharted(world: World) {
  const drawn = drawValue(world);
  return chance(world, 0.15) ? { field: drawn.field, value: null } : drawn;
}

async function anyCitation(world: World, ...classes: string[]) {
  const filter = { limit: 200, ...(classes.length > 0 && { class: classes as never }) };
  return pick(world, (await ask(world, world.review.lead, citations, filter)).rows)?.id;
}

async function anyRecord(world: World): Promise<string | undefined> {
  const [file, records] = pick(world, [...world.files]) ?? [];
  if (file === undefined || records === undefined) return undefined;
  return `${file.slice(0, 16)}-${1 + Math.floor(world.random() * records)}`;
}

async function anyCluster(world: World): Promise<string | undefined> {
  return pick(world, (await ask(world, world.review.lead, clusters, {})).clusters)?.id;
}

async function anyStudy(world: World): Promise<string | undefined> {
  const { lead } = world.review;
  if ((await ask(world, lead, formContract, {})).current === undefined) return undefined;
  return pick(world, await ask(world, lead, tasks, {}))?.study;
}

function drawDecision(world: World) {
  const decision = chance(world, 0.5) ? "include" : chance(world, 0.2) ? "maybe" : "exclude";
  return { decision, reason: decision === "exclude" ? (pick(world, REASONS) ?? null) : null };
}

async function citationToVoteOn(world: World, actor: string, stage: (typeof STAGES)[number]) {
  const waiting = (await ask(world, actor, next, { stage, count: 4 })).items.map((item) => item.citation.id);
  if (waiting.length > 0 && chance(world, 0.85)) return pick(world, waiting);
  if (stage === "title_abstract") return anyCitation(world);
  return anyCitation(world, "full_text_in_progress", "included", "full_text_excluded", "not_retrieved");
}

async function drawVote(world: World): Promise<Request | undefined> {
  const stage = drawStage(world);
  const voters = withRole(world, "reviewer", "machine", "adjudicator");
  const actor = pick(world, voters);
  if (actor === undefined) return undefined;
  const citation = await citationToVoteOn(world, actor, stage);
  if (citation === undefined) return undefined;
  const other = pick(
    world,
    voters.filter((voter) => voter !== actor),
  );
  // two votes in a row, so that outcomes come about in a short history
  if (other !== undefined && chance(world, 0.6))
    await make(world, "screening.vote", { actor: other, input: { citation, stage, ...drawDecision(world) } });
  return { actor, input: { citation, stage, ...drawDecision(world), note: `note ${world.made.length}` } };
}

async function drawResolution(world: World): Promise<Request | undefined> {
  const stage = drawStage(world);
  const actor = pick(world, withRole(world, "lead", "adjudicator", "reviewer", "machine"));
  if (actor === undefined) return undefined;
  const reason = pick(world, REASONS) ?? null;
  const open = pick(world, await ask(world, actor, conflicts, { stage }));
  if (open !== undefined && chance(world, 0.8)) {
    const decision = chance(world, 0.6) ? "include" : "exclude";
    // consensus needs everybody to say the same, so the drawing does not vary the reason
    return { actor, input: { citation: open.citation.id, stage, decision, reason: "X1", note: "settled" } };
  }
  if (chance(world, 0.7)) return undefined;
  const citation = await anyCitation(world, "full_text_in_progress", "included", "full_text_excluded");
  const decision = pick(world, ["not_retrieved", "ongoing", "awaiting_classification"]);
  return citation === undefined
    ? undefined
    : { actor, input: { citation, stage: "full_text", decision, reason } };
}

async function drawAdoption(world: World): Promise<Request | undefined> {
  const { lead } = world.review;
  const file = pick(world, [...world.files.keys()]);
  const members = withRole(world, "reviewer", "adjudicator").filter((id) => id !== lead);
  const [first, second] = [pick(world, members), pick(world, members)];
  if (file === undefined || first === undefined || second === undefined) return undefined;
  const reviewers = [
    { name: "Ana", members: [first] },
    chance(world, 0.3) ? { name: "Bo", add: "Reader from elsewhere" } : { name: "Bo", members: [second] },
  ];
  const decisions = { Included: "include", Excluded: chance(world, 0.8) ? "exclude" : "leave" };
  // a run where it is one already, else the bare file
  const from = chance(world, 0.7) ? { run: file.slice(0, 16) } : { file, fileName: "elsewhere.ris" };
  const stage = chance(world, 0.8) ? STAGES[0] : STAGES[1];
  const input = { ...from, reviewers, decisions, stage, blinded: chance(world, 0.5), reason: "moved" };
  return { actor: lead, input };
}

async function drawPilotEnd(world: World): Promise<Request | undefined> {
  const { lead } = world.review;
  const open = (await ask(world, lead, pilots, {})).find((pilot) => pilot.state === "open");
  if (open === undefined) return undefined;
  const voters = withRole(world, ...PEOPLE_WHO_VOTE, "machine");
  for (const { reviewer } of open.done.filter((one) => voters.includes(one.reviewer))) {
    const { items } = await ask(world, reviewer, next, { stage: open.stage, count: 10 });
    for (const { citation, pilot } of items) {
      if (pilot !== open.round) continue;
      const input = { citation: citation.id, stage: open.stage, ...drawDecision(world) };
      await make(world, "screening.vote", { actor: reviewer, input });
    }
  }
  return { actor: lead, input: { round: open.round, goOn: chance(world, 0.5), reason: "drawn" } };
}

async function drawChart(world: World): Promise<Request | undefined> {
  const actor = pick(world, withRole(world, ...PEOPLE_WHO_VOTE));
  const study = await anyStudy(world);
  return actor && study ? { actor, input: { study, values: [drawCharted(world)] } } : undefined;
}

/** How to draw each writing action of the program, by its name. */
export const MOVES: Readonly<Record<string, Move>> = {
  "review.rename": async (world) => ({
    actor: world.review.lead,
    input: { title: `Review, title ${world.made.length}` },
  }),
  "review.addMember": async (world) => {
    if (world.members.length >= 7) return undefined;
    const machine = chance(world, 0.3);
    const roles = machine
      ? ["machine"]
      : [pick(world, ["reviewer", "reviewer", "adjudicator", "librarian", "observer", "lead"]) ?? "reviewer"];
    const name = `Member ${world.made.length}`;
    const kind = machine ? "machine" : "person";
    return { actor: world.review.lead, input: { name, roles, kind, ...(machine && { model: MACHINE }) } };
  },
  "review.changeMember": async (world) => {
    const member = pick(
      world,
      world.members.filter(({ id }) => id !== world.review.lead),
    )?.id;
    if (member === undefined) return undefined;
    const change = chance(world, 0.3)
      ? { active: chance(world, 0.7) }
      : { roles: ["reviewer", "adjudicator"] };
    return { actor: world.review.lead, input: { member, ...change, reason: "drawn" } };
  },
  "review.unblind": async (world) => ({ actor: world.review.lead, input: { reason: "drawn" } }),
  "review.undo": async (world) => {
    const entries = await ask(world, world.review.lead, log, { limit: 60 });
    const mine = pick(
      world,
      entries.filter((entry) => !/^(ledger|review)/.test(entry.type) && entry.undoneBy === null),
    );
    return mine && { actor: mine.actor, input: { fact: mine.hash, reason: "slipped" } };
  },
  "review.redo": async (world) => {
    const { undo, actor } = pick(world, world.taken) ?? {};
    return actor === undefined ? undefined : { actor, input: { undo } };
  },
  "review.nameVersion": async (world) => ({
    actor: world.review.lead,
    input: {
      name: `version ${world.made.length}`,
      kind: pick(world, ["protocol", "search", "report", "report", "other"]),
    },
  }),
  "protocol.state": async (world) => {
    const before = (await ask(world, world.review.lead, protocol, {})).current;
    const input = { protocol: drawProtocol(world), reason: before === undefined ? "" : "amended in a test" };
    const reopens = before === undefined || chance(world, 0.3) ? [] : await drawReopenings(world);
    return { actor: world.review.lead, input: { ...input, reopens } };
  },
  "records.import": async (world) => {
    const actor = pick(world, withRole(world, ...COLLECTORS));
    if (actor === undefined) return undefined;
    let file = chance(world, 0.5) ? pick(world, [...world.files.keys()]) : undefined;
    if (file === undefined || world.files.size < 2) {
      if (world.files.size >= 4) return undefined;
      const { text, records } = drawFile(world.random);
      file = await world.review.bench.storage.blobs.put(new TextEncoder().encode(text));
      world.files.set(file, records);
    }
    const name = pick(world, ["PubMed", "Embase", "Hand search"]) ?? "PubMed";
    const source = { name, column: name === "Hand search" ? "other" : "databases" };
    const search = chance(world, 0.3) ? { search: "one" } : {};
    return { actor, input: { file, fileName: `${name}.ris`, details: { source }, ...search } };
  },
  "records.describe": async (world) => {
    const actor = pick(world, withRole(world, ...COLLECTORS));
    const file = pick(world, [...world.files.keys()]);
    const other = chance(world, 0.3);
    const source = { name: other ? "Websites" : "Scopus", column: other ? "other" : "databases" };
    const details = { source, date: "2024-05-01" };
    return actor && file ? { actor, input: { run: file.slice(0, 16), details } } : undefined;
  },
  "records.withdraw": async (world) => {
    const actor = pick(world, withRole(world, ...COLLECTORS));
    const file = pick(world, [...world.files.keys()]);
    const together = chance(world, 0.3);
    const input = { run: (file ?? "").slice(0, 16), reason: "wrong file", together };
    return actor && file ? { actor, input } : undefined;
  },
  "dedup.run": async (world) => {
    const actor = pick(world, withRole(world, ...COLLECTORS));
    return actor === undefined ? undefined : { actor, input: {} };
  },
  "dedup.settle": async (world) => {
    const actor = pick(world, withRole(world, ...COLLECTORS));
    const waiting = pick(world, (await ask(world, world.review.lead, pairs, {})).pairs);
    const a = waiting?.a.id ?? (await anyRecord(world));
    const b = waiting?.b.id ?? (await anyRecord(world));
    const decision = pick(world, ["same", "same", "different", "version-of", "preprint-of", "comment-on"]);
    return actor && a && b ? { actor, input: { a, b, decision, reason: "looked at both" } } : undefined;
  },
  "dedup.separate": async (world) => {
    const actor = pick(world, withRole(world, ...COLLECTORS));
    const citation = await anyCluster(world);
    return actor && citation ? { actor, input: { citation, reason: "three works" } } : undefined;
  },
  "dedup.unrelate": async (world) => {
    const actor = pick(world, withRole(world, ...COLLECTORS));
    const relation = pick(world, await ask(world, world.review.lead, relations, {}));
    if (actor === undefined || relation === undefined) return undefined;
    const { a, b, kind } = relation;
    return { actor, input: { a, b, kind, reason: "unrelated" } };
  },
  "dedup.split": async (world) => {
    const actor = pick(world, withRole(world, ...COLLECTORS));
    const record = await anyRecord(world);
    return actor && record ? { actor, input: { record, reason: "another trial" } } : undefined;
  },
  "screening.vote": drawVote,
  "screening.adopt": drawAdoption,
  "screening.resolve": drawResolution,
  "screening.remove": async (world) => {
    const citation = await anyCitation(world, "in_progress");
    const automation = chance(world, 0.5) ? "year before 2022" : null;
    if (citation === undefined) return undefined;
    return { actor: world.review.lead, input: { citations: [citation], automation, reason: "out" } };
  },
  "screening.close": async (world) => ({
    actor: world.review.lead,
    input: { stage: drawStage(world), reason: "enough" },
  }),
  "screening.assign": async (world) => {
    const reviewers = withRole(world, "lead", "reviewer", "adjudicator", "machine").filter(() =>
      chance(world, 0.8),
    );
    const mode = chance(world, 0.5) ? "everybody" : "shared";
    return { actor: world.review.lead, input: { stage: drawStage(world), reviewers, mode } };
  },
  "screening.openPilot": async (world) => ({
    actor: world.review.lead,
    input: { stage: chance(world, 0.8) ? STAGES[0] : STAGES[1], size: 1 + Math.floor(world.random() * 3) },
  }),
  "screening.closePilot": drawPilotEnd,
  "fulltext.log": async (world) => {
    const actor = pick(world, withRole(world, ...COLLECTORS));
    const citation = await anyCitation(world, "full_text_in_progress", "included", "not_retrieved");
    const step = pick(world, ["requested", "received", "unavailable", "note"]);
    return actor && citation ? { actor, input: { citation, step, route: "library" } } : undefined;
  },
  "charting.stateForm": async (world) => ({
    actor: world.review.lead,
    input: { form: drawForm(world), reason: "drawn" },
  }),
  "charting.chart": drawChart,
  "charting.finish": async (world) => {
    const drawn = await drawChart(world);
    if (drawn === undefined) return undefined;
    const { actor } = drawn;
    const study = drawn.input["study"];
    const values = [{ field: "country", value: { kind: "text", text: `Land ${world.made.length}` } }];
    const both = [actor, pick(world, withRole(world, ...PEOPLE_WHO_VOTE)) ?? actor];
    for (const chartist of both) await make(world, chart.name, { actor: chartist, input: { study, values } });
    await make(world, finishChart.name, { actor: both[1] ?? actor, input: { study } });
    return { actor, input: { study } };
  },
  "charting.agree": async (world) => {
    const drawn = await drawChart(world);
    if (drawn === undefined) return undefined;
    const input = { study: drawn.input["study"], ...drawValue(world), from: "new", reason: "talked it over" };
    return { actor: drawn.actor, input };
  },
  "charting.leaveOut": async (world) => {
    const study = await anyStudy(world);
    if (study === undefined) return undefined;
    return { actor: world.review.lead, input: { study, reason: "retracted" } };
  },
  "synthesis.choose": async (world) => ({
    actor: world.review.lead,
    input: { fields: chance(world, 0.5) ? ["country"] : [], characteristics: ["country", "cases"] },
  }),
  "reporting.write": async (world) => ({
    actor: world.review.lead,
    input: { part: pick(world, ["summary", "results", "limitations"]), text: `Text ${world.made.length}.` },
  }),
};
