import type { ChartedStudy, Form } from "../charting/index.ts";
import { tally } from "./bar-chart.ts";
import { type Comparison, type Direction, DIRECTION_WORDS, DIRECTIONS } from "./comparison.ts";
import type { Crosstab } from "./crosstab.ts";
import { countAndShare } from "./percent.ts";

/** A sentence and the studies behind each of its numbers, so that a page can link them. */
export interface Sentence {
  text: string;
  numbers: readonly { text: string; studies: readonly string[] }[];
}

/** `1 study`, `21 studies`; `included` goes before the noun. */
export function studyCount(n: number, adjective = ""): string {
  const before = adjective === "" ? "" : `${adjective} `;
  return `${n} ${before}${n === 1 ? "study" : "studies"}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

/** How many studies there are, from which years, and how many are left out and why. */
export function describeCorpus(all: readonly ChartedStudy[]): Sentence {
  const counted = all.filter((study) => study.leftOut === undefined);
  const years = counted.flatMap(({ year }) => (year === undefined ? [] : [year]));
  const ids = counted.map(({ id }) => id);
  const parts = [`${studyCount(counted.length)} ${counted.length === 1 ? "was" : "were"} synthesised`];
  const [first, last] = [Math.min(...years), Math.max(...years)];
  if (years.length > 0)
    parts.push(first === last ? `published in ${first}` : `published from ${first} to ${last}`);
  const numbers = [{ text: String(counted.length), studies: ids }];
  const sentences = [`${parts.join(", ")}.`];
  const undated = counted.filter(({ year }) => year === undefined);
  if (undated.length > 0) {
    sentences.push(`The year of ${undated.length} is not known.`);
    numbers.push({ text: String(undated.length), studies: undated.map(({ id }) => id) });
  }
  const out = all.filter((study) => study.leftOut !== undefined);
  if (out.length > 0) {
    const reasons = [...new Set(out.map(({ leftOut }) => leftOut ?? ""))].map((reason) => {
      const words = reason.trim().replace(/\.$/, "");
      const many = out.filter(({ leftOut }) => leftOut === reason).length;
      return many === out.length ? words : `${words} (${many})`;
    });
    const was = out.length === 1 ? "was" : "were";
    sentences.push(
      `${studyCount(out.length)} ${was} included but left out of the synthesis: ${reasons.join("; ")}.`,
    );
    numbers.push({ text: String(out.length), studies: out.map(({ id }) => id) });
  }
  return { text: sentences.join(" "), numbers };
}

/**
 * One field in a sentence: each category that occurs, the largest first, with number and share of all studies;
 * what is not reported or not charted is said with the rest. `most` categories are named, the others counted.
 */
export function describeField(form: Form, all: readonly ChartedStudy[], path: string, most = 6): Sentence {
  const data = tally(form, all, path);
  const n = data.studies.length;
  if (n === 0) return { text: `${data.label}: no study to describe.`, numbers: [] };
  const used = data.categories.filter(({ studies }) => studies.length > 0);
  const values = used
    .filter(({ category }) => category.kind === "value")
    .toSorted((a, b) => b.studies.length - a.studies.length);
  const named = values.slice(0, most);
  const rest = values.slice(most);
  const numbers = named.map(({ studies }) => ({ text: countAndShare(studies.length, n), studies }));
  const words = named.map(
    ({ category, studies }) => `${category.label} in ${countAndShare(studies.length, n)}`,
  );
  if (rest.length > 0) {
    const studies = [...new Set(rest.flatMap((each) => each.studies))];
    words.push(
      `${rest.length === 1 ? "one other" : `${rest.length} others`} in ${countAndShare(studies.length, n)}`,
    );
    numbers.push({ text: countAndShare(studies.length, n), studies });
  }
  const missing = used.filter(({ category }) => category.kind !== "value");
  const gaps = missing.map(({ category, studies }) => {
    numbers.push({ text: countAndShare(studies.length, n), studies });
    return `${category.label} in ${countAndShare(studies.length, n)}`;
  });
  const head = `${data.label}, of ${studyCount(n, "included")}: `;
  const body = words.length === 0 ? gaps.join("; ") : [joinWords(words), ...gaps].join("; ");
  const sum = used.reduce((total, { studies }) => total + studies.length, 0);
  const several = sum > n ? " A study may count in more than one." : "";
  return { text: `${head}${body}.${several}`, numbers };
}

/** A share in words: "Of 38 included studies, 21 (55 %) …", singular where one. */
export function shareSentence(
  of: readonly string[],
  held: readonly string[],
  predicate: [one: string, many: string],
): Sentence {
  const share = countAndShare(held.length, of.length);
  const verb = held.length === 1 ? predicate[0] : predicate[1];
  const text = `Of ${studyCount(of.length, "included")}, ${share} ${verb}.`;
  return { text, numbers: [{ text: share, studies: held }] };
}

/** Where most studies of an evidence map stand, and which cells between used rows and columns are gaps. */
export function describeMap(table: Crosstab, most = 3): Sentence {
  const n = table.studies.length;
  const cells = table.cells.flatMap((row, r) =>
    row.map((cell, c) => ({
      studies: cell.studies,
      row: table.row.categories[r],
      column: table.column.categories[c],
      used: (table.rowStudies[r]?.length ?? 0) > 0 && (table.columnStudies[c]?.length ?? 0) > 0,
    })),
  );
  const real = cells.filter(({ row, column }) => row?.kind === "value" && column?.kind === "value");
  const place = ({ row, column }: (typeof cells)[number]): string =>
    `${row?.label ?? ""} with ${column?.label ?? ""}`;
  const largest = real
    .filter(({ studies }) => studies.length > 0)
    .toSorted((a, b) => b.studies.length - a.studies.length)
    .slice(0, most);
  const gaps = real.filter(({ studies }) => studies.length === 0);
  const numbers = largest.map(({ studies }) => ({ text: countAndShare(studies.length, n), studies }));
  const told = largest.map((cell) => `${place(cell)} (${studyCount(cell.studies.length)})`);
  const head = `${table.row.label} by ${table.column.label}, of ${studyCount(n, "included")}`;
  const first =
    told.length === 0 ? `${head}: no cell holds a study.` : `${head}: most stand at ${joinWords(told)}.`;
  const inUse = gaps.filter(({ used }) => used);
  const between =
    inUse.length === 0
      ? ""
      : `, ${inUse.length === gaps.length ? "all" : inUse.length} of them between a row and a column that are studied otherwise`;
  const second = gaps.length === 0 ? "" : ` ${gaps.length} of ${real.length} cells hold no study${between}.`;
  return { text: first + second, numbers };
}

/** The directions of a comparison, over the studies that tested one; how many did not is said. */
export function describeComparison(data: Comparison): Sentence {
  const tested = (["better", "equal", "mixed", "worse"] as const).filter(
    (each) => data.studies[each].length > 0,
  );
  const n = tested.reduce((sum, each) => sum + data.studies[each].length, 0);
  const numbers: { text: string; studies: readonly string[] }[] = [];
  const tell = (direction: Direction): string => {
    const studies = data.studies[direction];
    const share = countAndShare(studies.length, n);
    numbers.push({ text: share, studies });
    return `${DIRECTION_WORDS[direction].word} in ${share}`;
  };
  const total = data.rows.length;
  const first =
    n === 0
      ? `${data.label}: none of ${studyCount(total, "included")} tested it.`
      : `${data.label}: ${studyCount(n)} of ${total} tested it; ${joinWords(tested.map(tell))}.`;
  const rest = DIRECTIONS.slice(4).filter((each) => data.studies[each].length > 0);
  const gaps = rest.map((each) => {
    const studies = data.studies[each];
    numbers.push({ text: String(studies.length), studies });
    return `${DIRECTION_WORDS[each].word} in ${studies.length}`;
  });
  const second = gaps.length === 0 ? "" : ` Of all ${total}, it is ${joinWords(gaps)}.`;
  return { text: first + second, numbers };
}
