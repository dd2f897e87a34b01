import {
  type ChartedStudy,
  cellText,
  type Field,
  fieldsOf,
  type Form,
  type SimpleField,
  type Value,
  valueText,
} from "../charting/index.ts";

export interface CsvOptions {
  /** `columns` spreads a group over numbered columns (`models.1.name`); `cell` keeps it in one. */
  groups?: "columns" | "cell";
  /** `codes` as `parseValue` reads them back; `words` for people. Default `codes`. */
  values?: "codes" | "words";
  /** A byte order mark, by which spreadsheets recognise UTF-8. */
  mark?: boolean;
}

/** One row a study, as text cells; the first row holds the names of the columns. */
export type Table = readonly (readonly string[])[];

interface Column {
  name: string;
  text(study: ChartedStudy): string;
}

// A spreadsheet runs a cell that begins so (OWASP, CSV injection); plain negative numbers are let through.
const FORMULA = /^[\s\u00a0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
const PLAIN_NUMBER = /^[-+]?\d+(\.\d+)?(e[-+]?\d+)?$/i;

/** A cell that no spreadsheet takes for a formula: an apostrophe stands before what it would run. */
export function safeCell(text: string): string {
  return FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

/** Rows as CSV (RFC 4180): commas, CRLF, quotes where needed, formulas disarmed. */
export function printCsv(rows: Table, mark = false): string {
  const line = (row: readonly string[]): string =>
    row
      .map(safeCell)
      .map((cell) => (/[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
      .join(",");
  return (mark ? "\ufeff" : "") + rows.map((row) => `${line(row)}\r\n`).join("");
}

function columnsOf(form: Form, studies: readonly ChartedStudy[], options: CsvOptions): Column[] {
  const write = (field: Field, value: Value | undefined): string =>
    options.values === "words" ? valueText(field, value) : cellText(field, value);
  return fieldsOf(form).flatMap((field): Column[] => {
    const whole: Column = { name: field.id, text: (study) => write(field, study.values[field.id]) };
    if (field.type !== "group" || options.groups === "cell") return [whole];
    const rowsOf = (study: ChartedStudy) => {
      const value = study.values[field.id];
      return value?.kind === "group" ? value.rows : [];
    };
    const most = Math.max(1, ...studies.map((study) => rowsOf(study).length));
    return Array.from({ length: most }, (_, at) =>
      field.fields.map((member: SimpleField): Column => {
        const text = (study: ChartedStudy): string => {
          const value = study.values[field.id];
          // "not reported" of the whole group stands in its first row
          if (value?.kind === "not_reported") return at === 0 ? write(member, value) : "";
          const cell = rowsOf(study)[at]?.[member.id];
          return cell === undefined ? "" : write(member, cell);
        };
        return { name: `${field.id}.${at + 1}.${member.id}`, text };
      }),
    ).flat();
  });
}

/** All charted studies as a table, those left out of the synthesis too, with the reason in its own column. */
export function chartedTable(form: Form, studies: readonly ChartedStudy[], options: CsvOptions = {}): Table {
  const about: Column[] = [
    { name: "study", text: ({ id }) => id },
    { name: "label", text: ({ label }) => label },
    { name: "title", text: ({ title }) => title },
    { name: "year", text: ({ year }) => (year === undefined ? "" : String(year)) },
    { name: "journal", text: ({ journal }) => journal ?? "" },
    { name: "doi", text: ({ doi }) => doi ?? "" },
    { name: "left_out", text: ({ leftOut }) => leftOut ?? "" },
  ];
  const columns = [...about, ...columnsOf(form, studies, options)];
  return [
    columns.map(({ name }) => name),
    ...studies.map((study) => columns.map((column) => column.text(study))),
  ];
}

/** The charted data as CSV, safe to open in a spreadsheet. */
export function chartedCsv(form: Form, studies: readonly ChartedStudy[], options: CsvOptions = {}): string {
  return printCsv(chartedTable(form, studies, options), options.mark);
}
