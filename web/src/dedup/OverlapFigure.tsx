import { drawOverlap, type OverlapBar, overlapWords } from "@chartroom/core/dedup";
import { useMemo } from "react";
import { Go } from "../ui/Go.tsx";
import { Icon } from "../ui/Icon.tsx";
import { count, percent } from "../ui/number.ts";
import { Picture } from "../ui/Picture.tsx";
import { Scrolls } from "../ui/Scrolls.tsx";
import type { OverlapRow } from "./fromServer.ts";

export interface OverlapFigureProps {
  overlap: readonly OverlapRow[];
  combinations: readonly { readonly sources: readonly string[]; readonly citations: number }[];
  /** The address of the records that a bar stands for. */
  hrefOf: (bar: Pick<OverlapBar, "sources" | "exactly">) => string;
  onOpen: (bar: OverlapBar) => void;
  /** Told the drawing as an SVG file that stands alone. */
  onSave: (svg: string) => void;
}

function Numbers({ overlap, combinations, hrefOf }: Omit<OverlapFigureProps, "onOpen" | "onSave">) {
  return (
    <>
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
                <th scope="row">
                  <Go href={hrefOf({ sources: [source], exactly: false })}>{source}</Go>
                </th>
                <td className="number">{count(records)}</td>
                <td className="number">
                  <Go href={hrefOf({ sources: [source], exactly: true })}>{count(unique)}</Go>
                </td>
                <td className="number">{percent(share)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
      <table className="table overlap-combinations">
        <thead>
          <tr>
            <th scope="col">Found by just these</th>
            <th scope="col" className="number">
              Citations
            </th>
          </tr>
        </thead>
        <tbody>
          {combinations.map(({ sources, citations }) => (
            <tr key={sources.join("\n")}>
              <th scope="row">
                <Go href={hrefOf({ sources, exactly: true })}>{sources.join(" + ")}</Go>
              </th>
              <td className="number">{count(citations)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** The overlap of the sources as a drawing whose bars open their records, and the same numbers as tables. */
export function OverlapFigure({ onOpen, onSave, ...numbers }: OverlapFigureProps) {
  const { overlap, combinations } = numbers;
  const counts = useMemo(
    () => ({
      sources: overlap.map(({ source, records, unique }) => ({ source, records, unique })),
      combinations: combinations.map(({ sources, citations }) => ({ sources: [...sources], citations })),
    }),
    [overlap, combinations],
  );
  const plot = useMemo(() => drawOverlap(counts, { theme: "page", links: true }), [counts]);
  if (overlap.length === 0) return null;
  const open = (key: string) => {
    const bar = plot.bars.find((one) => one.key === key);
    if (bar !== undefined) onOpen(bar);
  };
  return (
    <section className="sheet" aria-label="Overlap of the sources">
      <div className="row apart">
        <h2>Overlap of the sources</h2>
        <button
          type="button"
          className="quiet small"
          onClick={() => {
            onSave(drawOverlap(counts).svg);
          }}
        >
          <Icon name="download" />
          SVG
        </button>
      </div>
      <Picture
        svg={plot.svg}
        label={`Overlap of the sources. ${plot.bars
          .filter(({ exactly }) => exactly)
          .slice(0, 3)
          .map(overlapWords)
          .join("; ")}`}
        pick="data-cell"
        onPick={open}
      />
      <details>
        <summary>The numbers</summary>
        <Numbers {...numbers} />
      </details>
    </section>
  );
}
