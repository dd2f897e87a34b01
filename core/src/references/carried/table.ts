import { type CarriedDecision, type CarryingTool, listedIn, meaningOf, stageOf } from "./decision.ts";

const WHO = /^(?:user(?: ?name)?|reviewer(?: ?name)?|screener|rater|voter|screened by|decided by)$/i;
const LEVEL = /^(?:level(?: ?name)?|stage|form(?: ?name)?|round)$/i;
const REASON = /reason|why/i;
const NOTE = /^(?:notes?|comments?|reviewer'?s? (?:notes?|comments?))$/i;
const TAG = /^(?:tags?|labels?)$/i;
const DECISION =
  /^(?:(?:label|final|abstract|title|full\W?text|screening|title\W+(?:and\W+|&\W*)?abstract|ti\/?ab)[\W_]*)*(?:included?|decision|vote|inclusion|label|status|screening|include\W+exclude)(?:[\W_]*\b(?:title|abstract|full\W?text)\b.*)?$/i;
const OF_REVIEWER = /^(?:reviewer|screener|rater|user|state)\W*([^\W_].*)$/i;

const folded = (name: string) => name.replaceAll("_", " ").trim();

function whoIs(name: string): string {
  const own = OF_REVIEWER.exec(folded(name))?.[1]
    ?.replace(/\s*(?:decision|vote|answer)s?\s*$/i, "")
    .trim();
  return own === undefined || own === "" ? folded(name) : own;
}

interface Parts {
  reviewer: string;
  stage: CarriedDecision["stage"];
  reasons: string[];
  labels: string[];
  notes: string[];
  decisions: { name: string; word: string; reviewer: string }[];
}

/** What the columns of a table's row are: who, at which level, why, and each answer that is a decision. */
function partsOf(
  labels: Readonly<Record<string, string>>,
  isDecision: (name: string, word: string) => boolean,
) {
  const parts: Parts = { reviewer: "", stage: undefined, reasons: [], labels: [], notes: [], decisions: [] };
  for (const [name, word] of Object.entries(labels)) {
    const plain = folded(name);
    if (WHO.test(plain)) parts.reviewer = word.trim();
    else if (LEVEL.test(plain)) parts.stage = stageOf(word) ?? stageOf(`level ${word}`);
    else if (REASON.test(plain)) parts.reasons.push(...listedIn(word));
    else if (NOTE.test(plain)) parts.notes.push(word);
    else if (TAG.test(plain) && meaningOf(word) === undefined) parts.labels.push(...listedIn(word));
    else if (OF_REVIEWER.test(plain) && meaningOf(word) !== undefined)
      parts.decisions.push({ name: plain, word, reviewer: whoIs(plain) });
    else if (isDecision(plain, word)) parts.decisions.push({ name: plain, word, reviewer: "" });
  }
  return parts;
}

function decisionsOf(tool: CarryingTool, parts: Parts, named: boolean): CarriedDecision[] {
  return parts.decisions.map(({ name, word, reviewer }) => {
    const suggests = meaningOf(word);
    return {
      tool,
      reviewer: reviewer === "" ? parts.reviewer : reviewer,
      stage: parts.stage ?? stageOf(name),
      // a bare "yes" means nothing without its question
      word: named ? `${name}: ${word.trim()}` : word.trim(),
      suggests: named && /exclu|irrelevant/i.test(name) && !/inclu/i.test(name) ? undefined : suggests,
      reasons: suggests === "exclude" || suggests === undefined ? parts.reasons : [],
      labels: parts.labels,
      notes: parts.notes,
    };
  });
}

const QUESTION = /inclu|exclu|eligib|relevan|screen|proceed|potential|decision/i;

/** DistillerSR's report: a row for each reviewer's form, a column for each question. */
export function distillerDecisions(labels: Readonly<Record<string, string>>): CarriedDecision[] {
  if (labels["distillersr.refid"] === undefined) return [];
  const { "distillersr.refid": _refid, ...answers } = labels;
  return decisionsOf(
    "distillersr",
    partsOf(answers, (name, word) => QUESTION.test(name) && meaningOf(word) !== undefined),
    true,
  );
}

/** Any other table with a column of decisions, or with one for each reviewer. */
export function tableDecisions(labels: Readonly<Record<string, string>>): CarriedDecision[] {
  return decisionsOf(
    "table",
    partsOf(labels, (name, word) => DECISION.test(name) && meaningOf(word) !== undefined),
    false,
  );
}
