import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { marker } from "../screening/highlight.ts";
import { Marked } from "../screening/Marked.tsx";
import { Go } from "../ui/Go.tsx";
import { Icon } from "../ui/Icon.tsx";
import { count } from "../ui/number.ts";
import { rowWindow } from "./rows.ts";
import "./records.css";

/** A citation as a line of the table. */
export interface RecordRow {
  id: string;
  href: string;
  title: string;
  authors: string;
  year?: number | undefined;
  sources: readonly string[];
  journal?: string | undefined;
  /** Its class of PRISMA in words: "in progress", "excluded". */
  class: string;
  /** Labels that came with it, and one's own. */
  labels: readonly string[];
  /** Retracted, corrected… */
  flags: readonly string[];
}

export interface RecordTableProps {
  total: number;
  /** The row at this place of the order, or undefined while it has not come. */
  rowAt: (index: number) => RecordRow | undefined;
  /** The words that were searched, to be marked. */
  words: string;
  /** Told which rows are about to be seen, so that they can be fetched. */
  onSee: (from: number, to: number) => void;
}

const ROW = 56;
const HEADS = ["Title", "Authors", "Year", "Journal", "Sources", "Class", "Labels"];

function Row({ row, mark }: { row: RecordRow; mark: ReturnType<typeof marker> }) {
  return (
    <>
      <span role="cell" className="records-title">
        <Go href={row.href}>
          <Marked text={row.title} mark={mark} />
        </Go>
        {row.flags.map((flag) => (
          <span key={flag} className="mark tone-exclude small">
            <Icon name="flag" />
            {flag}
          </span>
        ))}
      </span>
      <span role="cell">
        <Marked text={row.authors} mark={mark} />
      </span>
      <span role="cell">{row.year ?? "no year"}</span>
      <span role="cell">{row.journal}</span>
      <span role="cell">{row.sources.join(", ")}</span>
      <span role="cell">{row.class}</span>
      <span role="cell">{row.labels.join(", ")}</span>
    </>
  );
}

/** A table that draws only the rows in view, so that a million scroll like a hundred. */
export function RecordTable({ total, rowAt, words, onSee }: RecordTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ height: 0, scrolled: 0 });
  const mark = useMemo(() => {
    const terms = words.split(/\s+/).filter(Boolean);
    return marker(terms.map((text) => ({ text: `${text}*`, side: "found" as const })));
  }, [words]);
  const seen = rowWindow({ total, row: ROW, ...view });
  const { from, to } = seen;
  const look = () => {
    const box = scroller.current;
    if (box !== null) setView({ height: box.clientHeight, scrolled: box.scrollTop });
  };
  useLayoutEffect(() => {
    look();
    const watch = new ResizeObserver(look);
    if (scroller.current !== null) watch.observe(scroller.current);
    return () => {
      watch.disconnect();
    };
  }, []);
  useEffect(() => {
    if (to > from) onSee(from, to);
  }, [from, to, onSee]);
  // where a pixel stands for several, the page keys still move by what is seen
  const steer = (event: KeyboardEvent) => {
    const rows = { PageDown: view.height - ROW, PageUp: ROW - view.height, ArrowDown: ROW, ArrowUp: -ROW }[
      event.key
    ];
    if (rows === undefined || event.target !== scroller.current) return;
    event.preventDefault();
    scroller.current.scrollBy(0, rows / seen.scale);
  };
  const indices = Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
  return (
    <div
      className="records-table"
      ref={scroller}
      role="table"
      aria-label="Records"
      aria-rowcount={total + 1}
      tabIndex={0}
      onScroll={look}
      onKeyDown={steer}
    >
      <div role="rowgroup" className="records-heads">
        <div className="records-row" role="row" aria-rowindex={1}>
          {HEADS.map((head) => (
            <span key={head} role="columnheader">
              {head}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="records-rows" style={{ height: seen.tall }}>
        {indices.map((index) => {
          const row = rowAt(index);
          return (
            <div
              key={index}
              className="records-row"
              role="row"
              aria-rowindex={index + 2}
              style={{ height: ROW, top: seen.top(index) }}
            >
              {row === undefined ? (
                <span role="cell" className="soft">
                  Row {count(index + 1)} is on its way
                </span>
              ) : (
                <Row row={row} mark={mark} />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
