import { UserError } from "../base/error.ts";
import { type ChartedStudy, fieldAt, type Form, type Value, valueText } from "../charting/index.ts";
import { type ChartedInterval, intervalsIn } from "./interval.ts";

/** How a study's result stands to its comparator, in the order in which results are told. */
export const DIRECTIONS = [
  "better",
  "equal",
  "mixed",
  "worse",
  "not_tested",
  "not_reported",
  "not_charted",
] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** A sign and a word for each direction, so that none is told by colour alone. */
export const DIRECTION_WORDS: Readonly<Record<Direction, { icon: string; word: string }>> = {
  better: { icon: "\u25b2", word: "better" },
  equal: { icon: "=", word: "equal" },
  mixed: { icon: "\u25c6", word: "mixed" },
  worse: { icon: "\u25bc", word: "worse" },
  not_tested: { icon: "\u2013", word: "not tested" },
  not_reported: { icon: "?", word: "not reported" },
  not_charted: { icon: "\u00b7", word: "not charted" },
};

/** Which fields hold the parts of a comparison. */
export interface ComparisonChoice {
  /** Choice field of the result. */
  result: string;
  /** Fields whose words are shown beside it, such as the metrics; intervals are looked for in them. */
  words: readonly string[];
  comparator?: string;
  /** What the form's options mean, where they are not called by the directions' own names. */
  directions?: Readonly<Record<string, Direction>>;
}

export interface ComparisonRow {
  study: string;
  label: string;
  direction: Direction;
  icon: string;
  word: string;
  comparator?: string;
  /** The charted words, one entry for each field chosen. */
  words: readonly { field: string; label: string; text: string }[];
  intervals: readonly ChartedInterval[];
}

export interface Comparison {
  label: string;
  rows: readonly ComparisonRow[];
  /** Ids of studies by direction. */
  studies: Readonly<Record<Direction, readonly string[]>>;
  leftOut: readonly string[];
}

const isDirection = (text: string): text is Direction => (DIRECTIONS as readonly string[]).includes(text);

function directionOf(value: Value | undefined, choice: ComparisonChoice): Direction {
  if (value === undefined) return "not_charted";
  if (value.kind === "not_reported") return "not_reported";
  if (value.kind !== "choice") return "not_charted";
  const given = choice.directions?.[value.choice];
  if (given !== undefined) return given;
  const name = value.choice.toLowerCase().replace(/[\s-]+/g, "_");
  if (isDirection(name)) return name;
  throw new UserError("synthesis.direction", `"${value.choice}" is no direction of a comparison`, {
    hint: `Say in "directions" which of ${DIRECTIONS.join(", ")} it means.`,
  });
}

/**
 * One row a study: its result against a comparator (for instance the radiologist) as sign and word, beside the
 * words that were charted and the intervals in them. Rows follow the order of `DIRECTIONS`, then the labels.
 */
export function comparison(form: Form, all: readonly ChartedStudy[], choice: ComparisonChoice): Comparison {
  const field = (path: string) => {
    const at = fieldAt(form, path);
    if (at === undefined || at.group !== undefined)
      throw new UserError("synthesis.field", `The charting form has no field "${path}" outside groups`);
    return at.field;
  };
  const result = field(choice.result);
  const shown = choice.words.map(field);
  const against = choice.comparator === undefined ? undefined : field(choice.comparator);
  const rows = all
    .filter((study) => study.leftOut === undefined)
    .map((study): ComparisonRow => {
      const direction = directionOf(study.values[result.id], choice);
      const words = shown.map(({ id, label }, at) => {
        const own = shown[at];
        return { field: id, label, text: own === undefined ? "" : valueText(own, study.values[id]) };
      });
      return {
        study: study.id,
        label: study.label,
        direction,
        ...DIRECTION_WORDS[direction],
        ...(against === undefined ? {} : { comparator: valueText(against, study.values[against.id]) }),
        words,
        intervals: words.flatMap(({ text }) => intervalsIn(text)),
      };
    })
    .toSorted((a, b) => {
      const order = DIRECTIONS.indexOf(a.direction) - DIRECTIONS.indexOf(b.direction);
      return order !== 0 ? order : a.label < b.label ? -1 : a.label > b.label ? 1 : 0;
    });
  const of = (direction: Direction): string[] =>
    rows.filter((row) => row.direction === direction).map((row) => row.study);
  return {
    label: result.label,
    rows,
    studies: {
      better: of("better"),
      equal: of("equal"),
      mixed: of("mixed"),
      worse: of("worse"),
      not_tested: of("not_tested"),
      not_reported: of("not_reported"),
      not_charted: of("not_charted"),
    },
    leftOut: all.filter((study) => study.leftOut !== undefined).map(({ id }) => id),
  };
}
