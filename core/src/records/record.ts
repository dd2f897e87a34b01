import type { Reference } from "../references/index.ts";

/** A record's id: its file and its place in it, so that one file imported on two laptops is one run. */
export function recordId(file: string, position: number): string {
  return `${file.slice(0, 16)}-${position}`;
}

/** The run and the position that a record's id names. */
export function placeOf(record: string): { run: string; position: number } {
  const at = record.lastIndexOf("-");
  return { run: record.slice(0, at), position: Number(record.slice(at + 1)) };
}

/** A run's id: its file. */
export function runId(file: string): string {
  return file.slice(0, 16);
}

/** Author names as one line: `Family G, Other H`. */
export function authorLine(reference: Pick<Reference, "authors">): string {
  return reference.authors
    .map((author) =>
      "literal" in author
        ? author.literal
        : [author.family, initials(author.given)].filter(Boolean).join(" "),
    )
    .join(", ");
}

function initials(given: string | undefined): string {
  return (given ?? "")
    .split(/[\s.-]+/)
    .map((part) => part.charAt(0).toUpperCase())
    .join("");
}

/** `Family et al. 2024`, the short name by which people speak of a source. */
export function shortName(reference: Pick<Reference, "authors" | "year" | "title">): string {
  const [first, second] = reference.authors;
  const name = (author: Reference["authors"][number]) =>
    "literal" in author ? author.literal : author.family;
  const title = reference.title ?? "untitled";
  const who =
    first === undefined
      ? title.length > 40
        ? `${title.slice(0, 39).trimEnd()}…`
        : title
      : reference.authors.length === 1
        ? name(first)
        : reference.authors.length === 2 && second !== undefined
          ? `${name(first)} and ${name(second)}`
          : `${name(first)} et al.`;
  return reference.year === undefined ? who : `${who} ${reference.year}`;
}
