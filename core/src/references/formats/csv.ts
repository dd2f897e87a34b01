import { layoutOf } from "./csv-dialect.ts";
import { RowSplitter } from "./csv-rows.ts";
import { TableReader } from "./csv-table.ts";
import { rowWriter } from "./csv-write.ts";
import type { Format, ReadOptions, Sample, Sink, TextReader } from "./format.ts";

/** How much of a file is looked at before delimiter and header are decided. */
const LAYOUT_SAMPLE = 1 << 16;

class DelimitedReader implements TextReader {
  private readonly table: TableReader;
  private begun = "";
  private rows: RowSplitter | undefined;

  constructor(sink: Sink, options: ReadOptions | undefined) {
    this.table = new TableReader(sink, options);
  }

  push(text: string): void {
    if (this.rows) {
      this.rows.push(text);
      return;
    }
    this.begun += text;
    if (this.begun.length >= LAYOUT_SAMPLE) this.begin();
  }

  end(): void {
    this.begin();
    this.rows?.end();
  }

  private begin(): void {
    if (this.rows) return;
    const text = this.begun.startsWith("\ufeff") ? this.begun.slice(1) : this.begun;
    this.begun = "";
    const layout = layoutOf(text);
    let at = 0;
    const preamble: string[][] = [];
    this.rows = new RowSplitter(layout.delimiter, layout.quotes, {
      row: (cells, line) => {
        if (at < layout.preamble) preamble.push(cells);
        else if (at === layout.preamble) this.table.header(cells, line, preamble);
        else if (at > layout.preamble) this.table.row(cells, line);
        at++;
      },
      fault: (code, message, line) => this.table.warn(code, message, line),
    });
    this.rows.push(text);
  }
}

function isTable(sample: Sample, tabs: boolean): number {
  const start = sample.text.replace(/^[\ufeff\s]+/, "");
  if (/^[<{@]/.test(start)) return 0;
  const layout = layoutOf(sample.text.slice(0, LAYOUT_SAMPLE));
  if ((layout.delimiter === "\t") !== tabs || layout.header.length < 2) return 0;
  if (layout.known >= 4) return 0.9;
  if (layout.known >= 2) return 0.6;
  const named = (tabs ? /\.(tsv|tab)$/i : /\.csv$/i).test(sample.name);
  return named ? 0.3 : layout.known === 1 ? 0.2 : 0.05;
}

/** Comma-, semicolon- or bar-separated tables of any database or tool, or with a mapping of their columns. */
export const csv: Format = {
  id: "csv",
  name: "CSV",
  extensions: ["csv"],
  detect: (sample) => isTable(sample, false),
  read: (sink, options) => new DelimitedReader(sink, options),
  write: rowWriter(","),
};

/** Tab-delimited tables, Web of Science's among them. */
export const tsv: Format = {
  id: "tsv",
  name: "Tab-delimited text",
  extensions: ["tsv", "tab", "txt"],
  detect: (sample) => isTable(sample, true),
  read: (sink, options) => new DelimitedReader(sink, options),
  write: rowWriter("\t"),
};
