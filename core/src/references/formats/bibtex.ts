import type { BibEntry } from "./bibtex-entry.ts";
import { MAX_LENT, parseEntry } from "./bibtex-entry.ts";
import { entryReference } from "./bibtex-reference.ts";
import { EntryScanner } from "./bibtex-scanner.ts";
import { writeEntry } from "./bibtex-write.ts";
import type { Format, Sample, Sink, TextReader } from "./format.ts";

/** Entries that others name in `crossref` or `xdata`. */
const PARENTS = new Set([
  "book",
  "mvbook",
  "collection",
  "mvcollection",
  "proceedings",
  "mvproceedings",
  "reference",
  "periodical",
  "xdata",
]);
/** What stays with the parent: its identity, text and relations (biblatex manual, appendix B). */
const NOT_INHERITED = new Set([
  "author",
  "title",
  "subtitle",
  "abstract",
  "annote",
  "keywords",
  "keyword",
  "doi",
  "url",
  "pages",
  "note",
  "file",
  "crossref",
  "xdata",
  "pmid",
  "unique-id",
  "eprint",
  "type",
]);
/** How many entries may wait for a parent that comes later, and how many parents are remembered. */
const MAX_WAITING = 5_000;
const MAX_PARENTS = 100_000;

interface Waiting {
  entry: BibEntry;
  place: { record: number; line: number };
  parent: string | undefined;
}

class BibtexReader implements TextReader {
  private readonly sink: Sink;
  private readonly scanner = new EntryScanner(this);
  private readonly strings = new Map<string, string>();
  private readonly parents = new Map<string, BibEntry>();
  /** In the order of the file: the first waits for its parent, the others for the first. */
  private waiting: Waiting[] = [];
  private record = 0;
  private readonly loan = { left: MAX_LENT };

  constructor(sink: Sink) {
    this.sink = sink;
  }

  push(text: string): void {
    this.scanner.push(text);
  }

  end(): void {
    this.scanner.end();
    for (const one of this.waiting) this.give(one);
    this.waiting = [];
  }

  entry(text: string, type: string, from: number, end: number, line: number, whole: boolean): void {
    if (type === "comment" || type === "preamble") return;
    const entry = parseEntry(text, type, from, end, this.strings, this.loan);
    if (type === "string") {
      for (const [name, value] of entry.fields) this.strings.set(name, value);
      return;
    }
    if (entry.fields.size === 0 && entry.key === "" && entry.faults.length === 0) return;
    if (type !== "xdata") this.record++;
    const place = { record: this.record, line };
    if (!whole) {
      this.warn(
        "bibtex.not-closed",
        "The entry is not closed: a brace is missing in it. What could be read was kept.",
        place,
      );
    }
    for (const fault of entry.faults.slice(0, 10)) this.warn("bibtex.entry", fault, place);
    if (PARENTS.has(type) && this.parents.size < MAX_PARENTS)
      this.parents.set(entry.key.toLowerCase(), entry);
    if (type !== "xdata") this.waiting.push({ entry, place, parent: parentOf(entry) });
    this.flush();
  }

  private warn(code: string, message: string, place: { record: number; line: number }): void {
    this.sink.diagnostic({ code, severity: "warning", message, ...place });
  }

  private flush(): void {
    let ready = 0;
    for (const one of this.waiting) {
      const known = one.parent === undefined || this.parents.has(one.parent);
      if (!known && this.waiting.length - ready <= MAX_WAITING) break;
      this.give(one);
      ready++;
    }
    if (ready > 0) this.waiting = this.waiting.slice(ready);
  }

  private give({ entry, place, parent }: Waiting): void {
    const from = parent === undefined ? undefined : this.parents.get(parent);
    if (parent !== undefined && !from) {
      this.warn(
        "bibtex.no-parent",
        `The entry names "${parent}" as its crossref, which is not in the file.`,
        place,
      );
    }
    const inherited = from ? this.inherited(from, 3) : undefined;
    if (inherited !== undefined && this.loan.left < 0) {
      this.warn(
        "bibtex.entry",
        "The file's crossrefs lend more text than any real ones; a field was left out.",
        place,
      );
    }
    this.sink.reference(entryReference(entry, place.record, inherited), place);
  }

  private inherited(parent: BibEntry, steps: number): Map<string, string> {
    const next = parentOf(parent);
    const grand = next !== undefined && steps > 0 ? this.parents.get(next) : undefined;
    const fields = grand ? this.inherited(grand, steps - 1) : new Map<string, string>();
    const lend = (name: string, value: string) => {
      this.loan.left -= value.length;
      if (this.loan.left >= 0) fields.set(name, value);
    };
    for (const [name, value] of parent.fields) {
      if (parent.type === "xdata" || !NOT_INHERITED.has(name)) lend(name, value);
    }
    const title = parent.fields.get("title");
    if (title !== undefined && parent.type !== "xdata") lend("booktitle", title);
    return fields;
  }
}

function parentOf(entry: BibEntry): string | undefined {
  const parent = entry.fields.get("crossref") ?? entry.fields.get("xdata");
  return parent?.split(",")[0]?.trim().toLowerCase();
}

function detect({ text, name }: Sample): number {
  const entries = text.match(/^[ \t]*@[A-Za-z]{3,30}\s*[{(]\s*[^\s,{}]*\s*,/gm)?.length ?? 0;
  if (entries > 0) return /^[\ufeff\s]*@/.test(text) ? 1 : 0.85;
  if (/^[ \t]*@[A-Za-z]{3,30}\s*[{(]/m.test(text)) return 0.7;
  return /\.bib(?:tex)?$/i.test(name) ? 0.2 : 0;
}

/** BibTeX and biblatex, read forgivingly: a bad entry is told and loses no other. */
export const bibtex: Format = {
  id: "bib",
  name: "BibTeX",
  extensions: ["bib", "bibtex"],
  detect,
  read: (sink) => new BibtexReader(sink),
  write: { separator: "\n", one: writeEntry },
};
