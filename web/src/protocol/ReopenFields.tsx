import { Checkbox } from "@mantine/core";
import { type Reopened, reopenedCount, type Reopening, type Stage, STAGES } from "@chartroom/core/protocol";
import { Icon } from "../ui/Icon.tsx";
import { counted } from "../ui/number.ts";
import { reopenedWords } from "./reopened.ts";
import { STAGE_WORDS } from "./words.ts";

export interface ReopenFieldsProps {
  /** What is decided so far, by kind and reason, with its numbers. */
  outcomes: readonly Reopened[];
  /** Label by reason code. */
  labels: ReadonlyMap<string, string>;
  reopens: readonly Reopening[];
  onChange: (reopens: readonly Reopening[]) => void;
}

const NOTHING = { exclusions: [], inclusions: false, citations: [] };

function isChosen(reopens: readonly Reopening[], { stage, outcome, reason }: Reopened): boolean {
  return reopens.some(
    (one) =>
      one.stage === stage &&
      (outcome === "include"
        ? one.inclusions
        : outcome === "exclude" && (one.exclusions === "all" || one.exclusions.includes(reason))),
  );
}

function toggled(
  reopens: readonly Reopening[],
  { stage, outcome, reason }: Reopened,
  chosen: boolean,
): readonly Reopening[] {
  const now = reopens.find((one) => one.stage === stage) ?? { stage, ...NOTHING };
  const others = (now.exclusions === "all" ? [] : now.exclusions).filter((code) => code !== reason);
  const next: Reopening =
    outcome === "include"
      ? { ...now, inclusions: chosen }
      : { ...now, exclusions: chosen ? [...others, reason] : others };
  const empty = !next.inclusions && next.exclusions.length === 0;
  return [...reopens.filter((one) => one.stage !== stage), ...(empty ? [] : [next])];
}

function StageChoices({ stage, outcomes, labels, reopens, onChange }: { stage: Stage } & ReopenFieldsProps) {
  // what became of a report is told anew there; no rule of the protocol decides it
  const own = outcomes.filter(
    (one) => one.stage === stage && (one.outcome === "include" || one.outcome === "exclude"),
  );
  return (
    <fieldset className="sheet rules-edit">
      <legend>{STAGE_WORDS[stage]}</legend>
      {own.length === 0 ? <p className="soft">Nothing is decided here yet.</p> : null}
      {own.map((one) => (
        <Checkbox
          key={`${one.outcome} ${one.reason ?? ""}`}
          label={`${reopenedWords(one, labels)}: ${counted(one.citations, "citation")}`}
          checked={isChosen(reopens, one)}
          onChange={(event) => {
            onChange(toggled(reopens, one, event.currentTarget.checked));
          }}
        />
      ))}
    </fieldset>
  );
}

/** Which outcomes the amendment re-opens; each choice says how many citations it brings back. */
export function ReopenFields(props: ReopenFieldsProps) {
  const n = reopenedCount(props.outcomes.filter((one) => isChosen(props.reopens, one)));
  return (
    <section>
      <h2>What is decided again?</h2>
      <p className="soft">
        What is chosen here is re-opened: its votes are kept and shown as re-opened, and new ones are needed
        under the amended protocol. All else stands, by the rules under which it was decided.
      </p>
      <div className="rules-two">
        {STAGES.map((stage) => (
          <StageChoices key={stage} stage={stage} {...props} />
        ))}
      </div>
      <p className="reopen-sum" role="status">
        <Icon name="history" />{" "}
        {n === 0 ? (
          "Nothing is re-opened: every outcome stands."
        ) : (
          <>
            <b>{counted(n, "outcome")}</b> will be decided again; all others stand.
          </>
        )}
      </p>
    </section>
  );
}
