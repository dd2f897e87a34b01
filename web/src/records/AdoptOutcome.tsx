import { type AdoptionCounts, LEFT_WORDS } from "@chartroom/core/screening";
import { Icon } from "../ui/Icon.tsx";
import { count, counted } from "../ui/number.ts";
import { Scrolls } from "../ui/Scrolls.tsx";

const STAGE_WORDS = { title_abstract: "Title and abstract", full_text: "Full text" } as const;

function Votes({ byMember }: Pick<AdoptionCounts, "byMember">) {
  if (byMember.length === 0) return null;
  return (
    <Scrolls label="Table of votes by member">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Member</th>
            <th scope="col">Stage</th>
            <th scope="col" className="number">
              Include
            </th>
            <th scope="col" className="number">
              Maybe
            </th>
            <th scope="col" className="number">
              Exclude
            </th>
          </tr>
        </thead>
        <tbody>
          {byMember.map((row) => (
            <tr key={`${row.stage} ${row.member}`}>
              <th scope="row">{row.name}</th>
              <td>{STAGE_WORDS[row.stage]}</td>
              <td className="number">{count(row.include)}</td>
              <td className="number">{count(row.maybe)}</td>
              <td className="number">{count(row.exclude)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolls>
  );
}

function Left({ left, entries }: Pick<AdoptionCounts, "left" | "entries">) {
  if (left.length === 0) return null;
  return (
    <>
      <ul className="plain adopt-left">
        {left.map(({ why, decisions }) => (
          <li key={why}>
            <Icon name="attention" /> <b>{counted(decisions, "decision")}</b> left out: {LEFT_WORDS[why]}.
          </li>
        ))}
      </ul>
      {entries.length === 0 ? null : (
        <details>
          <summary>Which, with record and line</summary>
          <Scrolls label="Table of decisions left out">
            <table className="table small">
              <thead>
                <tr>
                  <th scope="col" className="number">
                    Record
                  </th>
                  <th scope="col" className="number">
                    Line
                  </th>
                  <th scope="col">Reviewer there</th>
                  <th scope="col">Title</th>
                  <th scope="col">Why</th>
                </tr>
              </thead>
              <tbody>
                {entries.slice(0, 100).map((entry) => (
                  <tr key={`${entry.record} ${entry.reviewer} ${entry.stage} ${entry.why}`}>
                    <td className="number">{count(entry.record)}</td>
                    <td className="number">{count(entry.line)}</td>
                    <td>{entry.reviewer === "" ? "not said" : entry.reviewer}</td>
                    <td>{entry.title}</td>
                    <td>{LEFT_WORDS[entry.why]}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scrolls>
          {entries.length > 100 ? (
            <p className="soft small">The first 100 of {count(entries.length)}.</p>
          ) : null}
        </details>
      )}
    </>
  );
}

/** What an adoption would do: votes, where their citations stand then, and what is left out. */
export function AdoptOutcome({
  counts,
  newMembers,
}: {
  counts: AdoptionCounts;
  newMembers: readonly string[];
}) {
  return (
    <div className="stack">
      <Votes byMember={counts.byMember} />
      {newMembers.length === 0 ? null : (
        <p>
          <Icon name="person" /> {newMembers.join(", ")} would be added to the team as{" "}
          {newMembers.length === 1 ? "a reviewer" : "reviewers"}.
        </p>
      )}
      {counts.outcomes.map(({ stage, include, exclude, conflict, open }) => (
        <p key={stage}>
          <b>{STAGE_WORDS[stage]}</b> then: {count(include)} go forward, {count(exclude)} excluded,{" "}
          {counted(conflict, "conflict")}, {count(open)} with too few votes.
        </p>
      ))}
      {counts.already === 0 ? null : (
        <p className="soft">
          {counted(counts.already, "decision")} adopted before, or given twice: nothing to do.
        </p>
      )}
      <Left left={counts.left} entries={counts.entries} />
    </div>
  );
}
