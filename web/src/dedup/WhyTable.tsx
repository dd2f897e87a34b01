import type { whyPair } from "@chartroom/core/dedup";
import type { Output } from "../api/output.ts";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { Await, type Loadable } from "../ui/Loadable.tsx";
import { Scrolls } from "../ui/Scrolls.tsx";

export type Why = Output<typeof whyPair>;

const VERDICTS: Readonly<Record<string, { words: string; icon: IconName; tone: string }>> = {
  agrees: { words: "agrees", icon: "check", tone: "tone-include" },
  close: { words: "nearly agrees", icon: "check", tone: "tone-maybe" },
  differs: { words: "differs", icon: "attention", tone: "tone-attention" },
  unknown: { words: "says nothing", icon: "open", tone: "soft" },
};

const FIELDS: Readonly<Record<string, string>> = { doi: "DOI", pmid: "PMID" };
const fieldWords = (name: string) => FIELDS[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** What was decided of two records, in a sentence: by whom, what for, with what weight. */
function whySentence(why: Why, nameOf: (member: string) => string | undefined): string {
  const person = why.decidedBy === "the rules" ? undefined : (nameOf(why.decidedBy) ?? "A person");
  const what =
    why.decision === "same"
      ? "one work"
      : why.decision === "different"
        ? "two works"
        : why.decision === "maybe"
          ? "a pair for a person to answer"
          : `two works that belong together (${why.decision.replaceAll("-", " ")})`;
  const who = person === undefined ? "The comparison took them for" : `${person} said that they are`;
  const weight = why.score > 0 ? ` The evidence weighs ${why.score.toFixed(1)} bits.` : "";
  return `${who} ${what}${why.reason === "" ? "" : `: ${why.reason}`}.${weight}`;
}

/** Which fields of two records agree, and what decided. */
export function WhyTable({
  why,
  nameOf,
}: {
  why: Loadable<Why>;
  nameOf: (member: string) => string | undefined;
}) {
  return (
    <Await data={why}>
      {(ready) => (
        <div className="why">
          <p className="small">{whySentence(ready, nameOf)}</p>
          <Scrolls label="What each field says">
            <table className="table small">
              <thead>
                <tr>
                  <th scope="col">Field</th>
                  <th scope="col">Says</th>
                  <th scope="col">In detail</th>
                </tr>
              </thead>
              <tbody>
                {ready.fields.map(({ field, verdict, detail }) => {
                  const said = VERDICTS[verdict] ?? { words: verdict, icon: "open", tone: "soft" };
                  return (
                    <tr key={field}>
                      <th scope="row">{fieldWords(field)}</th>
                      <td className={said.tone}>
                        <Icon name={said.icon} /> {said.words}
                      </td>
                      <td className="soft">{detail}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </Scrolls>
        </div>
      )}
    </Await>
  );
}
