import { memo } from "react";
import type { Segment, Side } from "./highlight.ts";

const HEARD: Readonly<Record<Side, string>> = {
  for: "speaks for inclusion",
  against: "speaks against",
  found: "searched for",
};

export interface MarkedProps {
  text: string;
  mark: (text: string) => readonly Segment[];
}

/** Text with its terms marked by ground and underline: solid for, dashed against, dotted where searched. */
export const Marked = memo(function Marked({ text, mark }: MarkedProps) {
  return mark(text).map((segment, at) =>
    segment.side === undefined ? (
      segment.text
    ) : (
      <mark key={at} className={segment.side} title={HEARD[segment.side]}>
        {segment.text}
      </mark>
    ),
  );
});
