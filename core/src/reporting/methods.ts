import type { CRITERION_ELEMENTS, Stage } from "../protocol/index.ts";
import { formatCount } from "../flow/index.ts";
import type { ReportInput, ReportPilot, ReportStage } from "./input.ts";
import { capitalised, counted, dateWords, figures, listed, sentence } from "./words.ts";

export const ELEMENT_WORDS: Readonly<Record<(typeof CRITERION_ELEMENTS)[number], string>> = {
  population: "Population",
  concept: "Concept",
  context: "Context",
  types_of_sources: "Types of sources",
  years: "Years",
  languages: "Languages",
};

const STAGE_THINGS: Readonly<Record<Stage, { what: string; one: string; many: string }>> = {
  title_abstract: { what: "Titles and abstracts", one: "record", many: "records" },
  full_text: { what: "Full texts", one: "report", many: "reports" },
};

/** "1 protocol amendment was made": the run of versions in sentences. */
export function protocolSentences(input: ReportInput): string[] {
  const { registration } = input.protocol;
  const first = input.versions[0];
  return [
    registration === undefined
      ? "The protocol was not registered."
      : `The protocol is registered (${registration.kind}: ${registration.reference}).`,
    ...(first === undefined
      ? []
      : [`Its first recorded version, “${first.name}”, is of ${dateWords(first.date)}.`]),
    input.amendments.length === 0
      ? "It was not amended."
      : `It was amended ${input.amendments.length === 1 ? "once" : `${counted(input.amendments.length, "time")}`}; each amendment is listed with its date and reason.`,
    ...reopenedSentences(input),
  ];
}

function reopenedSentences({ amendments }: ReportInput): string[] {
  if (amendments.length === 0) return [];
  const reopened = amendments.reduce((sum, one) => sum + (one.reopened ?? 0), 0);
  if (reopened === 0)
    return ["No amendment re-opened an outcome: what had been decided stands by the rules of its time."];
  return [
    `${figures(reopened, "outcome")} ${reopened === 1 ? "was" : "were"} re-opened, to be decided again under the amended protocol; all others stand by the rules of their time.`,
  ];
}

export function searchSentences(input: ReportInput): string[] {
  const runs = input.runs.filter((run) => run.withdrawn === undefined);
  const dates = runs.map((run) => run.date.slice(0, 10)).sort();
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return ["No search is recorded."];
  const names = [...new Set(runs.map((run) => run.source))].map(
    (id) => input.sources.find((source) => source.id === id)?.name ?? id,
  );
  const when =
    first === last ? `on ${dateWords(first)}` : `between ${dateWords(first)} and ${dateWords(last)}`;
  const withdrawn = input.runs.length - runs.length;
  return [
    `${capitalised(counted(names.length, "source"))} ${names.length === 1 ? "was" : "were"} searched ${when}: ${listed(names)}.`,
    `The ${runs.length === 1 ? "search" : `${runs.length} searches`} delivered ${figures(
      runs.reduce((sum, run) => sum + run.records, 0),
      "record",
    )}.`,
    ...(withdrawn === 0
      ? []
      : [
          `${capitalised(counted(withdrawn, "run"))} ${withdrawn === 1 ? "was" : "were"} withdrawn, and ${withdrawn === 1 ? "counts" : "count"} nowhere.`,
        ]),
    "Every search text is printed word for word in the appendix.",
  ];
}

export function dedupSentences(input: ReportInput): string[] {
  const { records, citations, automatic, byHand, splits, method } = input.dedup;
  return [
    sentence(method),
    `Of ${figures(records, "record")}, ${formatCount(records - citations)} ${records - citations === 1 ? "was a duplicate" : "were duplicates"} ` +
      `(${formatCount(automatic)} joined by rule, ${formatCount(byHand)} by a person), which left ${figures(citations, "citation")}.`,
    ...(splits === undefined || splits === 0
      ? []
      : [`People took ${counted(splits, "automatic join")} apart again.`]),
  ];
}

function pilotSentence(pilot: ReportPilot): string {
  const passed = pilot.percent >= pilot.gate;
  const went = `Pilot round ${pilot.round} of ${pilot.size} reached ${pilot.percent.toFixed(0)} % agreement`;
  if (passed) return `${went} (at least ${pilot.gate} % were asked for).`;
  const why = pilot.reason === undefined ? "" : ` The review went on because: ${sentence(pilot.reason)}`;
  return `${went}, less than the ${pilot.gate} % that were asked for.${why}`;
}

function votersSentence(stage: Stage, use: ReportStage): string {
  const { what, one } = STAGE_THINGS[stage];
  const { votesNeeded } = use.rules;
  const team = use.reviewers > votesNeeded ? ` out of a team of ${use.reviewers}` : "";
  if (votesNeeded === 1) return `${what} were screened by one reviewer each${team}.`;
  const { adopted } = use;
  // of votes from elsewhere nobody knows what their voters could see
  const isKnown = adopted === undefined || adopted.independent === adopted.votes;
  if (use.blinded && !isKnown)
    return `Each ${one} was screened by ${counted(votesNeeded, "reviewer")}${team}; votes cast in Chartroom were cast before anybody else's could be seen.`;
  const blind = use.blinded
    ? `, who could not see each other's decisions before ${votesNeeded === 2 ? "both" : "all"} had been made`
    : ", who could see each other's decisions";
  const independently = use.blinded ? " independently" : "";
  return `Each ${one} was screened${independently} by ${counted(votesNeeded, "reviewer")}${team}${blind}.`;
}

function conflictSentences(use: ReportStage): string[] {
  if (use.rules.votesNeeded === 1) return [];
  const who =
    use.rules.resolvedBy === "adjudicator"
      ? "an adjudicator who had not voted on them"
      : "consensus of those who had voted";
  const open = use.conflicts - use.settled;
  if (use.conflicts === 0) return [`Disagreements were to be settled by ${who}; there were none.`];
  return [
    `Disagreements (${formatCount(use.conflicts)}) were settled by ${who}${open > 0 ? `; ${formatCount(open)} ${open === 1 ? "is" : "are"} still open` : ""}.`,
  ];
}

/** Votes that another tool saw first: how many, and what is known of their independence. */
function adoptedSentences({ adopted }: ReportStage): string[] {
  if (adopted === undefined) return [];
  const { votes, of, independent, tools } = adopted;
  const unknown = votes - independent;
  const were = votes === 1 ? "was made" : "were made";
  return [
    `Of ${figures(of, "vote")}, ${formatCount(votes)} ${were} before in ${listed(tools)} and adopted from ${tools.length === 1 ? "its export" : "their exports"}.`,
    ...(independent === 0
      ? []
      : [
          `For ${independent === votes ? "all" : formatCount(independent)} of these, the review's lead stated that the tool had hidden each reviewer's decisions from the others; they are part of the agreement figures.`,
        ]),
    ...(unknown === 0
      ? []
      : [
          `Whether ${independent === 0 ? "these" : `the other ${formatCount(unknown)}`} were made independently is not known, and the agreement figures leave them out.`,
        ]),
  ];
}

/** How one stage was really run, in sentences. */
export function stageSentences(input: ReportInput, stage: Stage): string[] {
  const use = input.stages[stage];
  const { many } = STAGE_THINGS[stage];
  const stop = use.stopping;
  return [
    votersSentence(stage, use),
    ...adoptedSentences(use),
    ...conflictSentences(use),
    ...(use.rules.votesNeeded > 1 && use.rules.maybeAgainstExclude === "forward"
      ? ["“Maybe” against “exclude” went forward."]
      : []),
    ...(use.rules.reasonRequired
      ? [
          "Each exclusion needed a reason from the protocol's list; where reasons differed, the first in the list is the reason of record.",
        ]
      : []),
    ...(use.pilots ?? []).map(pilotSentence),
    ...(use.order === undefined ? [] : [`${capitalised(many)} were shown ${sentence(use.order)}`]),
    ...(stop === undefined
      ? []
      : [
          `Screening was stopped after ${formatCount(stop.seen)} of ${formatCount(stop.of)} ${many} by the rule “${stop.rule}”${stop.reference === undefined ? "" : ` (${stop.reference})`}.`,
          ...(stop.estimate === undefined ? [] : [sentence(stop.estimate)]),
        ]),
  ];
}

export function chartingSentences(input: ReportInput): string[] {
  const { charters, studies, doubleCharted, consensus, pilot, authorsContacted } = input.charting;
  const fields = input.form.sections.reduce((sum, section) => sum + section.fields.length, 0);
  return [
    `Data were charted with the form “${input.form.title}” (${counted(fields, "item")} in ${counted(input.form.sections.length, "section")}), one for each ${input.form.unit}.`,
    charters === 2
      ? `Two chartists charted independently of each other; this was done for ${formatCount(doubleCharted)} of ${figures(studies, "study", "studies")}.`
      : `One chartist charted each ${input.form.unit}${doubleCharted > 0 ? `; ${formatCount(doubleCharted)} of ${formatCount(studies)} were charted twice` : ""}.`,
    sentence(consensus),
    "Each value was kept with its place and words in the source, or as not reported.",
    ...(pilot === undefined ? [] : [sentence(pilot)]),
    ...(authorsContacted === undefined ? [] : [sentence(authorsContacted)]),
  ];
}

/** What machines did, from signed rules and recorded uses; says so where they did nothing. */
export function machineSentences(input: ReportInput): string[] {
  const rules = input.protocol.machineRules;
  const automation = input.flow.databases.excluded.automation + (input.flow.other?.excluded.automation ?? 0);
  if (rules.length === 0 && input.machineUse.length === 0 && automation === 0) {
    return ["No language model and no other generative system took part in this review."];
  }
  return [
    rules.length === 0 && automation === 0
      ? "No machine decided anything: machines made suggestions only, which count nowhere until a person takes them up."
      : rules.length === 0
        ? "Machines voted, but the protocol holds no signed rule that lets them."
        : `Machines voted under ${counted(rules.length, "rule")} of the protocol, each signed beforehand.`,
    ...rules
      .filter((rule) => !input.machineUse.some((use) => use.model === rule.model))
      .map(
        (rule) =>
          `${rule.model} voted at ${listed(rule.stages.map((stage) => (stage === "title_abstract" ? "title and abstract" : "full text")))}; signed by ${rule.signedBy}. Reason: ${sentence(rule.reason)} Measured beforehand: ${sentence(rule.measuredAgreement)}`,
      ),
    ...(automation > 0
      ? [
          `${capitalised(counted(automation, "record"))} ${automation === 1 ? "was" : "were"} excluded without a human vote; the flow diagram counts ${automation === 1 ? "it" : "them"} apart.`,
        ]
      : []),
  ];
}
