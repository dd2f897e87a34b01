import { Select } from "@mantine/core";
import type { CountChange } from "@chartroom/core/flow";
import { Icon } from "../ui/Icon.tsx";
import { Await, type Loadable } from "../ui/Loadable.tsx";
import { count } from "../ui/number.ts";
import { Picture } from "../ui/Picture.tsx";
import { Scrolls } from "../ui/Scrolls.tsx";
import { calendarDate } from "../ui/time.ts";

/** A named state of the review that can be looked at. */
export interface NamedVersion {
  name: string;
  /** "report published", where the kind says more than the name. */
  kind: string;
  at: number;
}

/** The flow diagram of a named version, and which counts have changed since. */
export interface VersionFlow {
  flow: string;
  /** Set where the counts do not add up: says which. */
  sums?: string | undefined;
  changes: readonly CountChange[];
}

/** The versions that can be chosen, and what is shown of the chosen one. */
export interface VersionChoice {
  versions: readonly NamedVersion[];
  /** Undefined for now. */
  version: string | undefined;
  onVersion: (version: string | undefined) => void;
  /** Undefined while the present state is shown. */
  shown: Loadable<VersionFlow> | undefined;
}

export interface FlowSheetProps extends VersionChoice {
  /** The flow diagram of now. */
  flow: string;
  onCount: (count: string) => void;
}

const LABEL = "Flow diagram, PRISMA 2020";

function Changes({ since, changes }: { since: string; changes: VersionFlow["changes"] }) {
  if (changes.length === 0) return <p className="soft">No count has changed since “{since}”.</p>;
  return (
    <Scrolls label={`Changed since ${since}`}>
      <table className="table">
        <caption className="flow-changes">Changed since “{since}”</caption>
        <thead>
          <tr>
            <th scope="col">Count</th>
            <th scope="col" className="number">
              Then
            </th>
            <th scope="col" className="number">
              Now
            </th>
            <th scope="col" className="number">
              Change
            </th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ count: path, words, before, after }) => (
            <tr key={path}>
              <th scope="row">{words}</th>
              <td className="number">{count(before)}</td>
              <td className="number">{count(after)}</td>
              <td className="number">{`${after > before ? "+" : "\u2212"}${count(Math.abs(after - before))}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolls>
  );
}

function Chooser({ versions, version, onVersion }: Omit<VersionChoice, "shown">) {
  if (versions.length === 0) return null;
  return (
    <Select
      className="flow-version"
      aria-label="Show the flow of now or of a named version"
      allowDeselect={false}
      value={version ?? ""}
      data={[{ value: "", label: "Now" }, ...versions.map(({ name }) => ({ value: name, label: name }))]}
      onChange={(value) => {
        onVersion(value === null || value === "" ? undefined : value);
      }}
    />
  );
}

/** The flow diagram of now, whose numbers open their records, or of a named version with what changed since. */
export function FlowSheet({ flow, onCount, shown, ...choice }: FlowSheetProps) {
  const named = choice.versions.find(({ name }) => name === choice.version);
  return (
    <section className="sheet">
      <div className="row flow-head">
        <h2>Flow</h2>
        <Chooser {...choice} />
      </div>
      {shown === undefined || named === undefined ? (
        <Picture svg={flow} label={LABEL} pick="data-count" onPick={onCount} />
      ) : (
        <Await data={shown}>
          {({ flow: then, sums, changes }) => (
            <div className="stack">
              <p className="soft">
                <Icon name="flag" /> The review as it was named on {calendarDate(named.at)}
                {named.kind === "" ? "" : ` (${named.kind})`}. Its numbers do not change any more.
              </p>
              {sums === undefined ? null : (
                <p className="notice tone-exclude" role="alert">
                  <Icon name="attention" />
                  <b>The counts do not add up.</b> {sums}
                </p>
              )}
              <Picture svg={then} label={`${LABEL}, as of ${named.name}`} />
              <Changes since={named.name} changes={changes} />
            </div>
          )}
        </Await>
      )}
    </section>
  );
}
