import { useState } from "react";
import type { ImportDiagnostic } from "@chartroom/core/records";
import { Icon } from "../ui/Icon.tsx";
import { count, counted } from "../ui/number.ts";
import { Scrolls } from "../ui/Scrolls.tsx";
import { Raw } from "./Raw.tsx";

export interface OdditiesProps {
  /** What is at hand of them. */
  oddities: readonly ImportDiagnostic[];
  /** How many there are in all. */
  total: number;
  /** Opens the file at this place. */
  onPlace: (place: { line?: number | undefined; record?: number | undefined }) => void;
}

const FIRST = 50;

function Oddity({ oddity, onPlace }: { oddity: ImportDiagnostic; onPlace: OdditiesProps["onPlace"] }) {
  const { severity, message, code, line, record } = oddity;
  const error = severity === "error";
  const where = line === undefined ? `record ${record ?? 1}` : `line ${count(line)}`;
  return (
    <tr>
      <td className="number">{record === undefined ? "" : count(record)}</td>
      <td>
        {line === undefined && record === undefined ? (
          <span className="soft">whole file</span>
        ) : (
          <button
            type="button"
            className="quiet small"
            aria-label={`Show ${where} in the file: ${message}`}
            onClick={() => {
              onPlace({ line, record });
            }}
          >
            <Icon name="file" />
            {where}
          </button>
        )}
      </td>
      <td>
        <span className={`mark tone-${error ? "exclude" : "attention"}`}>
          <Icon name={error ? "exclude" : "attention"} />
          {error ? "Left out" : "Look at"}
        </span>{" "}
        <Raw text={message} /> <code className="soft small">{code}</code>
      </td>
    </tr>
  );
}

/** What was odd in a file, each with the way to its lines. */
export function Oddities({ oddities, total, onPlace }: OdditiesProps) {
  const [all, setAll] = useState(false);
  const shown = all ? oddities : oddities.slice(0, FIRST);
  return (
    <div>
      <Scrolls className="import-oddities" label="Oddities">
        <table className="table">
          <thead>
            <tr>
              <th scope="col" className="number">
                Record
              </th>
              <th scope="col">Where</th>
              <th scope="col">What</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((oddity, at) => (
              <Oddity key={at} oddity={oddity} onPlace={onPlace} />
            ))}
          </tbody>
        </table>
      </Scrolls>
      {oddities.length > FIRST && !all ? (
        <button
          type="button"
          className="quiet small"
          onClick={() => {
            setAll(true);
          }}
        >
          <Icon name="plus" />
          Show {count(oddities.length)}
        </button>
      ) : null}
      {total > oddities.length ? (
        <p className="soft small">
          {`The first ${counted(oddities.length, "oddity", "oddities")} of ${count(total)}; the file of diagnostics, once imported, has more.`}
        </p>
      ) : null}
    </div>
  );
}
