import { type Comparison, comparisonChart } from "../synthesis/index.ts";
import type { ReportFigure } from "./input.ts";

/** Rows on one drawing, so that it can be read on a sheet of paper. */
const ROWS = 8;
const COMPARED: readonly string[] = ["better", "equal", "mixed", "worse"];

/**
 * The studies in which something was compared, on as many drawings as it takes to read them on paper. The others
 * are counted in the sentence and stand in the table of characteristics.
 */
export function comparisonFigures(view: { data: Comparison; sentence: { text: string } }): ReportFigure[] {
  const compared = view.data.rows.filter(({ direction }) => COMPARED.includes(direction));
  const parts = Math.max(1, Math.ceil(compared.length / ROWS));
  const each = Math.ceil(compared.length / parts);
  return Array.from({ length: parts }, (_, at): ReportFigure => {
    const rows = compared.slice(at * each, (at + 1) * each);
    const title = `Results beside the comparator${parts === 1 ? "" : ` (${at + 1} of ${parts})`}`;
    return {
      id: at === 0 ? "figure-comparison" : `figure-comparison-${at + 1}`,
      title,
      alt: at === 0 ? view.sentence.text : title,
      svg: comparisonChart({ ...view.data, rows }, { title, colours: "fixed", bare: true, width: 760 }),
    };
  });
}
