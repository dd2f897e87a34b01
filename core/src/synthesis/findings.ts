import { UserError } from "../base/error.ts";
import { type ChartedStudy, fieldAt, type Form, valueText } from "../charting/index.ts";
import { sortBy } from "./condition.ts";
import type { Finding, Findings, TallyDefinition } from "./finding-file.ts";
import { joinWords, studyCount } from "./narrative.ts";
import { countAndShare, percentText } from "./percent.ts";

/** What one's own studies say to a statement. */
export type Verdict = "agrees" | "partly" | "disagrees" | "cannot say";

/** One tally of a statement, counted. Ids of studies throughout. */
export interface CountedTally {
  verdict: Verdict;
  met: readonly string[];
  /** The studies that say whether they meet it: the denominator. */
  of: readonly string[];
  silent: readonly string[];
  /** False where the studies that do not say could turn the verdict. */
  firm: boolean;
  /** For "none" and "few" the studies that meet it, for "all" and "most" those that do not. */
  contrary: readonly string[];
  sentence: string;
}

/** A study that has to be seen beside the counts, with its charted words. */
export interface NamedStudy {
  study: string;
  label: string;
  leftOut?: string;
  words: readonly { label: string; text: string }[];
  /** For each tally whether the study meets it; undefined where it is not counted in it. */
  meets: readonly (boolean | undefined)[];
}

export interface EvaluatedFinding {
  id: string;
  statement: string;
  verdict: Verdict;
  tallies: readonly CountedTally[];
  exceptions: readonly NamedStudy[];
  sentence: string;
  caution: string;
}

const MOST = 0.5;
const FEW = 0.25;
const MOST_NAMED = 6;

/** What `hits` of `n` say to a quantifier; `rises` is judged apart. */
function judge(tally: TallyDefinition, hits: number, n: number): Verdict {
  if (n === 0) return "cannot say";
  const few = (tally.quantifier === "few" ? tally.limit : undefined) ?? FEW;
  const inPart = (share: number): Verdict => (!tally.strict && share <= few ? "partly" : "disagrees");
  const says = (holds: boolean): Verdict => (holds ? "agrees" : "disagrees");
  switch (tally.quantifier) {
    case "all":
      return hits === n ? "agrees" : inPart((n - hits) / n);
    case "none":
      return hits === 0 ? "agrees" : inPart(hits / n);
    case "most":
      return says(hits / n > (tally.limit ?? MOST));
    case "few":
      return says(hits / n <= few);
    case "some":
      return says(hits > 0);
    case "count":
      return says(hits >= (tally.atLeast ?? 0) && hits <= (tally.atMost ?? Infinity));
    case "rises":
      return "cannot say";
  }
}

function countRise(
  tally: TallyDefinition,
  studies: readonly ChartedStudy[],
  met: readonly string[],
  of: readonly string[],
) {
  const since = tally.since ?? 0;
  const year = new Map(studies.map((study) => [study.id, study.year]));
  const after = (id: string): boolean => (year.get(id) ?? -Infinity) >= since;
  const before = (id: string): boolean => (year.get(id) ?? Infinity) < since;
  const [late, early] = [of.filter(after), of.filter(before)];
  const [lateMet, earlyMet] = [met.filter(after), met.filter(before)];
  const verdict: Verdict =
    late.length === 0 || early.length === 0
      ? "cannot say"
      : lateMet.length / late.length > earlyMet.length / early.length
        ? "agrees"
        : "disagrees";
  const words = `from ${since} on, ${lateMet.length} of ${late.length} (${percentText(lateMet.length, late.length)}) ${tally.says}; before, ${earlyMet.length} of ${early.length} (${percentText(earlyMet.length, early.length)})`;
  const undated = of.length - late.length - early.length;
  return { verdict, words: undated === 0 ? words : `${words}; ${undated} without a year` };
}

function countTally(form: Form, studies: readonly ChartedStudy[], tally: TallyDefinition): CountedTally {
  let counted = studies;
  for (const condition of tally.among) {
    const met = new Set(sortBy(form, studies, condition).met);
    counted = counted.filter(({ id }) => met.has(id));
  }
  const { met, unmet, silent } = sortBy(form, counted, tally);
  const of = counted.filter(({ id }) => !silent.includes(id)).map(({ id }) => id);
  const gaps =
    silent.length === 0
      ? ""
      : `; ${studyCount(silent.length)} ${silent.length === 1 ? "does" : "do"} not say`;
  const contrary = ["none", "few"].includes(tally.quantifier)
    ? met
    : ["all", "most"].includes(tally.quantifier)
      ? unmet
      : [];
  const numbers = { met, of, silent, contrary };
  if (tally.quantifier === "rises") {
    const rise = countRise(tally, counted, met, of);
    return { ...numbers, verdict: rise.verdict, firm: silent.length === 0, sentence: `${rise.words}${gaps}` };
  }
  const verdict = judge(tally, met.length, of.length);
  const all = of.length + silent.length;
  const firm =
    judge(tally, met.length, all) === verdict && judge(tally, met.length + silent.length, all) === verdict;
  const sentence = `of ${studyCount(of.length)}, ${countAndShare(met.length, of.length)} ${tally.says}${gaps}`;
  // where most studies are silent and could turn it, the rest prove nothing
  const open = !firm && silent.length > of.length;
  return { ...numbers, verdict: open ? "cannot say" : verdict, firm, sentence };
}

function together(verdicts: readonly Verdict[]): Verdict {
  const said = verdicts.filter((verdict) => verdict !== "cannot say");
  const [first] = said;
  if (first === undefined) return "cannot say";
  if (said.length < verdicts.length)
    return first === "disagrees" && said.every((each) => each === first) ? first : "partly";
  return said.every((verdict) => verdict === first) ? first : "partly";
}

function findStudy(studies: readonly ChartedStudy[], name: string): ChartedStudy {
  const wanted = name.trim().toLowerCase();
  const found =
    studies.find(({ id }) => id === name) ??
    studies.find(({ reports }) => reports.includes(name)) ??
    studies.find(({ doi }) => doi?.toLowerCase() === wanted) ??
    studies.find(({ label, title }) => label.toLowerCase() === wanted || title.toLowerCase() === wanted);
  if (found !== undefined) return found;
  throw new UserError("findings.study", `No charted study is called "${name}"`, {
    hint: "Name it by id, DOI, label or title, as the list of charted studies shows them.",
  });
}

function nameStudy(
  form: Form,
  study: ChartedStudy,
  show: readonly string[],
  tallies: readonly CountedTally[],
): NamedStudy {
  const words = show.map((path) => {
    const at = fieldAt(form, path);
    if (at === undefined || at.group !== undefined)
      throw new UserError("synthesis.field", `The charting form has no field "${path}" outside groups`);
    return { label: at.field.label, text: valueText(at.field, study.values[at.field.id]) };
  });
  const meets = tallies.map(({ met, of }) => (of.includes(study.id) ? met.includes(study.id) : undefined));
  const out = study.leftOut === undefined ? {} : { leftOut: study.leftOut };
  return { study: study.id, label: study.label, ...out, words, meets };
}

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  agrees: "These studies agree",
  partly: "These studies agree in part",
  disagrees: "These studies disagree",
  "cannot say": "These studies cannot say",
};

/** Tests one statement; studies left out of the synthesis are not counted. */
export function evaluateFinding(
  form: Form,
  all: readonly ChartedStudy[],
  finding: Finding,
): EvaluatedFinding {
  const studies = all.filter((study) => study.leftOut === undefined);
  const tallies = finding.tallies.map((tally) => countTally(form, studies, tally));
  const verdict = together(tallies.map((tally) => tally.verdict));
  const exceptions = finding.exceptions.map((name) =>
    nameStudy(form, findStudy(all, name), finding.show, tallies),
  );
  const label = new Map(studies.map((study) => [study.id, study.label]));
  const against = tallies.flatMap((tally, at) =>
    ["none", "all"].includes(finding.tallies[at]?.quantifier ?? "") ? tally.contrary : [],
  );
  const names = [...new Set(against)].map((id) => label.get(id) ?? id);
  const few = names.length > 0 && names.length <= MOST_NAMED;
  const contrary = few
    ? [`${names.length === 1 ? "the exception is" : "the exceptions are"} ${joinWords(names)}`]
    : [];
  const shaky = tallies.some((tally) => !tally.firm) ? ["what is not reported could change this"] : [];
  const parts = [...tallies.map((tally) => tally.sentence), ...contrary, ...shaky];
  const sentence = `${VERDICT_WORDS[verdict]}: ${parts.join("; ")}.`;
  const { id, statement, caution } = finding;
  return { id, statement, verdict, tallies, exceptions, sentence, caution };
}

/** Sets the statements of a published review beside what one's own charted studies show, one by one. */
export function evaluateFindings(
  form: Form,
  studies: readonly ChartedStudy[],
  findings: Findings,
): EvaluatedFinding[] {
  return findings.findings.map((finding) => evaluateFinding(form, studies, finding));
}
