import { Button, NumberInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { RawPart } from "@chartroom/core/records";
import { Icon } from "../ui/Icon.tsx";
import { count } from "../ui/number.ts";
import { Raw } from "./Raw.tsx";

export interface RawLinesProps {
  part: RawPart;
  onLine: (line: number) => void;
}

function Fields({ record }: { record: NonNullable<RawPart["record"]> }) {
  return (
    <table className="table raw-fields">
      <caption>{`Record ${count(record.number)}, row ${count(record.line)}`}</caption>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">As it stands in the file</th>
        </tr>
      </thead>
      <tbody>
        {record.fields.map(({ name, values }) => (
          <tr key={name}>
            <th scope="row">
              <Raw text={name} />
            </th>
            <td>
              {values.map((value, at) => (
                <p key={at}>
                  <Raw text={value} />
                </p>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function GoToLine({ onLine }: Pick<RawLinesProps, "onLine">) {
  const [wanted, setWanted] = useState<number | string>("");
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        if (typeof wanted === "number" && wanted >= 1) onLine(wanted);
      }}
    >
      <NumberInput
        aria-label="Line to go to"
        placeholder="Line"
        min={1}
        allowDecimal={false}
        thousandSeparator=","
        hideControls
        w={110}
        value={wanted}
        onChange={setWanted}
      />
      <Button type="submit" variant="default">
        Go to line
      </Button>
    </form>
  );
}

/** A part of a kept file as it stands there: numbered lines, one of them marked, or the fields of a record. */
export function RawLines({ part, onLine }: RawLinesProps) {
  const { marked, lines, record } = part;
  const here = useRef<HTMLLIElement>(null);
  useEffect(() => {
    here.current?.scrollIntoView({ block: "center" });
  }, [marked, lines]);
  const [first, last] = [lines[0]?.number, lines.at(-1)?.number];
  const step = lines.length;
  if (lines.length === 0 && record === undefined)
    return (
      <p>
        {marked === undefined
          ? "This file holds no such record."
          : `This file has no line ${count(marked)}; it may have been read in parts that are not lines.`}
      </p>
    );
  return (
    <div className="stack">
      {part.encoding === "binary" ? (
        <p className="soft">A workbook has no lines; this is the row as it was read.</p>
      ) : (
        <div className="row apart">
          <div className="row">
            <Button
              variant="default"
              disabled={first === undefined || first <= 1}
              onClick={() => {
                onLine(Math.max(1, (first ?? 1) - Math.floor(step / 2)));
              }}
            >
              Earlier lines
            </Button>
            <Button
              variant="default"
              disabled={last === undefined}
              onClick={() => {
                onLine((last ?? 1) + 1);
              }}
            >
              Later lines
            </Button>
          </div>
          <GoToLine onLine={onLine} />
        </div>
      )}
      {lines.length === 0 ? null : (
        <ol className="raw-lines" tabIndex={0} aria-label={`Lines ${first ?? 1} to ${last ?? 1}`}>
          {lines.map(({ number, text, cut }) => (
            <li
              key={number}
              ref={number === marked ? here : undefined}
              className={number === marked ? "is-marked" : undefined}
              aria-current={number === marked ? "true" : undefined}
            >
              <span className="raw-number">
                {number === marked ? <Icon name="right" size={12} /> : null}
                {count(number)}
              </span>
              <code>
                <Raw text={text} />
                {cut ? <span className="raw-code">the rest of this line is left out</span> : null}
              </code>
            </li>
          ))}
        </ol>
      )}
      {record === undefined ? null : <Fields record={record} />}
    </div>
  );
}
