import type { ReadOptions, Sink } from "./format.ts";
import { planTable, rowReference, type TablePlan } from "./csv-reference.ts";

/** Takes the rows of one table, from the header on, and gives their References to a sink. */
export class TableReader {
  private readonly sink: Sink;
  private readonly options: ReadOptions;
  private plan: TablePlan | undefined;
  private record = 0;

  constructor(sink: Sink, options: ReadOptions = {}) {
    this.sink = sink;
    this.options = options;
  }

  header(cells: readonly string[], line: number, preamble: readonly (readonly string[])[] = []): void {
    // a delimiter at the end of each line makes a last column that is none
    const last = cells.findLastIndex((cell) => cell.trim() !== "");
    this.plan = planTable(cells.slice(0, last + 1), this.options.mapping);
    this.sink.table?.({
      columns: this.plan.columns.map(({ name, field }) => ({ column: name, field })),
      line,
      preamble,
    });
    for (const column of this.plan.missing) {
      this.warn(
        "csv.mapping-column",
        `The mapping names a column that the table does not have: "${column}".`,
        line,
      );
    }
    if (!this.plan.columns.some((column) => column.field === "title")) {
      const columns = this.plan.columns.map((column) => column.name).join(", ");
      this.warn(
        "csv.no-title",
        `No column is known to hold the title; map one of: ${columns.slice(0, 500)}.`,
        line,
      );
    }
  }

  row(cells: readonly string[], line: number): void {
    const plan = this.plan;
    if (!plan || cells.every((cell) => cell.trim() === "")) return;
    if (cells.length === 1 && plan.columns.length >= 4) {
      const text = (cells[0] ?? "").slice(0, 200);
      this.warn("csv.stray-line", `A line that is no row of the table was left out: "${text}".`, line);
      return;
    }
    this.record++;
    const extra = cells.slice(plan.columns.length).some((cell) => cell.trim() !== "");
    if (extra) {
      this.warn(
        "csv.extra-cells",
        `The row has ${cells.length} cells under ${plan.columns.length} headers; check its quotes.`,
        line,
        this.record,
      );
    }
    this.sink.reference(rowReference(plan, cells, this.record), { record: this.record, line });
  }

  warn(code: string, message: string, line: number, record?: number): void {
    this.sink.diagnostic({
      code,
      severity: "warning",
      message,
      line,
      ...(record !== undefined && { record }),
    });
  }
}
