import { Button, Textarea } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { ReportText } from "@chartroom/core/reporting";
import { Icon } from "../ui/Icon.tsx";
import type { Fault } from "../ui/Loadable.tsx";
import { Refused } from "../ui/Refused.tsx";
import { PARTS, type ReportPart } from "./parts.ts";
import type { TextDrafts } from "./textDrafts.ts";

export interface TextsProps {
  texts: Readonly<Partial<Record<ReportText, string>>>;
  mayWrite: boolean;
  /** What is written and not kept yet; it waits in this browser. */
  drafts: TextDrafts;
  onDraft: (part: ReportText, text: string) => void;
  /** The text to which somebody was sent. */
  wanted: ReportText | undefined;
  onWrite: (part: ReportText, text: string) => void;
  /** What was kept last, with a way to take it back. */
  kept?: { readonly part: ReportText; readonly undo: (() => void) | undefined } | undefined;
  fault?: { readonly part: ReportText; readonly fault: Fault } | undefined;
}

function Part({
  part,
  texts,
  mayWrite,
  drafts,
  onDraft,
  wanted,
  onWrite,
  kept,
  fault,
}: TextsProps & { part: ReportPart }) {
  const stored = texts[part.id] ?? "";
  const draft = mayWrite ? drafts[part.id] : undefined;
  const field = useRef<HTMLTextAreaElement>(null);
  const text = draft?.text ?? stored;
  const changed = text !== stored;
  useEffect(() => {
    if (wanted === part.id) field.current?.focus();
  }, [wanted, part.id]);
  const keep = () => {
    if (changed) onWrite(part.id, text);
  };
  return (
    <div className="report-text">
      <Textarea
        ref={field}
        label={part.label}
        description={part.asks}
        autosize
        minRows={2}
        readOnly={!mayWrite}
        value={text}
        onChange={(event) => {
          onDraft(part.id, event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          keep();
        }}
      />
      {changed ? (
        <div className="row">
          <Button onClick={keep}>Keep</Button>
          <Button
            variant="subtle"
            onClick={() => {
              onDraft(part.id, stored);
            }}
          >
            Back to what is kept
          </Button>
          <span className="soft small">
            {draft !== undefined && draft.over !== stored
              ? "Meanwhile another text was kept; keeping yours replaces it."
              : "Not in the report yet: your draft waits in this browser. Ctrl Enter keeps it; an empty line parts paragraphs."}
          </span>
        </div>
      ) : kept?.part === part.id ? (
        <p className="row tone-include" role="status">
          <Icon name="saved" />
          Kept
          {kept.undo === undefined ? null : (
            <button
              type="button"
              className="quiet"
              onClick={() => {
                onDraft(part.id, stored);
                kept.undo?.();
              }}
            >
              <Icon name="undo" />
              Take back
            </button>
          )}
        </p>
      ) : null}
      {fault?.part === part.id ? <Refused fault={fault.fault} /> : null}
    </div>
  );
}

/** The texts of the report that people write; every version of each is kept in the log. */
export function Texts(props: TextsProps) {
  return (
    <div className="stack report-texts">
      {props.mayWrite ? null : <p className="soft">Your role reads these texts; it does not write them.</p>}
      {PARTS.map((part) => (
        <Part key={part.id} part={part} {...props} />
      ))}
    </div>
  );
}
