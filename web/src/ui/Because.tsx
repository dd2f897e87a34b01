import { Button, Textarea } from "@mantine/core";
import { type ReactNode, useId, useState } from "react";
import "./because.css";

export interface BecauseProps {
  /** What is about to be done: "Leave Ahn 2024 out of the synthesis". */
  title: string;
  /** What follows from it, before it is done. */
  children?: ReactNode;
  /** The word on the button that does it. */
  action: string;
  /** What still keeps it from being done, though a reason is given. */
  missing?: string | undefined;
  busy?: boolean | undefined;
  onSay: (reason: string) => void;
  onClose: () => void;
}

/** Asks in place, where it is done, for a reason that is kept for good. */
export function Because({ title, children, action, missing, busy = false, onSay, onClose }: BecauseProps) {
  const [reason, setReason] = useState("");
  const heading = useId();
  const why = reason.trim();
  const ready = why !== "" && missing === undefined && !busy;
  return (
    <form
      className="because stack"
      aria-labelledby={heading}
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          event.stopPropagation();
          onClose();
        }
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && ready) onSay(why);
      }}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onSay(why);
      }}
    >
      <p id={heading} className="because-title">
        {title}
      </p>
      {children}
      <Textarea
        autoFocus
        label="Why?"
        description="Kept in the log, with your name."
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => {
          setReason(event.currentTarget.value);
        }}
      />
      <div className="row">
        <Button type="submit" disabled={!ready}>
          {action}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          Cancel
        </Button>
        <span className="soft small" role="status">
          {missing ?? (why === "" ? "Say why in a sentence." : "")}
        </span>
      </div>
    </form>
  );
}
