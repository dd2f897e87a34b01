import { labelsFromNote, partedNote } from "../clean/labels.ts";
import type { Reference } from "../reference.ts";

const TELLS = /RAYYAN-[A-Z-]+:|USER-NOTES:|ASReview_|^\s*Exclusion reason:|^\s*LABEL "/im;

/** What is left of a field once the notes of other screening tools are taken out. */
function sealed(value: string): string {
  if (!TELLS.test(value)) return value;
  const kept = value
    .split("\n")
    .flatMap(partedNote)
    .filter((note) => !TELLS.test(note) && labelsFromNote(note) === undefined);
  return kept.join("\n");
}

/**
 * A reference's fields without what people decided on it in another tool, as a blinded member may read them: no
 * labels, and of the source's own fields neither the columns that hold labels nor notes that tell of decisions.
 */
export function withoutCarried<
  T extends { labels?: Reference["labels"]; raw?: Reference["raw"] | undefined },
>(reference: T): Omit<T, "labels"> {
  const { labels = {}, ...rest } = reference;
  if (rest.raw === undefined) return rest;
  const raw: Reference["raw"] = {};
  for (const [name, value] of Object.entries(rest.raw)) {
    // a table's label has the name of its column; EPPI-Reviewer's codes and EndNote's fields have others
    const isLabel =
      name in labels || `endnote.${name}` in labels || (name === "Codes" && "ItemId" in rest.raw);
    if (isLabel || name === "ItemStatus") continue;
    raw[name] = typeof value === "string" ? sealed(value) : value.map(sealed).filter((one) => one !== "");
  }
  return { ...rest, raw };
}
