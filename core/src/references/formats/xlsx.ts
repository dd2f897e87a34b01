import { layoutOfRows } from "./csv-dialect.ts";
import { TableReader } from "./csv-table.ts";
import type { Format, ReadOptions, Sink } from "./format.ts";
import { Allowance, dateFormats, readSheet, sharedStrings, worksheets } from "./xlsx-sheet.ts";
import { writeWorkbook } from "./xlsx-write.ts";
import { ZipParts } from "./xlsx-zip.ts";

/** The header is looked for in so many first rows. */
const HEADER_WITHIN = 30;

function readWorkbook(bytes: Uint8Array, sink: Sink, options: ReadOptions | undefined): void {
  const parts = new ZipParts(bytes);
  const strings = sharedStrings(parts);
  const dates = dateFormats(parts);
  const allowance = new Allowance();
  let records = 0;
  for (const sheet of worksheets(parts)) {
    const table = new TableReader(
      {
        // records are numbered through all sheets
        reference: (reference, place) => sink.reference(reference, { ...place, record: ++records }),
        diagnostic: (diagnostic) => sink.diagnostic(diagnostic),
        table: (header) => sink.table?.(header),
      },
      options,
    );
    const first: { cells: string[]; line: number }[] = [];
    let begun = false;
    const begin = () => {
      begun = true;
      const layout = layoutOfRows(first.map(({ cells }) => cells));
      const header = first[layout.preamble];
      if (!header || (records > 0 && layout.known < 2)) return false;
      const before = first.slice(0, layout.preamble).map(({ cells }) => cells);
      table.header(header.cells, header.line, before);
      for (const { cells, line } of first.slice(layout.preamble + 1)) table.row(cells, line);
      return true;
    };
    let reading = true;
    readSheet(parts, sheet, strings, dates, allowance, (cells, line) => {
      if (begun) {
        if (reading) table.row(cells, line);
        return;
      }
      first.push({ cells, line });
      if (first.length >= HEADER_WITHIN) reading = begin();
    });
    if (!begun) begin();
  }
}

/** Excel workbooks (ECMA-376): every sheet that holds a table of references, with known columns or a mapping. */
export const xlsx: Format = {
  id: "xlsx",
  name: "Excel workbook",
  extensions: ["xlsx"],
  // the sample of a container is no text: its first bytes are told by "PK" and the parts that Excel puts first
  detect: ({ text, name }) =>
    !text.startsWith("PK")
      ? 0
      : /\[Content_Types\]\.xml|xl\//.test(text)
        ? 1
        : /\.xlsx$/i.test(name)
          ? 0.8
          : 0.3,
  readBytes: (bytes, sink, options) => readWorkbook(bytes, sink, options),
  writeBytes: async (references) => writeWorkbook(references),
};
