import { UserError } from "../base/error.ts";
import type { Format } from "./formats/format.ts";
import { FORMATS } from "./formats/list.ts";
import type { Reference } from "./reference.ts";

const PIECE = 65_536;

function formatNamed(id: string): Format {
  const format = FORMATS.find((candidate) => candidate.id === id);
  if (format?.write !== undefined || format?.writeBytes !== undefined) return format;
  const written = FORMATS.filter(({ write, writeBytes }) => write !== undefined || writeBytes !== undefined);
  throw new UserError("references.not-written", `References cannot be written as "${id}".`, {
    hint: `Formats that can be written: ${written.map((candidate) => candidate.id).join(", ")}.`,
  });
}

/**
 * The bytes of a file in the format with that id, in pieces of about 64 KiB as the references come (UTF-8). XLSX
 * holds all its references until the end. Throws UserError `references.not-written`.
 */
export async function* writeReferences(
  references: AsyncIterable<Reference> | Iterable<Reference>,
  id: string,
): AsyncGenerator<Uint8Array> {
  const { write, writeBytes } = formatNamed(id);
  if (write === undefined) {
    const all: Reference[] = [];
    for await (const reference of references) all.push(reference);
    if (writeBytes !== undefined) yield await writeBytes(all);
    return;
  }
  const encoder = new TextEncoder();
  let text = write.head ?? "";
  let first = true;
  for await (const reference of references) {
    if (!first) text += write.separator ?? "";
    first = false;
    text += write.one(reference);
    if (text.length >= PIECE) {
      yield encoder.encode(text);
      text = "";
    }
  }
  text += write.foot ?? "";
  if (text !== "") yield encoder.encode(text);
}

/** A whole file as text, for few references; throws UserError `references.not-written` for XLSX too. */
export function formatReferences(references: Iterable<Reference>, id: string): string {
  const { write } = formatNamed(id);
  if (write === undefined) {
    throw new UserError("references.not-written", `"${id}" is not a text format; write it as bytes.`);
  }
  return (
    (write.head ?? "") +
    [...references].map((reference) => write.one(reference)).join(write.separator ?? "") +
    (write.foot ?? "")
  );
}
