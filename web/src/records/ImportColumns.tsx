import { Button, Select } from "@mantine/core";
import type { PreviewColumn } from "@chartroom/core/records";
import { Icon } from "../ui/Icon.tsx";
import { Scrolls } from "../ui/Scrolls.tsx";
import type { Mapping } from "./importDesk.ts";

/** What a column can be read as; what is read as nothing is kept as delivered. */
const FIELD_WORDS: readonly (readonly [field: string, words: string])[] = [
  ["title", "Title"],
  ["authors", "Authors"],
  ["year", "Year"],
  ["date", "Date of publication"],
  ["abstract", "Abstract"],
  ["journal", "Journal or book"],
  ["volume", "Volume"],
  ["issue", "Issue"],
  ["pages", "Pages"],
  ["startPage", "First page"],
  ["endPage", "Last page"],
  ["articleNumber", "Article number"],
  ["doi", "DOI"],
  ["pmid", "PMID"],
  ["pmcid", "PMCID"],
  ["arxiv", "arXiv number"],
  ["issn", "ISSN"],
  ["isbn", "ISBN"],
  ["keywords", "Keywords"],
  ["type", "Type of publication"],
  ["language", "Language"],
  ["publisher", "Publisher"],
  ["url", "Address (URL)"],
  ["database", "Database"],
  ["accession", "Accession number"],
  ["id", "Key of the record"],
  ["month", "Month"],
  ["citation", "Citation in one line"],
  ["notes", "Notes"],
  ["labels", "Labels"],
  ["label", "Decision of a screener"],
  ["retracted", "Retracted or not"],
  ["flags", "Flags"],
];

const NOTHING = "-";

export interface ImportColumnsProps {
  /** Columns as they are read now, with what a person said of them. */
  columns: readonly PreviewColumn[];
  mapping: Mapping;
  /** Whether nobody knows where the titles are. */
  unmapped: boolean;
  /** The file whose columns were read so before, and its day; undefined where none was. */
  remembered: { readonly fileName: string; readonly day: string; readonly mapping: Mapping } | undefined;
  busy: boolean;
  onMap: (mapping: Mapping) => void;
}

const same = (a: Mapping, b: Mapping) =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([column, field]) => b[column] === field);

/** Says of each column of a table what it is read as, with values to see by; a person may say otherwise. */
export function ImportColumns(props: ImportColumnsProps) {
  const { columns, mapping, unmapped, remembered, busy, onMap } = props;
  const follows = remembered !== undefined && same(mapping, remembered.mapping);
  return (
    <div className="stack">
      {unmapped ? (
        <p className="notice">
          <Icon name="attention" />
          No column is known to hold the titles. Say which one does; the preview follows.
        </p>
      ) : null}
      {remembered === undefined ? null : (
        <p className="notice tone-soft">
          <Icon name="history" />
          <span>
            {follows
              ? `Read as ${remembered.fileName} was on ${remembered.day}, which had these columns.`
              : `${remembered.fileName}, imported on ${remembered.day}, had these columns.`}
          </span>
          <button
            type="button"
            className="quiet"
            onClick={() => {
              onMap(follows ? {} : remembered.mapping);
            }}
          >
            {follows ? "Use the names of the columns alone" : "Read it in the same way"}
          </button>
        </p>
      )}
      <Scrolls label="Columns of the table">
        <table className="table import-columns" aria-busy={busy}>
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">What stands in it</th>
              <th scope="col">Read as</th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ column, field, samples }) => (
              <tr key={column}>
                <th scope="row">{column}</th>
                <td className="small">
                  {samples.length === 0 ? (
                    <span className="soft">nothing in the first rows</span>
                  ) : (
                    samples.map((sample) => <span key={sample}>{sample}</span>)
                  )}
                </td>
                <td>
                  <Select
                    aria-label={`${column} is read as`}
                    data={[
                      { value: NOTHING, label: "Kept as delivered" },
                      ...FIELD_WORDS.map(([value, label]) => ({ value, label })),
                    ]}
                    searchable
                    allowDeselect={false}
                    comboboxProps={{ withinPortal: true }}
                    value={field ?? NOTHING}
                    onChange={(chosen) => {
                      if (chosen === null || chosen === (field ?? NOTHING)) return;
                      onMap({ ...mapping, [column]: chosen === NOTHING ? "" : chosen });
                    }}
                  />
                  {mapping[column] === undefined ? (
                    field === undefined ? null : (
                      <span className="soft small">by its name</span>
                    )
                  ) : (
                    <span className="soft small">{follows ? "as before" : "as you said"}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
      {Object.keys(mapping).length === 0 || follows ? null : (
        <div>
          <Button
            variant="default"
            onClick={() => {
              onMap({});
            }}
          >
            Go back to the names of the columns
          </Button>
        </div>
      )}
    </div>
  );
}
