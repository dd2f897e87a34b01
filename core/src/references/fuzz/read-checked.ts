import { UserError } from "../../base/error.ts";
import type { Diagnostic } from "../formats/format.ts";
import { readReferences } from "../read.ts";
import { type Reference, referenceSchema } from "../reference.ts";

/** What reading gave, for comparison. */
export interface Outcome {
  records: number;
  diagnostics: number;
  /** The code of the UserError that refused the file. */
  refused: string | undefined;
}

function assertSound(references: readonly Reference[], found: readonly Diagnostic[]): void {
  for (const reference of references) {
    const parsed = referenceSchema.safeParse(reference);
    if (!parsed.success)
      throw new Error(`a reference of another shape: ${parsed.error.message.slice(0, 300)}`);
    if (Object.getPrototypeOf(reference.raw) !== Object.prototype)
      throw new Error("raw has a foreign prototype");
  }
  for (const { code, message, line, record } of found) {
    if (!/^[a-z0-9-]+\.[a-z0-9-]+$/.test(code) || message === "")
      throw new Error(`an odd diagnostic: ${code}`);
    for (const place of [line, record])
      if (place !== undefined && !(Number.isInteger(place) && place >= 0))
        throw new Error(`an odd place of ${code}`);
  }
}

/**
 * Reads a file as anybody would and checks what comes: references of the right shape, diagnostics with code and
 * place, or a UserError. Anything else is thrown.
 */
export async function readChecked(
  bytes: Uint8Array | AsyncIterable<Uint8Array>,
  format: string | undefined,
): Promise<Outcome> {
  const references: Reference[] = [];
  const found: Diagnostic[] = [];
  let records = 0;
  let diagnostics = 0;
  const check = () => {
    assertSound(references, found);
    references.length = 0;
    found.length = 0;
  };
  let refused: string | undefined;
  try {
    const source = { name: "file", ...(format !== undefined && { format }) };
    await readReferences(bytes, source, {
      reference(reference) {
        references.push(reference);
        records++;
        if (references.length >= 100) check();
      },
      diagnostic(diagnostic) {
        found.push(diagnostic);
        diagnostics++;
      },
    });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    refused = error.code;
  }
  check();
  return { records, diagnostics, refused };
}

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Reads a file whole and in pieces, by its own reader and by the one that its content asks for. */
export async function readEveryWay(bytes: Uint8Array, format: string, size: number): Promise<Outcome> {
  const whole = await readChecked(bytes, format);
  const cut = await readChecked(inPieces(bytes, size), format);
  if (whole.records !== cut.records || whole.refused !== cut.refused)
    throw new Error(`read whole ${JSON.stringify(whole)}, in pieces of ${size} bytes ${JSON.stringify(cut)}`);
  await readChecked(bytes, undefined);
  return whole;
}
