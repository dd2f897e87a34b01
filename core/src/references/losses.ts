import { UserError } from "../base/error.ts";
import type { Format } from "./formats/format.ts";
import { FORMATS } from "./formats/list.ts";
import { collectReferences, readReferences } from "./read.ts";
import { CARRIED_FIELDS, type CarriedField } from "./limits.ts";
import type { Reference } from "./reference.ts";
import { formatReferences } from "./write.ts";

/** A field of a written reference that does not come back from the file as it was. */
export interface Loss {
  field: CarriedField;
  before: string;
  /** What is read back instead; undefined where nothing is. */
  after: string | undefined;
}

function shown(value: unknown): string {
  return (typeof value === "string" ? value : JSON.stringify(value)).normalize("NFC");
}

/** A text for comparison and for people, composed, since canonically equivalent texts are the same (Unicode, UAX 15). */
function valueOf(reference: Reference, field: CarriedField): string | undefined {
  const value = reference[field];
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return undefined;
  if (field !== "labels" && field !== "flags") return shown(value);
  const parts =
    field === "flags"
      ? (reference.flags ?? []).map(({ kind, basis }) => [kind, basis])
      : Object.entries(reference.labels ?? {});
  return parts.length === 0 ? undefined : shown(parts.sort(([a = ""], [b = ""]) => (a < b ? -1 : 1)));
}

/** The filled fields that came back otherwise than they were written; all of them where nothing came back. */
export function lossesBetween(written: Reference, back: Reference | undefined): Loss[] {
  return CARRIED_FIELDS.flatMap((field): Loss[] => {
    const before = valueOf(written, field);
    if (before === undefined) return [];
    const after = back === undefined ? undefined : valueOf(back, field);
    return before === after ? [] : [{ field, before, after }];
  });
}

async function readBack(references: readonly Reference[], format: Format): Promise<Reference[]> {
  const source = { name: `back.${format.extensions[0] ?? "txt"}`, format: format.id };
  if (format.writeBytes === undefined)
    return collectReferences(formatReferences(references, format.id), source).references;
  const found: Reference[] = [];
  await readReferences(await format.writeBytes(references), source, {
    reference: (reference) => found.push(reference),
    diagnostic: () => undefined,
  });
  return found;
}

/**
 * What a format loses of these references, found by reading back what it writes: a list for each of them, in
 * their order. Fields of `raw` are not looked at, since only JSON lines carry them. Throws UserError
 * `references.not-written`.
 */
export async function lossesOf(references: readonly Reference[], id: string): Promise<Loss[][]> {
  const format = FORMATS.find((candidate) => candidate.id === id);
  if (format?.write === undefined && format?.writeBytes === undefined)
    throw new UserError("references.not-written", `References cannot be written as "${id}".`);
  const back = await readBack(references, format);
  if (back.length === references.length)
    return references.map((reference, at) => lossesBetween(reference, back[at]));
  // one that vanished or fell apart must not shift those after it
  const losses: Loss[][] = [];
  for (const reference of references) {
    const alone = await readBack([reference], format);
    losses.push(lossesBetween(reference, alone.length === 1 ? alone[0] : undefined));
  }
  return losses;
}
