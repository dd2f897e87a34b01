import type { Author } from "../reference.ts";

/**
 * The project's own table holds lists as `one; two`: a `;` or `\` inside an entry is written `\;` and `\\`.
 */
function pack(entries: readonly string[]): string {
  return entries.map((entry) => entry.replace(/[\\;]/g, "\\$&")).join("; ");
}

export function readStrictList(cell: string | undefined): string[] {
  const entries: string[] = [];
  let entry = "";
  for (const part of (cell ?? "").match(/\\[\\;]|;|[^\\;]+|\\/g) ?? []) {
    if (part === ";") {
      entries.push(entry.trim());
      entry = "";
    } else entry += part.length === 2 && part.startsWith("\\") ? part.slice(1) : part;
  }
  entries.push(entry.trim());
  return entries.filter((text) => text !== "");
}

/** `Family, Given`, `Family,` without a given name, else a literal name; a literal with a comma stands in braces. */
export function readStrictAuthors(cell: string | undefined): Author[] {
  return readStrictList(cell).map((text) => {
    if (text.startsWith("{") && text.endsWith("}")) return { literal: text.slice(1, -1) };
    const comma = text.indexOf(",");
    if (comma < 0) return { literal: text };
    const given = text.slice(comma + 1).trim();
    const family = text.slice(0, comma).trim();
    return given === "" ? { family } : { family, given };
  });
}

export function readStrictRecord(cell: string | undefined): Record<string, string> {
  const record: Record<string, string> = {};
  for (const entry of readStrictList(cell)) {
    const equals = entry.indexOf(" = ");
    if (equals > 0) record[entry.slice(0, equals)] = entry.slice(equals + 3);
  }
  return record;
}

export function writeStrictList(entries: readonly string[]): string {
  return pack(entries);
}

export function writeStrictAuthors(authors: readonly Author[]): string {
  return pack(
    authors.map((author) => {
      if ("literal" in author) return /[,{}]/.test(author.literal) ? `{${author.literal}}` : author.literal;
      return author.given ? `${author.family}, ${author.given}` : `${author.family},`;
    }),
  );
}

export function writeStrictRecord(record: Readonly<Record<string, string>>): string {
  return pack(Object.entries(record).map(([name, value]) => `${name} = ${value}`));
}
