import type { Criterion } from "@chartroom/core/protocol";
import { ELEMENT_WORDS } from "../protocol/words.ts";
import { Icon } from "../ui/Icon.tsx";
import type { Judgement, Judgements } from "./reason.ts";

export interface CriteriaPanelProps {
  criteria: readonly Criterion[];
  judgements: Judgements;
  /** Judging single criteria is optional; it proposes the reason. Undefined where they are only read. */
  onJudge?: ((criterion: string, judgement: Judgement | undefined) => void) | undefined;
}

function JudgeButton(props: { criterion: string; judgement: Judgement; held: boolean; onPress: () => void }) {
  const word = props.judgement === "met" ? "met" : "not met";
  return (
    <button
      type="button"
      className={`judge judge-${props.judgement}`}
      aria-pressed={props.held}
      aria-label={`${props.criterion}: ${word}`}
      title={word}
      onClick={props.onPress}
    >
      <Icon name={props.judgement === "met" ? "check" : "cross"} />
    </button>
  );
}

/** The eligibility criteria as the protocol words them, each to be ticked met or not met if one likes. */
export function CriteriaPanel({ criteria, judgements, onJudge }: CriteriaPanelProps) {
  return (
    <section aria-label="Criteria">
      <h2>Criteria</h2>
      <ul className="plain">
        {criteria.map(({ id, element, include, exclude }) => (
          <li key={id} className="criterion">
            <div className="row apart">
              <h3>{ELEMENT_WORDS[element]}</h3>
              {onJudge === undefined ? null : (
                <span>
                  {(["met", "failed"] as const).map((judgement) => (
                    <JudgeButton
                      key={judgement}
                      criterion={ELEMENT_WORDS[element]}
                      judgement={judgement}
                      held={judgements[id] === judgement}
                      onPress={() => {
                        onJudge(id, judgements[id] === judgement ? undefined : judgement);
                      }}
                    />
                  ))}
                </span>
              )}
            </div>
            <p>{include}</p>
            {exclude === "" ? null : <p className="soft">Not: {exclude}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
