import type { ChartedStudy, Form } from "../charting/index.ts";
import { binned } from "./bins.ts";
import { type Category, type Dimension, dimension, partition } from "./dimension.ts";

/** One cell: the studies that fall into its row and its column, and the same studies by segment. */
export interface CrosstabCell {
  studies: readonly string[];
  /** One list for each category of the segment, together exactly `studies`; empty without a segment. */
  segments: readonly (readonly string[])[];
}

export interface Axis {
  path: string;
  label: string;
  categories: readonly Category[];
}

/**
 * Studies counted by two dimensions. A study stands once in every cell that its values name, so cells may add up
 * to more than the studies; totals count each study once.
 */
export interface Crosstab {
  row: Axis;
  column: Axis;
  segment?: Axis;
  /** `cells[r][c]` for row category r and column category c. */
  cells: readonly (readonly CrosstabCell[])[];
  /** Ids of the studies in each row, in each column, in the table. */
  rowStudies: readonly (readonly string[])[];
  columnStudies: readonly (readonly string[])[];
  studies: readonly string[];
  /** Ids of studies left out of the synthesis; they stand in no cell. */
  leftOut: readonly string[];
}

export interface CrosstabChoice {
  row: string;
  column: string;
  segment?: string;
  /** Leave out categories that no study has; without it they stay, as gaps. */
  onlyUsed?: boolean;
}

const axisOf = ({ path, label, categories }: Dimension): Axis => ({ path, label, categories });

function used(whole: Dimension, only: boolean): Dimension {
  if (!only) return whole;
  const held = new Set([...whole.keys.values()].flat());
  return { ...whole, categories: whole.categories.filter(({ key }) => held.has(key)) };
}

/** Ids of the studies that stand in a category. */
export function studiesIn(whole: Dimension, key: string, ids: readonly string[]): string[] {
  return ids.filter((id) => whole.keys.get(id)?.includes(key) === true);
}

/** Counts charted studies by two dimensions and an optional segment; see `Crosstab` for what counts how. */
export function crosstab(form: Form, all: readonly ChartedStudy[], choice: CrosstabChoice): Crosstab {
  const counted = all.filter((study) => study.leftOut === undefined);
  const ids = counted.map((study) => study.id);
  const only = choice.onlyUsed ?? false;
  const row = used(binned(dimension(form, counted, choice.row)), only);
  const column = used(binned(dimension(form, counted, choice.column)), only);
  const segment =
    choice.segment === undefined
      ? undefined
      : used(partition(binned(dimension(form, counted, choice.segment))), true);
  const rowStudies = row.categories.map(({ key }) => studiesIn(row, key, ids));
  const cells = rowStudies.map((inRow) =>
    column.categories.map(({ key }): CrosstabCell => {
      const studies = studiesIn(column, key, inRow);
      const segments = segment?.categories.map((each) => studiesIn(segment, each.key, studies)) ?? [];
      return { studies, segments };
    }),
  );
  return {
    row: axisOf(row),
    column: axisOf(column),
    ...(segment === undefined ? {} : { segment: axisOf(segment) }),
    cells,
    rowStudies,
    columnStudies: column.categories.map(({ key }) => studiesIn(column, key, ids)),
    studies: ids,
    leftOut: all.filter((study) => study.leftOut !== undefined).map((study) => study.id),
  };
}
