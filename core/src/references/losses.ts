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

const BATCH = 100;
const LONGEST_SHOWN = 120;

/** A loss as a sentence. */
export function lossWords({ field, before, after }: Loss, format: string): string {
  const short = (text: string) => (text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);
  const end = after === undefined ? "is not carried by it" : `comes back from it as ${short(after)}`;
  return `Written as ${format}, ${field} ${short(before)} ${end}.`;
}

/**
 * Hands references on, and tells for each, by its place from 0, what the format loses of it; JSON lines lose
 * nothing and are not looked at. Holds a hundred references at a time.
 */
export async function* watchLosses(
  references: AsyncIterable<Reference> | Iterable<Reference>,
  id: string,
  onLosses: (losses: readonly Loss[], place: number) => void,
): AsyncGenerator<Reference> {
  if (id === "jsonl") {
    yield* references;
    return;
  }
  let batch: Reference[] = [];
  let place = 0;
  const check = async () => {
    for (const losses of await lossesOf(batch, id)) {
      if (losses.length > 0) onLosses(losses, place);
      place++;
    }
    batch = [];
  };
  for await (const reference of references) {
    yield reference;
    batch.push(reference);
    if (batch.length === BATCH) await check();
  }
  if (batch.length > 0) await check();
}
