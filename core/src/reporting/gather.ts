import type { ReadTx } from "../action/index.ts";
import { type ChartedStudy, type Form, formSchema } from "../charting/index.ts";
import { formRows, finishedCharts, studiesForSynthesis } from "../charting/store.ts";
import { allCitations, basisInForce, choicesOf, citationViews } from "../dedup/store.ts";
import { CLASS_NAMES } from "../flow/index.ts";
import { allClasses, flowOf } from "../flow/store.ts";
import { allHeads } from "../ledger/index.ts";
import { type Protocol, STAGES, type Stage } from "../protocol/index.ts";
import { protocolState, rulesInForce } from "../protocol/store.ts";
import { authorLine, searchesOf, shortName } from "../records/index.ts";
import { runsOf } from "../records/store.ts";
import { type CarryingTool, TOOL_NAMES } from "../references/index.ts";
import { membersOf, versionsOf } from "../review/store.ts";
import {
  adoptedVotes,
  agreements,
  assignmentOf,
  outcomesAt,
  pilotAgreement,
  pilotsOf,
  standingVotes,
  standingResolutions,
  type Pilot,
} from "../screening/store.ts";
import type { AgreementReport } from "../screening/index.ts";
import { crosstab, evidenceMap } from "../synthesis/index.ts";
import { viewOf } from "../synthesis/store.ts";
import type {
  Estimate,
  ReportAgreement,
  ReportCitation,
  ReportComparison,
  ReportExclusion,
  ReportFigure,
  ReportInput,
  ReportMachineUse,
  ReportPilot,
  ReportRun,
  ReportStage,
} from "./input.ts";
import { amendmentRows } from "./amendments.ts";
import { textsOf } from "./store.ts";
import { comparisonFigures } from "./comparison-figures.ts";
import { KINDS } from "./words.ts";

const paragraphs = (text: string | undefined) =>
  (text ?? "")
    .split(/\n\s*\n/)
    .map((one) => one.trim())
    .filter(Boolean);
const EMPTY_FORM: Form = { title: "No charting form yet", unit: "study", charters: 1, sections: [] };

type Part = AgreementReport["forward"]["percent"];
function estimate(part: Part, factor = 1): Estimate | undefined {
  if (part === null) return undefined;
  return {
    value: part.value * factor,
    ...(part.interval !== null && { low: part.interval.low * factor, high: part.interval.high * factor }),
  };
}

async function agreementRows(tx: ReadTx): Promise<ReportAgreement[]> {
  const rows: ReportAgreement[] = [];
  for (const stage of STAGES) {
    for (const { group, raters, report } of await agreements(tx, stage)) {
      const { forward } = report;
      const percent = estimate(forward.percent, 100);
      if (percent === undefined) continue;
      const [kappa, ac1] = [estimate(forward.kappa ?? forward.fleiss), estimate(forward.ac1)];
      const note = report.informative
        ? undefined
        : "Not informative: fewer than three of these records were included by anybody.";
      rows.push({
        stage,
        label: `${raters.map((rater) => rater.name).join(", ")} (${group})`,
        n: report.items.shared,
        percent,
        ...(kappa !== undefined && { kappa }),
        ...(ac1 !== undefined && { ac1 }),
        ...(note !== undefined && { note }),
      });
    }
  }
  return rows;
}

function pilotRows(pilots: readonly Pilot[], agreed: ReadonlyMap<number, number | undefined>): ReportPilot[] {
  return pilots.flatMap((pilot) => {
    const percent = agreed.get(pilot.round);
    if (pilot.open === 1 || percent === undefined) return [];
    return [
      {
        round: pilot.round,
        size: pilot.records.length,
        percent: percent * 100,
        gate: pilot.gate * 100,
        ...(pilot.reason !== "" && { reason: pilot.reason }),
      },
    ];
  });
}

async function stageRow(
  tx: ReadTx,
  stage: Stage,
  protocol: Protocol,
  pilots: readonly ReportPilot[],
): Promise<ReportStage> {
  const outcomes = [...(await outcomesAt(tx, stage)).entries()];
  const votes = await standingVotes(tx, stage);
  const resolutions = await standingResolutions(tx, stage);
  const differed = [...votes].filter(([, own]) => {
    const decisions = new Set(own.map((vote) => vote.decision));
    return decisions.has("exclude") && decisions.size > 1;
  });
  const voters = new Set([...votes.values()].flat().map((vote) => vote.reviewer));
  const settled = differed.filter(([citation]) => (resolutions.get(citation) ?? []).length > 0).length;
  const assignment = await assignmentOf(tx, stage);
  const adopted = await adoptedAt(tx, stage);
  return {
    rules: protocol.stages[stage],
    reviewers: Math.max(voters.size, assignment?.reviewers.length ?? 0),
    blinded: true,
    conflicts: differed.length,
    settled: Math.min(settled, outcomes.length),
    order: "in the order in which they were imported",
    ...(pilots.length > 0 && { pilots: [...pilots] }),
    ...(adopted !== undefined && { adopted }),
  };
}

/** The adopted votes that stand at a stage; what was voted again here since is no longer one of them. */
async function adoptedAt(tx: ReadTx, stage: Stage): Promise<ReportStage["adopted"]> {
  const rows = new Map((await adoptedVotes(tx)).map((row) => [row.fact, row]));
  if (rows.size === 0) return undefined;
  const standing = [...(await standingVotes(tx, stage)).values()].flat();
  const adopted = standing.flatMap(({ fact }) => rows.get(fact) ?? []);
  if (adopted.length === 0) return undefined;
  return {
    votes: adopted.length,
    of: standing.length,
    independent: adopted.filter(({ independent }) => independent === 1).length,
    tools: [...new Set(adopted.map(({ tool }) => TOOL_NAMES[tool as CarryingTool]))].sort(),
  };
}

async function exclusions(
  tx: ReadTx,
  protocol: Protocol,
): Promise<{ excluded: ReportExclusion[]; citations: ReportCitation[] }> {
  const { classes, rest } = await allClasses(tx);
  const labels = new Map(protocol.reasons.map((reason) => [reason.code, reason.label]));
  const views = await citationViews(tx, await allCitations(tx));
  const excluded: ReportExclusion[] = [];
  const citations: ReportCitation[] = [];
  for (const [id, view] of views) {
    const { class: name, reason, automation } = classes.get(id) ?? rest;
    const { reference } = view;
    const about = {
      title: reference.title ?? "",
      ...(reference.year !== undefined && { year: reference.year }),
      ...(reference.doi !== undefined && { doi: reference.doi }),
    };
    citations.push({
      id,
      ...about,
      authors: authorLine(reference),
      ...(reference.journal !== undefined && { journal: reference.journal }),
      ...(reference.pmid !== undefined && { pmid: reference.pmid }),
      class: CLASS_NAMES[name],
      ...(reason !== null && { reason }),
    });
    if (name !== "full_text_excluded") continue;
    const code = reason ?? "no reason";
    excluded.push({
      label: shortName(reference),
      ...about,
      reason: code,
      reasonLabel: labels.get(code) ?? code,
      automation,
    });
  }
  excluded.sort((a, b) => (a.label < b.label ? -1 : 1));
  return { excluded, citations };
}

function machineUses(protocol: Protocol, votesBy: ReadonlyMap<string, number>): ReportMachineUse[] {
  return protocol.machineRules.map((rule) => ({
    model: rule.model,
    task: `votes at ${rule.stages.map((stage) => (stage === "full_text" ? "full text" : "title and abstract")).join(" and ")}`,
    votes: votesBy.get(rule.model) ?? 0,
    oversight: `Signed by ${rule.signedBy}. ${rule.reason}`,
    measured: rule.measuredAgreement,
  }));
}

async function figuresOf(tx: ReadTx, form: Form, studies: readonly ChartedStudy[]) {
  if (form.sections.length === 0 || studies.length === 0)
    return { figures: [], comparison: [], results: [], characteristics: [] };
  const view = await viewOf(tx, { colours: "fixed" });
  const figures: ReportFigure[] = [];
  const { map } = view.choice;
  if (map !== undefined) {
    const table = crosstab(form, studies, {
      row: map.row,
      column: map.column,
      ...(map.segment !== undefined && { segment: map.segment }),
    });
    const title = "Evidence map";
    figures.push({
      id: "evidence-map",
      title,
      alt: title,
      svg: evidenceMap(table, { title, interactive: false, colours: "fixed", bare: true, width: 900 }),
    });
  }
  if (view.timeline !== undefined)
    figures.push({
      id: "timeline",
      title: "Studies by year of publication",
      alt: view.corpus.text,
      svg: view.timeline,
    });
  figures.push(...(view.comparison === undefined ? [] : comparisonFigures(view.comparison)));
  for (const [at, bar] of view.bars.entries()) {
    figures.push({
      id: `tally-${bar.path.replaceAll(".", "-")}`,
      title: bar.label,
      alt: view.sentences[at]?.text ?? bar.label,
      svg: bar.svg,
    });
  }
  const found = view.findings;
  const comparison: ReportComparison[] = (found?.rows ?? []).map((row) => ({
    question: `${row.verdict === "cannot say" ? "This corpus cannot say" : `This corpus: ${row.verdict}`}`,
    here: row.sentence,
    exceptions: row.exceptions.map(
      (study) =>
        `${study.label}${study.leftOut === undefined ? "" : ` (left out: ${study.leftOut})`}: ${study.words.map((word) => `${word.label}: ${word.text}`).join("; ")}`,
    ),
    published: row.statement,
    source: `${found?.review ?? ""} (${found?.source ?? ""})`,
    ...(row.caution !== "" && { note: row.caution }),
  }));
  const results = [
    view.corpus.text,
    ...view.sentences.map((sentence) => sentence.text),
    ...(view.comparison === undefined ? [] : [view.comparison.sentence.text]),
  ];
  return { figures, comparison, results, characteristics: view.choice.characteristics };
}

function runRows(runs: Awaited<ReturnType<typeof runsOf>>): ReportRun[] {
  return searchesOf(runs).map(({ first: run, records, state }) => ({
    source: run.source.name,
    date: run.date,
    text: run.query,
    records,
    ...(run.hitsReported !== null && { hits: run.hitsReported }),
    ...(run.note !== "" && { note: run.note }),
    ...(state === "withdrawn" && { withdrawn: "withdrawn" }),
  }));
}

/** Everything that a report prints, gathered from the review as it stands now, through the reader's eyes. */
export async function gatherReport(tx: ReadTx, program: ReportInput["program"]): Promise<ReportInput> {
  const protocol = await rulesInForce(tx);
  const { history } = await protocolState(tx);
  const members = await membersOf(tx);
  const runs = await runsOf(tx);
  const { counts, flow } = await flowOf(tx);
  const { texts } = await textsOf(tx);
  const formRow = (await formRows(tx)).at(-1);
  const form = formRow === undefined ? EMPTY_FORM : formSchema.parse(JSON.parse(formRow.form));
  const studies = await studiesForSynthesis(tx);
  const { excluded, citations } = await exclusions(tx, protocol);
  const { figures, comparison, results, characteristics } = await figuresOf(tx, form, studies);
  const votesBy = new Map<string, number>();
  for (const stage of STAGES) {
    for (const own of (await standingVotes(tx, stage)).values()) {
      for (const vote of own) {
        const member = members.find((one) => one.id === vote.reviewer);
        for (const name of [member?.name, member?.model])
          if (name) votesBy.set(name, (votesBy.get(name) ?? 0) + 1);
      }
    }
  }
  const choices = await choicesOf(tx);
  const byHand = Math.min(counts.duplicates, choices.filter((choice) => choice.decision === "same").length);

  const pilots = (await pilotsOf(tx)).filter((pilot) => pilot.open === 0);
  const agreed = new Map<number, number | undefined>();
  for (const pilot of pilots) agreed.set(pilot.round, await pilotAgreement(tx, pilot.round));
  const finished = await finishedCharts(tx);
  const doubles = [...finished.values()].filter((chartists) => chartists.size > 1).length;
  const [newest] = await tx.latest(1);
  const stage = async (name: Stage) =>
    stageRow(
      tx,
      name,
      protocol,
      pilotRows(
        pilots.filter((pilot) => pilot.stage === name),
        agreed,
      ),
    );
  const amendments = await amendmentRows(tx, history, protocol);
  const notes = {
    contacts: texts.contacts,
    priorWork: texts.priorWork,
    updates: texts.updates,
    peerReview: texts.peerReview,
    otherMethods: texts.otherMethods,
  };
  return {
    program,
    protocol,
    versions: (await versionsOf(tx)).map(({ name, at, kind }) => ({
      name,
      date: at,
      note: KINDS[kind] ?? "",
    })),
    amendments,
    members: members.map((member) => ({
      name: member.name,
      role: member.roles.join(", "),
      machine: member.kind === "machine",
    })),
    sources: [...new Map(runs.map((run) => [run.source.name, run.source])).values()].map((source) => ({
      id: source.name,
      name: source.name,
      kind: flow.sourceKinds?.[source.name] ?? "database",
      ...(source.platform !== "" && { platform: source.platform }),
    })),
    runs: runRows(runs),
    searchNotes: Object.fromEntries(
      Object.entries(notes).filter(([, text]) => text !== undefined && text !== ""),
    ),
    dedup: {
      records: counts.identified,
      citations: counts.identified - counts.duplicates,
      automatic: counts.duplicates - byHand,
      byHand,
      method:
        (await basisInForce(tx)) === undefined
          ? "not yet made"
          : "Chartroom's rules on identifiers, titles, authors, journal, volume and pages",
    },
    stages: { title_abstract: await stage("title_abstract"), full_text: await stage("full_text") },
    agreement: await agreementRows(tx),
    charting: {
      charters: form.charters === 2 ? 2 : 1,
      consensus: form.charters === 2 ? "by talking the differences over" : "not needed",
      studies: studies.length,
      doubleCharted: doubles,
    },
    machineUse: machineUses(protocol, votesBy),
    flow,
    excluded,
    form,
    studies,
    ...(characteristics.length > 0 && { characteristics }),
    figures,
    ...(comparison.length > 0 && { comparison }),
    narrative: {
      summary: paragraphs(texts.summary),
      rationale: paragraphs(texts.rationale),
      synthesisMethods: paragraphs(texts.synthesisMethods),
      results: [...results, ...paragraphs(texts.results)],
      evidence: paragraphs(texts.evidence),
      limitations: paragraphs(texts.limitations),
      conclusions: paragraphs(texts.conclusions),
    },
    deviations: paragraphs(texts.deviations),
    ...(texts.sourcesFunding !== undefined && { sourcesFunding: texts.sourcesFunding }),
    ledger: { facts: newest?.clock ?? 0, heads: await allHeads(tx) },
    labels: paragraphs(texts.labels),
    citations,
  };
}
