import type { Reference } from "../core/src/references/reference.ts";

/** The fields that are compared. */
export const FIELDS = ["title", "abstract", "authors", "year", "doi", "keywords", "pages"] as const;

export type Field = (typeof FIELDS)[number];

/** How many values a reader kept of each field of one record; for single fields 0 or 1. */
export interface Kept {
  counts: Record<Field, number>;
  /** The DOI as read, empty for none. */
  doi: string;
}

/** What an independent count finds in one record; `text` is where its DOI has to stand. */
export interface Truth extends Kept {
  text: string;
}

const STRICT_DOI = /^10\.\d{4,9}(?:\.\d+)*\/[^\s"<>]{1,300}(?:<[^\s<>]+>[^\s<>]*)?$/;

export function present(text: string | undefined): number {
  return text !== undefined && text.trim() !== "" ? 1 : 0;
}

export function keptOf(reference: Reference): Kept {
  return {
    counts: {
      title: present(reference.title),
      abstract: present(reference.abstract),
      authors: reference.authors.length,
      year: reference.year === undefined ? 0 : 1,
      doi: present(reference.doi),
      keywords: reference.keywords.length,
      pages: present(reference.pages),
    },
    doi: reference.doi ?? "",
  };
}

function unescaped(text: string): string {
  return text
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/&lt;/gi, "<")
    .replace(/&gt;/gi, ">")
    .replace(/&amp;/gi, "&")
    .replace(/\\([_&%#])/g, "$1")
    .toLowerCase();
}

/** Whether a DOI that was read is none, or does not stand in its record outside of fields about other works. */
export function isBogus(doi: string, record: Truth | undefined): boolean {
  const bare = doi.trim().replace(/^https?:\/\/(?:dx\.)?doi\.org\//i, "");
  if (!STRICT_DOI.test(bare)) return true;
  return record !== undefined && !unescaped(record.text).includes(bare.toLowerCase());
}

/** Sums over files: what is there, what was kept of it. */
export class Tally {
  files = 0;
  exact = 0;
  records = 0;
  failed = 0;
  bogus = 0;
  readonly kept = new Map<Field, number>();
  readonly there = new Map<Field, number>();
  /** Records that lost something, for a person to look at. */
  readonly losses: string[] = [];

  /** Adds one file; `right` is the true number of records where it is not the count's own. */
  add(file: string, truth: readonly Truth[], read: readonly Kept[] | undefined, right: number): void {
    this.files++;
    if (read === undefined) this.failed++;
    else if (read.length === right) this.exact++;
    this.records += read?.length ?? 0;
    const aligned = read !== undefined && read.length === truth.length;
    for (const doi of (read ?? []).map((record) => record.doi)) {
      const at = aligned ? (read ?? []).findIndex((record) => record.doi === doi) : -1;
      if (doi !== "" && isBogus(doi, at < 0 ? undefined : truth[at])) {
        this.bogus++;
        this.losses.push(`${file}: bogus DOI ${doi}`);
      }
    }
    for (const field of FIELDS) {
      const total = truth.reduce((sum, record) => sum + record.counts[field], 0);
      const found = aligned
        ? truth.reduce(
            (sum, record, at) => sum + Math.min(record.counts[field], read[at]?.counts[field] ?? 0),
            0,
          )
        : Math.min(
            total,
            (read ?? []).reduce((sum, record) => sum + record.counts[field], 0),
          );
      if (aligned && found < total) {
        const at = truth.findIndex(
          (record, place) => record.counts[field] > (read[place]?.counts[field] ?? 0),
        );
        this.losses.push(`${file}: ${field} ${found} of ${total}, first in record ${at + 1}`);
      }
      this.there.set(field, (this.there.get(field) ?? 0) + total);
      this.kept.set(field, (this.kept.get(field) ?? 0) + found);
    }
  }
}
