import { Button, Drawer, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { Go } from "../ui/Go.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Await, Empty, type Loadable } from "../ui/Loadable.tsx";
import { count, counted } from "../ui/number.ts";
import { type Chosen, type Facet, Facets } from "./Facets.tsx";
import { type RecordRow, RecordTable } from "./RecordTable.tsx";
import "./records.css";

/** The citations that fit, with what narrows them. */
export interface RecordsFound {
  /** How many fit the search and the facets, and how many there are in all. */
  total: number;
  all: number;
  facets: readonly Facet[];
  /** The row at this place of the order, or undefined while it has not come. */
  rowAt: (index: number) => RecordRow | undefined;
}

export interface RecordsViewProps {
  table: Loadable<RecordsFound>;
  words: string;
  chosen: Chosen;
  importHref: string;
  /** Where what is shown goes out. */
  exportHref: string;
  onWords: (words: string) => void;
  onChoose: (chosen: Chosen) => void;
  /** Told which rows are about to be seen, so that they can be fetched. */
  onSee: (from: number, to: number) => void;
  /** What can be done with all that the narrowed table shows. */
  deeds?: ReactNode;
}

/** All citations in one table that scrolls at any size, narrowed by words and facets. */
export function RecordsView(props: RecordsViewProps) {
  const [narrowing, setNarrowing] = useState(false);
  return (
    <Await data={props.table}>
      {(table) =>
        table.all === 0 ? (
          <Empty whole title="No records yet">
            <p>
              Drop the files that your databases exported anywhere on this page; RIS, NBIB, BibTeX, EndNote,
              CSV and more are recognised by their content.
            </p>
            <Go href={props.importHref} className="quiet">
              <Icon name="upload" />
              Import files
            </Go>
          </Empty>
        ) : (
          <div className="records">
            <aside className="records-side" tabIndex={0} aria-label="Narrow the table">
              <Facets facets={table.facets} chosen={props.chosen} onChoose={props.onChoose} />
            </aside>
            <div className="records-main">
              <div className="records-top">
                <h1 className="heard">Records</h1>
                <TextInput
                  aria-label="Search in titles, abstracts and authors"
                  placeholder="Search in titles, abstracts, authors"
                  leftSection={<Icon name="search" />}
                  value={props.words}
                  onChange={(event) => {
                    props.onWords(event.currentTarget.value);
                  }}
                />
                <span role="status">
                  <b>{count(table.total)}</b>
                  {table.total === table.all ? " records" : ` of ${counted(table.all, "record")}`}
                </span>
                <Button
                  className="records-narrow"
                  variant="default"
                  onClick={() => {
                    setNarrowing(true);
                  }}
                >
                  Narrow
                </Button>
                <span className="records-ways">
                  <Go href={props.importHref} className="quiet">
                    <Icon name="upload" />
                    Import
                  </Go>
                  <Go href={props.exportHref} className="quiet">
                    <Icon name="download" />
                    Export
                  </Go>
                </span>
              </div>
              {props.deeds === undefined ? null : <div className="records-deeds no-print">{props.deeds}</div>}
              {table.total === 0 ? (
                <Empty title="No record fits">
                  <p>Use fewer words, or take back a facet.</p>
                  <Button
                    variant="default"
                    onClick={() => {
                      props.onWords("");
                      props.onChoose({});
                    }}
                  >
                    Show all records
                  </Button>
                </Empty>
              ) : (
                <RecordTable
                  // another search begins at its top
                  key={`${props.words} ${JSON.stringify(props.chosen)}`}
                  total={table.total}
                  rowAt={table.rowAt}
                  words={props.words}
                  onSee={props.onSee}
                />
              )}
            </div>
            <Drawer
              opened={narrowing}
              position="bottom"
              size="80%"
              title={<b>Narrow the table</b>}
              closeButtonProps={{ "aria-label": "Close" }}
              onClose={() => {
                setNarrowing(false);
              }}
            >
              <Facets facets={table.facets} chosen={props.chosen} onChoose={props.onChoose} />
            </Drawer>
          </div>
        )
      }
    </Await>
  );
}
