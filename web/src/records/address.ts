import { CLASSES, type CitationClass } from "@chartroom/core/flow";
import type { Chosen } from "./Facets.tsx";

/** What narrows the table of records, as the address says it. */
export interface Narrowing {
  search: string;
  class: readonly CitationClass[];
  source: readonly string[];
  /** Only citations that all these sources found and no other. */
  exactly: boolean;
  year: readonly number[];
  /** Code of the reason of record. */
  reason: string | undefined;
  label: readonly string[];
  /** The column of the flow diagram that counts it. */
  column: "databases" | "other" | undefined;
  flagged: boolean;
  /** Only citations with more than one record. */
  duplicates: boolean;
}

/** An address's query, as the router reads it: a value may have been taken for a number or a list. */
export type Query = Readonly<Record<string, unknown>>;

function listOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(listOf);
  if (typeof value === "string") return value === "" ? [] : [value];
  return typeof value === "number" || typeof value === "boolean" ? [String(value)] : [];
}

const isClass = (name: string): name is CitationClass => (CLASSES as readonly string[]).includes(name);

/** Reads an address; what it does not know is passed over. Classes and years may be put together by commas. */
export function readNarrowing(query: Query): Narrowing {
  const parted = (value: unknown) => listOf(value).flatMap((text) => text.split(","));
  const [search] = listOf(query["search"]);
  const [reason] = listOf(query["reason"]);
  const [column] = listOf(query["column"]);
  return {
    search: search ?? "",
    class: parted(query["class"]).filter(isClass),
    source: listOf(query["source"]),
    exactly: listOf(query["exactly"]).includes("true") && listOf(query["source"]).length > 0,
    year: parted(query["year"])
      .map(Number)
      .filter((year) => Number.isInteger(year) && year > 0),
    reason,
    label: listOf(query["label"]),
    column: column === "databases" || column === "other" ? column : undefined,
    flagged: listOf(query["flagged"]).includes("true"),
    duplicates: listOf(query["duplicates"]).includes("true"),
  };
}

/** The query of an address that says the same; what is not narrowed is left away. */
export function writeNarrowing(narrowing: Narrowing): Record<string, unknown> {
  const { search, source, exactly, reason, label, column, flagged, duplicates } = narrowing;
  return {
    ...(search !== "" && { search }),
    ...(narrowing.class.length > 0 && { class: narrowing.class.join(",") }),
    ...(source.length > 0 && { source: source.length === 1 ? source[0] : [...source] }),
    ...(exactly && { exactly: true }),
    ...(narrowing.year.length > 0 && { year: narrowing.year.join(",") }),
    ...(reason !== undefined && { reason }),
    ...(label.length > 0 && { label: label.length === 1 ? label[0] : [...label] }),
    ...(column !== undefined && { column }),
    ...(flagged && { flagged: true }),
    ...(duplicates && { duplicates: true }),
  };
}

/** The ticks in the facets that a narrowing stands for. */
export function chosenOf(narrowing: Narrowing): Chosen {
  return {
    class: narrowing.class,
    source: narrowing.source,
    only: narrowing.exactly ? ["exactly"] : [],
    year: narrowing.year.map(String),
    reason: narrowing.reason === undefined ? [] : [narrowing.reason],
    label: narrowing.label,
    column: narrowing.column === undefined ? [] : [narrowing.column],
    flag: narrowing.flagged ? ["flagged"] : [],
    records: narrowing.duplicates ? ["several"] : [],
  };
}

/** The narrowing after other ticks were set; the words that are searched stay. */
export function narrowedBy(narrowing: Narrowing, chosen: Chosen): Narrowing {
  return {
    search: narrowing.search,
    class: (chosen["class"] ?? []).filter(isClass),
    source: chosen["source"] ?? [],
    exactly: (chosen["only"] ?? []).length > 0 && (chosen["source"] ?? []).length > 0,
    year: (chosen["year"] ?? []).map(Number),
    reason: chosen["reason"]?.[0],
    label: chosen["label"] ?? [],
    column: (chosen["column"] ?? []).length > 0 ? narrowing.column : undefined,
    flagged: (chosen["flag"] ?? []).length > 0,
    duplicates: (chosen["records"] ?? []).length > 0,
  };
}
