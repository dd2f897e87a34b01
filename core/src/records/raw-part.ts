import type { z } from "zod";
import type { Reference } from "../references/index.ts";
import type { BlobStore } from "../storage/index.ts";
import type { RawPart, rawPart } from "./contracts.ts";
import { readFile } from "./materialise.ts";
import { fileText, rawLines } from "./raw-lines.ts";

type Wanted = z.output<typeof rawPart.input>;

/** Characters of one value that are shown. */
const LONGEST_VALUE = 4000;

interface Found {
  number: number;
  line: number;
  raw: Reference["raw"];
}

/** The record with this number, or that which begins at this line; the rest of the file is not read. */
async function recordAt(
  blobs: BlobStore,
  { file, fileName, mapping }: Wanted,
  fits: (place: { record: number; line: number }) => boolean,
): Promise<Found | undefined> {
  let found: Found | undefined;
  await readFile(
    { blobs },
    { file, fileName, mapping },
    ({ raw }, place) => {
      if (found === undefined && fits(place)) found = { number: place.record, line: place.line, raw };
    },
    { enough: () => found !== undefined },
  );
  return found;
}

function fieldsOf({ number, line, raw }: Found): NonNullable<RawPart["record"]> {
  const fields = Object.entries(raw).map(([name, value]) => ({
    name,
    values: (typeof value === "string" ? [value] : value).map((text) => text.slice(0, LONGEST_VALUE)),
  }));
  return { number, line, fields };
}

/**
 * The part of a kept file that a diagnostic speaks of: the lines around it, and the record's fields where the file
 * has no lines (a workbook) or they are too long to help.
 */
export async function partOf(blobs: BlobStore, wanted: Wanted): Promise<RawPart> {
  const { file, fileName, line, position, before, after } = wanted;
  const { format, encoding } = await fileText(blobs, file, fileName);
  const known = { fileName, format, encoding };
  if (encoding === "binary") {
    const found = await recordAt(blobs, wanted, (place) =>
      position === undefined ? place.line === (line ?? 1) : place.record === position,
    );
    return { ...known, marked: line, lines: [], record: found && fieldsOf(found) };
  }
  const named =
    line === undefined && position !== undefined
      ? await recordAt(blobs, wanted, (place) => place.record === position)
      : undefined;
  const marked = line ?? named?.line;
  const from = Math.max(1, (marked ?? 1) - before);
  const lines = await rawLines(blobs, { file, fileName }, from, (marked ?? 1) + after);
  const helpless = lines.some((one) => one.number === marked && one.cut);
  const found =
    named ??
    (helpless && position !== undefined
      ? await recordAt(blobs, wanted, (place) => place.record === position)
      : undefined);
  return {
    ...known,
    marked,
    lines,
    record: found !== undefined && (helpless || lines.length === 0) ? fieldsOf(found) : undefined,
  };
}
