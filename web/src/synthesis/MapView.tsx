import { Button, Select, Switch } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { Go } from "../ui/Go.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Await, Empty, type Loadable } from "../ui/Loadable.tsx";
import { counted } from "../ui/number.ts";
import { Picture } from "../ui/Picture.tsx";
import { Room } from "../ui/Room.tsx";
import { Scrolls } from "../ui/Scrolls.tsx";
import "./map.css";

/** A charted field that can span the map. */
export interface Dimension {
  id: string;
  label: string;
}

/** What the map shows: two dimensions, and one that divides each bubble. Ids of dimensions. */
export interface MapChoice {
  rows: string;
  columns: string;
  segment: string | null;
}

export interface MapStudy {
  id: string;
  href: string;
  label: string;
  title: string;
}

export interface MapState {
  dimensions: readonly Dimension[];
  studies: number;
  /** The evidence map as core draws it; groups that hold studies carry `data-cell`. */
  svg: string;
  /** The same as numbers: counts by row and column. */
  table: {
    readonly columns: readonly string[];
    readonly rows: readonly { readonly label: string; readonly counts: readonly number[] }[];
  };
  /** The cell that was opened: its words and its studies. */
  opened?: { readonly words: string; readonly studies: readonly MapStudy[] } | undefined;
  /** What must be said beside the map: "a study can stand in more than one cell". */
  remarks: readonly string[];
  /** Included studies that are not in the synthesis. */
  leftOut: readonly (MapStudy & { readonly reason: string })[];
  downloads: readonly { readonly words: string; readonly save: () => void }[];
  /** What stands below the map: sentences, timeline, bars, comparison, findings. */
  more?: ReactNode;
  chartingHref: string;
}

export interface MapViewProps {
  state: Loadable<MapState>;
  choice: MapChoice;
  onChoose: (choice: MapChoice) => void;
  /** Told the `data-cell` of a clicked bubble, or undefined to close the list. */
  onOpen: (cell: string | undefined) => void;
}

function Numbers({ table }: Pick<MapState, "table">) {
  return (
    <Scrolls label="The map as numbers">
      <table className="table">
        <thead>
          <tr>
            <td />
            {table.columns.map((column) => (
              <th key={column} scope="col" className="number">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ label, counts }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {counts.map((many, at) => (
                <td key={at} className={many === 0 ? "number soft" : "number"}>
                  {many === 0 ? "0, a gap" : many}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolls>
  );
}

function Drill({ opened, onClose }: { opened: NonNullable<MapState["opened"]>; onClose: () => void }) {
  return (
    <section className="sheet map-drill" aria-label={opened.words}>
      <div className="row apart">
        <h2>{opened.words}</h2>
        <button type="button" className="quiet" onClick={onClose}>
          <Icon name="cross" />
          Close
        </button>
      </div>
      <p className="soft">{counted(opened.studies.length, "study", "studies")}</p>
      <ol className="plain">
        {opened.studies.map(({ id, href, label, title }) => (
          <li key={id}>
            <Go href={href}>{label}</Go>
            <span className="map-study">{title}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The included studies that no figure here counts, each with its reason. */
function LeftOut({ leftOut, chartingHref }: Pick<MapState, "leftOut" | "chartingHref">) {
  if (leftOut.length === 0) return null;
  return (
    <details className="map-left-out">
      <summary>{`${counted(leftOut.length, "included study", "included studies")} left out of the synthesis`}</summary>
      <ul className="plain">
        {leftOut.map(({ id, href, label, title, reason }) => (
          <li key={id}>
            <Go href={href}>{label}</Go>
            <span className="map-study">{title}</span>
            <span className="soft">{reason}</span>
          </li>
        ))}
      </ul>
      <Go href={`${chartingHref}?part=left-out`} className="quiet small">
        <Icon name="next" />
        See them under Charting
      </Go>
    </details>
  );
}

function Chooser({
  dimensions,
  choice,
  onChoose,
}: Pick<MapState, "dimensions"> & Pick<MapViewProps, "choice" | "onChoose">) {
  const data = dimensions.map(({ id, label }) => ({ value: id, label }));
  return (
    <div className="map-choice no-print">
      <Select
        label="Rows"
        data={data}
        value={choice.rows}
        allowDeselect={false}
        onChange={(rows) => {
          if (rows !== null) onChoose({ ...choice, rows });
        }}
      />
      <Button
        variant="default"
        onClick={() => {
          onChoose({ ...choice, rows: choice.columns, columns: choice.rows });
        }}
      >
        Swap
      </Button>
      <Select
        label="Columns"
        data={data}
        value={choice.columns}
        allowDeselect={false}
        onChange={(columns) => {
          if (columns !== null) onChoose({ ...choice, columns });
        }}
      />
      <Select
        label="Divided by"
        placeholder="Not divided"
        clearable
        data={data}
        value={choice.segment}
        onChange={(segment) => {
          onChoose({ ...choice, segment });
        }}
      />
    </div>
  );
}

/** The evidence map: two dimensions and a segment to choose, bubbles that open their studies, gaps in view. */
export function MapView({ state, choice, onChoose, onOpen }: MapViewProps) {
  const [numbers, setNumbers] = useState(false);
  return (
    <Await data={state}>
      {(map) =>
        map.studies === 0 ? (
          <Empty whole title="The map is still blank">
            <p>Every included study whose chart is complete becomes a mark on it.</p>
            <LeftOut leftOut={map.leftOut} chartingHref={map.chartingHref} />
            <Go href={map.chartingHref} className="quiet">
              <Icon name="next" />
              Go to charting
            </Go>
          </Empty>
        ) : (
          <Room
            title="Evidence map"
            lead={`${counted(map.studies, "study", "studies")}${
              map.leftOut.length === 0 ? "" : `; ${map.leftOut.length} more left out of the synthesis`
            }. Empty cells are gaps.`}
            actions={map.downloads.map(({ words, save }) => (
              <button key={words} type="button" className="quiet" onClick={save}>
                <Icon name="download" />
                {words}
              </button>
            ))}
          >
            <div className="stack">
              <Chooser dimensions={map.dimensions} choice={choice} onChoose={onChoose} />
              <Switch
                className="no-print"
                label="Show as numbers"
                checked={numbers}
                onChange={(event) => {
                  setNumbers(event.currentTarget.checked);
                }}
              />
              <div className={map.opened === undefined ? "map-parts" : "map-parts has-drill"}>
                <section className="sheet" aria-label="Map">
                  {numbers ? (
                    <Numbers table={map.table} />
                  ) : (
                    <Picture svg={map.svg} label="Evidence map" pick="data-cell" onPick={onOpen} />
                  )}
                </section>
                {map.opened === undefined ? null : (
                  <Drill
                    opened={map.opened}
                    onClose={() => {
                      onOpen(undefined);
                    }}
                  />
                )}
              </div>
              <LeftOut leftOut={map.leftOut} chartingHref={map.chartingHref} />
              {map.remarks.map((remark) => (
                <p key={remark} className="soft">
                  {remark}
                </p>
              ))}
              {map.more}
            </div>
          </Room>
        )
      }
    </Await>
  );
}
