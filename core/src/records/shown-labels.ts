import type { Reference } from "../references/index.ts";

// decisions, reasons and notes of other tools' readers are votes in waiting, and stay out of a list that all see
const LABEL_FIELD = /^(?:labels?|tags?|codes?|topics?)$/i;
const LONGEST = 100;
const MOST = 30;

/** The labels that came with a record from another tool, as words; decisions of its readers are none of them. */
export function shownLabels({ labels }: Pick<Reference, "labels">): string[] {
  const found = new Set<string>();
  for (const [name, value] of Object.entries(labels ?? {})) {
    const field = name.slice(name.lastIndexOf(".") + 1).trim();
    if (!LABEL_FIELD.test(field)) continue;
    for (const part of value.split(/[;,|]/)) {
      const label = part.trim().slice(0, LONGEST);
      // "label" is also what learning tools call a decision: 0, 1, relevant, irrelevant
      if (label !== "" && !/^(?:-?\d+|(?:ir)?relevant|not_seen|included?|excluded?|true|false)$/i.test(label))
        found.add(label);
    }
  }
  return [...found].slice(0, MOST);
}
