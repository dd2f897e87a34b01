import { visibleParts } from "./visible.ts";
import "./import.css";

/** Somebody else's text: nothing in it acts, and what cannot be seen is shown by its code. */
export function Raw({ text }: { text: string }) {
  return (
    <bdi dir="ltr">
      {visibleParts(text).map((part, at) =>
        "text" in part ? (
          part.text
        ) : (
          <span key={at} className="raw-code" title="A character that cannot be seen">
            {part.code}
          </span>
        ),
      )}
    </bdi>
  );
}
