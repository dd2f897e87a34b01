import { Button } from "@mantine/core";
import type { Progress } from "@chartroom/core/base/progress";
import { Go } from "../ui/Go.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Await, Empty, type Loadable } from "../ui/Loadable.tsx";
import { count, counted, percent } from "../ui/number.ts";
import { Room } from "../ui/Room.tsx";
import { SaveBanner, type Saving } from "../ui/SaveState.tsx";
import { Undoable } from "../ui/Undoable.tsx";
import { ClusterList, type ClusterListProps } from "./ClusterList.tsx";
import type { OverlapRow } from "./fromServer.ts";
import { OverlapFigure, type OverlapFigureProps } from "./OverlapFigure.tsx";
import "./pair.css";

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
  combinations: OverlapFigureProps["combinations"];
}

export interface ClustersViewProps {
  state: Loadable<ClustersState>;
  saving: Saving;
  done: string | undefined;
  undoKey: string | undefined;
  /** Set while a search for duplicates runs. */
  searching: { readonly progress: Progress | undefined; readonly cancel: () => void } | undefined;
  /** Looks for duplicates; `all` compares again what was compared before. */
  onSearch: (all: boolean) => void;
  figure: Pick<OverlapFigureProps, "hrefOf" | "onOpen" | "onSave">;
  list: ClusterListProps;
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
        <Button
          variant={unchecked > 0 ? "filled" : "default"}
          onClick={() => {
            onSearch(unchecked === 0);
          }}
        >
          {unchecked > 0 ? "Find duplicates" : "Compare all again"}
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
    <div className="row" aria-live="polite">
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
            <div className="stack duplicates">
              <SaveBanner saving={props.saving} />
              <Undoable words={props.done} keyName={props.undoKey} onUndo={props.onUndo} />
              <Search searching={props.searching} onSearch={props.onSearch} unchecked={ready.unchecked} />
              <OverlapFigure overlap={ready.overlap} combinations={ready.combinations} {...props.figure} />
              <ClusterList {...props.list} />
            </div>
          </Room>
        )
      }
    </Await>
  );
}
