import { parseDate } from "../clean/dates.ts";
import { cleanText } from "../clean/entities.ts";
import { type FlagSource, flagsFrom } from "../clean/flags.ts";
import { findIsbns, findIssns } from "../clean/identifiers.ts";
import { labelsFromNote, partedNote } from "../clean/labels.ts";
import { parseAuthor } from "../clean/names.ts";
import type { Author, Flag, Reference } from "../reference.ts";

type Optional =
  | "title"
  | "journal"
  | "volume"
  | "issue"
  | "pages"
  | "doi"
  | "pmid"
  | "pmcid"
  | "arxiv"
  | "abstract"
  | "language"
  | "publisher"
  | "database"
  | "accession";

const FLAG_NOTE =
  /^FLAG (retracted|retraction-notice|corrected|correction-notice|expression-of-concern): (.*)$/s;

const LONGEST_URL = 8000;
const PLAIN_URL = /^https?:\/\/[^\s<>;,&]+$/;

/** A reference while a reader fills it in; what stays empty is left out at the end. */
export class Draft {
  readonly reference: Reference;
  readonly #flagSource: { types: string[]; links: { kind: string; text: string }[] } = {
    types: [],
    links: [],
  };
  readonly #flags: Flag[] = [];

  constructor(id: string, type: string, raw: Reference["raw"]) {
    this.reference = {
      id,
      type,
      authors: [],
      issn: [],
      isbn: [],
      keywords: [],
      url: [],
      notes: [],
      raw,
    };
  }

  /** Sets a field to cleaned text, unless that is empty. */
  text(field: Optional, value: string | undefined): this {
    if (value === undefined) return this;
    const cleaned = cleanText(value);
    if (cleaned !== "") this.reference[field] = cleaned;
    return this;
  }

  /** Sets a field to a value that is clean already. */
  set(field: Optional, value: string | undefined): this {
    if (value !== undefined && value !== "") this.reference[field] = value;
    return this;
  }

  /** The most precise of the dates given that agrees with the first that has a year. */
  dated(dates: readonly string[]): this {
    for (const text of dates) {
      const { date, year } = parseDate(text);
      if (date === undefined || year === undefined) continue;
      if (this.reference.year === undefined) this.reference.year = year;
      if (this.reference.year === year && date.length > (this.reference.date?.length ?? 0))
        this.reference.date = date;
    }
    return this;
  }

  authors(names: readonly string[]): this {
    for (const name of names) {
      const author = parseAuthor(name);
      if (author !== undefined) this.reference.authors.push(author);
    }
    return this;
  }

  author(author: Author): this {
    this.reference.authors.push(author);
    return this;
  }

  /** ISSNs and ISBNs wherever in these values, each once. */
  serials(values: readonly string[]): this {
    for (const value of values) {
      for (const isbn of findIsbns(value))
        if (!this.reference.isbn.includes(isbn)) this.reference.isbn.push(isbn);
      for (const issn of findIssns(value))
        if (!this.reference.issn.includes(issn)) this.reference.issn.push(issn);
    }
    return this;
  }

  keywords(words: Iterable<string>): this {
    const kept = new Set(this.reference.keywords);
    for (const word of words) {
      const cleaned = cleanText(word);
      if (cleaned !== "") kept.add(cleaned);
    }
    this.reference.keywords = [...kept];
    return this;
  }

  urls(values: readonly string[]): this {
    for (const value of values) {
      if (value.length <= LONGEST_URL && PLAIN_URL.test(value)) {
        if (!this.reference.url.includes(value)) this.reference.url.push(value);
        continue;
      }
      for (const part of value.split(/\s+/)) {
        if (part.length > LONGEST_URL) continue;
        const url = part.replace(/^<|[>;,]+$/g, "").replaceAll("&amp;", "&");
        if (/^(?:https?|ftp):\/\/./i.test(url) && !this.reference.url.includes(url))
          this.reference.url.push(url);
      }
    }
    return this;
  }

  /** Notes; those that carry another tool's decisions become labels, and flags become flags again. */
  notes(values: readonly string[]): this {
    for (const value of values.flatMap(partedNote)) {
      const cleaned = cleanText(value);
      if (cleaned === "") continue;
      const flag = cleaned.startsWith("FLAG ") ? FLAG_NOTE.exec(cleaned) : null;
      const labels = flag === null ? labelsFromNote(value) : undefined;
      if (flag !== null) this.#flags.push({ kind: flag[1] as Flag["kind"], basis: flag[2] ?? "" });
      else if (labels === undefined) this.reference.notes.push(cleaned);
      else this.reference.labels = { ...this.reference.labels, ...labels };
    }
    return this;
  }

  /** What the source says of retractions and corrections. */
  standing(types: readonly string[], links: NonNullable<FlagSource["links"]> = []): this {
    // a call takes no list of any length
    for (const type of types) this.#flagSource.types.push(type);
    for (const link of links) this.#flagSource.links.push(link);
    return this;
  }

  finish(): Reference {
    const flags = [...this.#flags];
    for (const flag of flagsFrom({ title: this.reference.title, ...this.#flagSource })) {
      if (!flags.some((held) => held.kind === flag.kind)) flags.push(flag);
    }
    if (flags.length > 0) this.reference.flags = flags;
    return this.reference;
  }
}

/** Notes that carry a reference's flags through a format that has no field for them. */
export function notesFromFlags(flags: readonly Flag[] | undefined): string[] {
  return (flags ?? []).map((flag) => `FLAG ${flag.kind}: ${flag.basis}`);
}
