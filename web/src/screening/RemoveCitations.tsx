import { TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { hasRole } from "@chartroom/core/review";
import { removeBefore } from "@chartroom/core/screening";
import { faultOf } from "../api/fault.ts";
import { useDeeds } from "../api/useDeeds.ts";
import { useMe } from "../app/me.ts";
import { Because } from "../ui/Because.tsx";
import { Icon } from "../ui/Icon.tsx";
import type { Fault } from "../ui/Loadable.tsx";
import { count, counted } from "../ui/number.ts";
import { Refused } from "../ui/Refused.tsx";
import { SaveBanner } from "../ui/SaveState.tsx";
import { Undoable } from "../ui/Undoable.tsx";

/** The most that one deed removes; so many are also taken back at once. */
export const MOST_REMOVED = 10_000;

export interface RemoveCitationsProps {
  /** How many are meant. */
  many: number;
  /** Their ids, found out when they are about to be removed. */
  find: () => Promise<readonly string[]>;
  /** What is meant, after "Remove": "this citation", "these 14 citations". */
  what: string;
}

function doneWords(removed: number, skipped: number): string {
  const rest =
    skipped === 0
      ? ""
      : ` ${counted(skipped, "citation")} with votes, or removed before, ${skipped === 1 ? "stays as it is" : "stay as they are"}.`;
  return `${counted(removed, "citation")} removed before screening.${rest}`;
}

/** Takes citations out of the pool before anybody votes on them, with a reason; for those who may. */
export function RemoveCitations({ many, find, what }: RemoveCitationsProps) {
  const me = useMe();
  const client = useQueryClient();
  const deeds = useDeeds();
  const [asked, setAsked] = useState(false);
  const [rule, setRule] = useState("");
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const [nothing, setNothing] = useState(false);
  const done = deeds.done.at(-1)?.words;
  if (!hasRole(me, "lead", "librarian") || (many === 0 && done === undefined)) return null;
  const close = () => {
    setAsked(false);
    setFault(undefined);
    setNothing(false);
  };
  const remove = async (reason: string) => {
    setBusy(true);
    setFault(undefined);
    try {
      const citations = [...(await find())];
      const automation = rule.trim() === "" ? null : rule.trim();
      const answer = await deeds.run(
        removeBefore,
        { citations, automation, reason, skip: true },
        ({ facts, skipped }) =>
          facts.length === 0 ? undefined : { words: doneWords(facts.length, skipped.length), facts },
      );
      close();
      if (answer?.facts.length === 0) setNothing(true);
    } catch (error) {
      setFault(faultOf(error));
    } finally {
      setBusy(false);
      await client.invalidateQueries({ queryKey: ["review"] });
    }
  };
  return (
    <div className="stack tight">
      <SaveBanner saving={deeds.saving} />
      <Undoable words={done} onUndo={() => void deeds.undo()} />
      {fault === undefined ? null : <Refused fault={fault} />}
      {nothing ? (
        <p className="notice tone-soft" role="status">
          <Icon name="attention" />
          {many === 1
            ? "It was not removed: somebody has voted on it, in the pilot perhaps."
            : "None was removed: somebody has voted on each of them, in the pilot perhaps."}
        </p>
      ) : null}
      {asked ? (
        <Because
          title={`Remove ${what} before screening`}
          action={many === 1 ? "Remove it" : `Remove ${count(many)}`}
          busy={busy}
          missing={
            many > MOST_REMOVED
              ? `At most ${count(MOST_REMOVED)} at once: narrow the table further.`
              : busy
                ? "Removing…"
                : undefined
          }
          onSay={(reason) => void remove(reason)}
          onClose={close}
        >
          <p className="small">
            {many === 1 ? "It is" : "They are"} kept and can be put back, but nobody is asked to screen{" "}
            {many === 1 ? "it" : "them"}; the flow diagram counts {many === 1 ? "it" : "them"} as removed
            before screening. What has votes already stays.
          </p>
          <TextInput
            label="Automation rule"
            description="Only where a rule or a program chose them, not a person: its name. They are counted apart."
            value={rule}
            onChange={(event) => {
              setRule(event.currentTarget.value);
            }}
          />
        </Because>
      ) : many === 0 ? null : (
        <div>
          <button
            type="button"
            className="quiet small"
            onClick={() => {
              setAsked(true);
            }}
          >
            <Icon name="cross" />
            {`Remove ${what} before screening`}
          </button>
        </div>
      )}
    </div>
  );
}
