import type { CarriedView } from "@chartroom/core/screening";
import { TOOL_NAMES } from "@chartroom/core/references";
import { Icon } from "../ui/Icon.tsx";
import { counted } from "../ui/number.ts";
import { carriedLines } from "./carriedLines.ts";

export interface CarriedPartProps {
  carried: readonly CarriedView[];
  /** Records whose labels are hidden from the reader until voting on the citation is complete. */
  hidden: number;
}

/** What came with the records from another screening tool, as far as blinding lets the reader see it. */
export function CarriedPart({ carried, hidden }: CarriedPartProps) {
  if (carried.length === 0 && hidden === 0) return null;
  return (
    <section className="sheet stack">
      <h2>Came with the record</h2>
      {hidden > 0 ? (
        <p className="soft">
          <Icon name="blocked" /> {counted(hidden, "record")} came with labels of another tool. They may be
          votes, so that they are shown once voting on this citation is complete.
        </p>
      ) : null}
      <ul className="plain citation-records">
        {carried.map((one) => {
          const { decisions, others } = carriedLines(one);
          return (
            <li key={one.record}>
              <b>{one.source}</b>
              {decisions.map(({ key, tool, words, note }) => (
                <div key={key}>
                  <p>
                    {words} <span className="soft small">{TOOL_NAMES[tool]}</span>
                  </p>
                  {note === "" ? null : <p className="soft small">{note}</p>}
                </div>
              ))}
              {others.length === 0 ? null : (
                <details>
                  <summary className="small">Everything as it was delivered</summary>
                  {others.map(({ name, value }) => (
                    <p key={name} className="small">
                      <span className="soft">{name}</span> {value}
                    </p>
                  ))}
                </details>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
