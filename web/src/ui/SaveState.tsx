import { Button } from "@mantine/core";
import { Icon } from "./Icon.tsx";
import { counted } from "./number.ts";
import type { Fault } from "./Loadable.tsx";
import { clockTime } from "./time.ts";

/** What is known about the last thing a person did; "saved" only once the record has it durably. */
export type Saving =
  | { readonly is: "nothing" }
  | { readonly is: "saving" }
  | { readonly is: "saved"; readonly at: number }
  | { readonly is: "waiting"; readonly unsent: number }
  | { readonly is: "refused"; readonly fault: Fault; readonly retry: () => void };

/** Saving… or Saved 14:02, spoken politely, with `spoken` said after it ("213 left"). A refusal is shown by `SaveBanner`. */
export function SaveState({ saving, spoken }: { saving: Saving; spoken?: string | undefined }) {
  const words = () => {
    switch (saving.is) {
      case "nothing":
        return null;
      case "saving":
        return "Saving…";
      case "saved":
        return (
          <>
            <Icon name="check" />
            Saved {clockTime(saving.at)}
            {spoken === undefined ? null : <span className="heard">, {spoken}</span>}
          </>
        );
      case "waiting":
        return (
          <>
            <Icon name="offline" />
            {saving.unsent} not yet sent
          </>
        );
      case "refused":
        return (
          <>
            <Icon name="attention" />
            Not saved
          </>
        );
    }
  };
  const tone =
    saving.is === "waiting" ? "tone-attention" : saving.is === "refused" ? "tone-exclude" : "tone-soft";
  return (
    <span className={`mark save-state ${tone}`} role="status">
      {words()}
    </span>
  );
}

/** Stands across the room while something is unsent or was refused; nothing otherwise. */
export function SaveBanner({ saving }: { saving: Saving }) {
  if (saving.is === "waiting") {
    return (
      <p className="notice" role="status">
        <Icon name="offline" />
        <b>The server is away.</b>
        <span>
          {counted(saving.unsent, "decision")} kept on this device, also if you reload. Go on; they are sent
          when it answers.
        </span>
      </p>
    );
  }
  if (saving.is !== "refused") return null;
  const { fault, retry } = saving;
  return (
    <div className="notice tone-exclude" role="alert">
      <Icon name="attention" />
      <b>{fault.happened}</b>
      <span>{[fault.kept, fault.hint].filter((part) => part !== undefined).join(" ")}</span>
      <Button variant="default" onClick={retry}>
        Try again
      </Button>
    </div>
  );
}
