import { Button } from "@mantine/core";
import type { Progress } from "@chartroom/core/base/progress";
import { Go } from "../ui/Go.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Await, Empty, type Loadable } from "../ui/Loadable.tsx";
import { count, counted, percent } from "../ui/number.ts";
import { Room } from "../ui/Room.tsx";
import { SaveBanner, type Saving } from "../ui/SaveState.tsx";
import { Scrolls } from "../ui/Scrolls.tsx";
import { Undoable } from "../ui/Undoable.tsx";
import type { OverlapRow } from "./fromServer.ts";
import "./pair.css";

/** A citation with several records. */
export interface Cluster {
  id: string;
  href: string;
  title: string;
  about: string;
  records: readonly { readonly id: string; readonly source: string }[];
}

export interface ClustersState {
  records: number;
  citations: number;
  duplicates: number;
  /** Pairs that wait for a person. */
  waiting: number;
  unchecked: number;
  pairsHref: string;
  importHref: string;
  overlap: readonly OverlapRow[];
  combinations: readonly { readonly sources: readonly string[]; readonly citations: number }[];
  total: number;
  clusters: readonly Cluster[];
  /** Set where there are more than are shown. */
  onMore?: (() => void) | undefined;
}

export interface ClustersViewProps {
  state: Loadable<ClustersState>;
  saving: Saving;
  done: string | undefined;
  undoKey: string | undefined;
  /** Set while a search for duplicates runs. */
  searching: { readonly progress: Progress | undefined; readonly cancel: () => void } | undefined;
  onSearch: () => void;
  onSplit: (record: string, source: string) => void;
  onUndo: () => void;
}

function Search({
  searching,
  onSearch,
  unchecked,
}: Pick<ClustersViewProps, "searching" | "onSearch"> & { unchecked: number }) {
  if (searching === undefined) {
    return (
      <div className="row">
        <Button variant={unchecked > 0 ? "filled" : "default"} onClick={onSearch}>
          Find duplicates
        </Button>
        {unchecked > 0 ? (
          <span className="mark tone-attention">{counted(unchecked, "record")} not compared yet</span>
        ) : (
          <span className="soft">All records were compared.</span>
        )}
      </div>
    );
  }
  const { progress } = searching;
  const share =
    progress?.total === undefined || progress.total === 0 ? undefined : progress.done / progress.total;
  return (
    <div className="row" role="status">
      <span>
        {progress === undefined
          ? "Beginning…"
          : `${progress.phase}: ${count(progress.done)}${progress.total === undefined ? "" : ` of ${count(progress.total)}`}…`}
      </span>
      {share === undefined ? null : (
        <span className="meter pair-meter">
          <span style={{ width: percent(share).replace(" ", "") }} />
        </span>
      )}
      <Button variant="default" onClick={searching.cancel}>
        Cancel
      </Button>
    </div>
  );
}

function Overlap({ overlap, combinations }: Pick<ClustersState, "overlap" | "combinations">) {
  if (overlap.length === 0) return null;
  return (
    <section className="sheet" aria-label="Overlap of the sources">
      <h2>Overlap of the sources</h2>
      <Scrolls label="Records by source">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Source</th>
              <th scope="col" className="number">
                Records
              </th>
              <th scope="col" className="number">
                Found by it alone
              </th>
              <th scope="col" className="number">
                Share
              </th>
            </tr>
          </thead>
          <tbody>
            {overlap.map(({ source, records, unique, share }) => (
              <tr key={source}>
                <th scope="row">{source}</th>
                <td className="number">{count(records)}</td>
                <td className="number">{count(unique)}</td>
                <td className="number">{percent(share)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
      {combinations.length === 0 ? null : (
        <details>
          <summary>Which sources found the same</summary>
          <ul className="plain">
            {combinations.map(({ sources, citations }) => (
              <li key={sources.join(" + ")}>
                <b>{count(citations)}</b> {sources.join(" + ")}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Clusters({ state, onSplit }: { state: ClustersState } & Pick<ClustersViewProps, "onSplit">) {
  return (
    <section className="sheet" aria-label="Joined records">
      <h2>{counted(state.total, "citation")} joined from several records</h2>
      <ol className="plain">
        {state.clusters.map((cluster) => (
          <li key={cluster.id} className="cluster">
            <Go href={cluster.href}>{cluster.title}</Go>
            <p className="soft small">{cluster.about}</p>
            <div className="row">
              {cluster.records.map((record) => (
                <button
                  key={record.id}
                  type="button"
                  className="quiet small"
                  aria-label={`Split off the record from ${record.source}`}
                  title="Split off: this record is another work"
                  onClick={() => {
                    onSplit(record.id, record.source);
                  }}
                >
                  <Icon name="split" />
                  {record.source}
                </button>
              ))}
            </div>
          </li>
        ))}
      </ol>
      {state.onMore === undefined ? null : (
        <Button variant="default" onClick={state.onMore}>
          Show more
        </Button>
      )}
    </section>
  );
}

/** Found, unique and shared; the search for duplicates; every citation that was joined, to be split again. */
export function ClustersView({ state, ...props }: ClustersViewProps) {
  return (
    <Await data={state}>
      {(ready) =>
        ready.records === 0 ? (
          <Empty whole title="Nothing to compare yet">
            <p>
              Import the files of your databases; then the records that describe the same work are found here.
            </p>
            <Go href={ready.importHref} className="quiet">
              <Icon name="upload" />
              Import files
            </Go>
          </Empty>
        ) : (
          <Room
            title="Duplicates"
            lead={`${counted(ready.records, "record")} − ${counted(ready.duplicates, "duplicate")} = ${counted(ready.citations, "citation")}.`}
            actions={
              <Go href={ready.pairsHref} className="quiet">
                <Icon name="next" />
                {ready.waiting > 0 ? `${counted(ready.waiting, "pair")} to answer` : "Pairs"}
              </Go>
            }
          >
            <div className="stack">
              <SaveBanner saving={props.saving} />
              <Undoable words={props.done} keyName={props.undoKey} onUndo={props.onUndo} />
              <Search searching={props.searching} onSearch={props.onSearch} unchecked={ready.unchecked} />
              <Overlap overlap={ready.overlap} combinations={ready.combinations} />
              {ready.total === 0 ? null : <Clusters state={ready} onSplit={props.onSplit} />}
            </div>
          </Room>
        )
      }
    </Await>
  );
}
