import { abstractPrint } from "./abstract.ts";
import { namesOf } from "./author.ts";
import { doiOf, isPreprintDoi } from "./doi.ts";
import type { AuthorForm, Entry, TitleForm } from "./entry.ts";
import {
  type Content,
  firstPageAt,
  firstTitleAt,
  type KeyFields,
  mayShareAuthor,
  readEntry,
  readKeyFields,
  sharesIdentifier,
  sharesIssue,
  sharesPlace,
  sourceAt,
  writeEntry,
  yearAt,
} from "./entry-codec.ts";
import { IntPool } from "./int-pool.ts";
import type { Item } from "./item.ts";
import { issnsOf, type Journal, journalLikeness, journalOf } from "./journal.ts";
import { isPreprintServer, isProtocol, isRegister, kindOf } from "./kind.ts";
import { languageOf } from "./language.ts";
import { pagesOf } from "./page.ts";
import { spelled } from "./spelling.ts";
import { fold } from "./text.ts";
import { titleOf, titleWords } from "./title.ts";
import { detached, Tally, Vocabulary } from "./vocabulary.ts";
import { issueOf, volumeOf } from "./volume.ts";

interface KnownJournal {
  readonly id: number;
  readonly preprint: boolean;
  readonly register: boolean;
}

const NO_JOURNAL: KnownJournal = { id: 0, preprint: false, register: false };
// A handful of items tells nothing of how rare a word is: they count as part of so many.
const FEWEST = 1000;
const CACHED = 1 << 11;
const LONGEST_LIST = 255;
const STEM = 4;
const LOG2 = Float64Array.from({ length: 4096 }, (_, count) => Math.log2(Math.max(1, count)));

function log2(count: number): number {
  return LOG2[count] ?? Math.log2(count);
}

/**
 * Items made ready to compare, with what the pool of them tells: how often each title word and each name occurs.
 * Kept in a few typed arrays; entries are read out as they are needed.
 */
export class Corpus {
  readonly words = new Vocabulary();
  readonly names = new Vocabulary();
  readonly compacts = new Vocabulary();
  /** Volumes, issues, DOIs, PMIDs, ISSNs, prefixes of pages, sources. */
  readonly labels = new Vocabulary();
  readonly wordCounts = new Tally();
  readonly nameCounts = new Tally();
  readonly #spellings = new Map<string, number>();
  readonly #pageCounts = new Map<number, number>();
  readonly #ids: string[] = [];
  readonly #starts: number[] = [];
  readonly #pool = new IntPool();
  /** By the number of a name: a hash of its first letters. */
  readonly #stems = new IntPool();
  readonly #journals: (Journal | undefined)[] = [undefined];
  readonly #knownJournals = new Map<string, KnownJournal>([["", NO_JOURNAL]]);
  readonly #journalForms = new Map<string, number>();
  readonly #likeness = new Map<number, number>();
  readonly #cache: (Entry | undefined)[] = new Array<Entry | undefined>(CACHED);
  #yearless = 0;
  #sizeBits = Math.log2(FEWEST + 1);

  get size(): number {
    return this.#ids.length;
  }

  /** Bits that a pair must overcome: log2 of the number of items, at least of 1,000. */
  get prior(): number {
    return Math.log2(Math.max(this.size, FEWEST));
  }

  /** Whether years are missing often enough to need keys that do without. */
  get oftenYearless(): boolean {
    return this.#yearless > 0.002 * this.size;
  }

  id(index: number): string {
    return this.#ids[index] ?? "";
  }

  /** Bits that a title word tells: log2 of how rare it is. */
  wordBits(word: number): number {
    return this.#sizeBits - log2(this.wordCounts.of(word));
  }

  /** Bits that a shared name tells. */
  nameBits(name: number): number {
    return this.#sizeBits - log2(this.nameCounts.of(name));
  }

  /** Bits of all distinct words of a title. */
  titleBits(title: TitleForm): number {
    let bits = 0;
    title.words.forEach((word, at) => {
      if (title.words.indexOf(word) === at) bits += this.wordBits(word);
    });
    return bits;
  }

  /** Bits that a shared first page tells, 1 to 9. */
  pageBits(first: number): number {
    return Math.min(9, Math.max(1, this.prior - Math.log2(this.#pageCounts.get(first) ?? 1)));
  }

  /** Likeness of the journals of two entries, 0 to 1; undefined where one is missing. */
  journalLikeness(a: Entry, b: Entry): number | undefined {
    if (a.issns.some((issn) => b.issns.includes(issn))) return 1;
    if (a.journal === 0 || b.journal === 0) return undefined;
    if (a.journal === b.journal) return 1;
    const key = Math.min(a.journal, b.journal) * 0x1000000 + Math.max(a.journal, b.journal);
    let likeness = this.#likeness.get(key);
    if (likeness === undefined) {
      likeness = journalLikeness(this.#journals[a.journal] as Journal, this.#journals[b.journal] as Journal);
      this.#likeness.set(key, likeness);
    }
    return likeness;
  }

  /** Whether an entry's journal is a conference by its own words. */
  isConference(entry: Entry): boolean {
    return this.#journals[entry.journal]?.sort === -1;
  }

  entry(index: number): Entry {
    const cached = this.#cache[index & (CACHED - 1)];
    if (cached?.index === index) return cached;
    const entry = readEntry(this.#pool, this.#starts[index] ?? 0, index, (prefix) =>
      this.labels.text(prefix),
    );
    this.#cache[index & (CACHED - 1)] = entry;
    return entry;
  }

  /** What an item's block keys are made of. */
  keyFields(index: number): KeyFields {
    return readKeyFields(this.#pool, this.#starts[index] ?? 0);
  }

  /** The source of an item, as a number of the labels. */
  source(index: number): number {
    return sourceAt(this.#pool, this.#starts[index] ?? 0);
  }

  firstPage(index: number): number {
    return firstPageAt(this.#pool, this.#starts[index] ?? 0);
  }

  year(index: number): number {
    return yearAt(this.#pool, this.#starts[index] ?? 0);
  }

  /** The compact form of the first title, 0 where it is missing. */
  compact(index: number): number {
    return firstTitleAt(this.#pool, this.#starts[index] ?? 0).compact;
  }

  /** Bits of the first titles' shared words, as a share of the lesser title's; undefined where more has to be looked at. */
  sharedTitle(x: number, y: number): number | undefined {
    const a = firstTitleAt(this.#pool, this.#starts[x] ?? 0);
    const b = firstTitleAt(this.#pool, this.#starts[y] ?? 0);
    if (a.titles !== 1 || b.titles !== 1) return undefined;
    if (a.compact === b.compact) return 1;
    let bitsA = 0;
    let bitsB = 0;
    let shared = 0;
    for (let i = 0; i < a.count; i++) {
      const word = this.#pool.at(a.from + i);
      const bits = this.wordBits(word);
      bitsA += bits;
      for (let j = 0; j < b.count; j++) {
        if (this.#pool.at(b.from + j) !== word) continue;
        shared += bits;
        break;
      }
    }
    for (let j = 0; j < b.count; j++) bitsB += this.wordBits(this.#pool.at(b.from + j));
    return shared / Math.min(bitsA, bitsB);
  }

  /** Whether two items share a DOI or a PMID, without reading the entries. */
  sharesIdentifier(x: number, y: number): boolean {
    return sharesIdentifier(this.#pool, this.#starts[x] ?? 0, this.#starts[y] ?? 0);
  }

  /** Whether two items may have an author in common, without reading the entries; true where one has none. */
  mayShareAuthor(x: number, y: number): boolean {
    return mayShareAuthor(this.#pool, this.#stems, this.#starts[x] ?? 0, this.#starts[y] ?? 0);
  }

  /** Whether two items share a DOI, a PMID or a first page, without reading the entries. */
  sharesPlace(x: number, y: number): boolean {
    return sharesPlace(this.#pool, this.#starts[x] ?? 0, this.#starts[y] ?? 0);
  }

  /** Whether two items share volume and issue, without reading the entries. */
  sharesIssue(x: number, y: number): boolean {
    return sharesIssue(this.#pool, this.#starts[x] ?? 0, this.#starts[y] ?? 0);
  }

  /** Takes an item in; gives its index. */
  add(item: Item): number {
    const index = this.#ids.length;
    const content = this.#content(item);
    this.#ids.push(detached(item.id));
    this.#sizeBits = Math.log2(Math.max(index + 1, FEWEST) + 1);
    this.#starts.push(this.#pool.length);
    writeEntry(this.#pool, content, this.labels.id(content.pages?.prefix ?? ""));
    for (const { words } of content.titles) this.wordCounts.addOnce(words, index);
    for (const { family, given } of content.authors) {
      this.nameCounts.addOnce(family, index);
      this.nameCounts.addOnce(given, index);
    }
    if (content.year === 0) this.#yearless++;
    const first = content.pages?.first;
    if (first !== undefined) this.#pageCounts.set(first, (this.#pageCounts.get(first) ?? 0) + 1);
    return index;
  }

  #content(item: Item): Content {
    const folded = fold(item.title);
    const { forms, translated } = titleOf(folded);
    const journal = this.#journalOf(item.journal ?? "");
    const year = item.year ?? 0;
    const issue = issueOf(item.issue ?? "");
    const doi = doiOf(item.doi ?? "");
    const preprintDoi = isPreprintDoi(doi);
    return {
      titles: this.#titles(forms),
      authors: this.#authors(item.authors),
      year,
      journal: journal.id,
      volume: this.labels.id(volumeOf(item.volume ?? "", year)),
      issue: this.labels.id(issue),
      supplement: issue.startsWith("s"),
      pages: pagesOf(item.pages ?? ""),
      doi: this.labels.id(doi),
      pmid: this.labels.id((/\d+/.exec(item.pmid ?? "")?.[0] ?? "").replace(/^0+/, "")),
      issns: issnsOf((item.isbn ?? []).join(" ")).map((issn) => this.labels.id(issn)),
      abstract: abstractPrint(item.abstract ?? ""),
      kind: kindOf(folded),
      preprint: journal.preprint || item.type === "preprint" || (journal.id === 0 && preprintDoi),
      preprintDoi,
      register: journal.register,
      protocol: isProtocol(folded),
      translated,
      language: languageOf(folded),
      source: this.labels.id(item.source ?? ""),
    };
  }

  #titles(forms: readonly string[]): TitleForm[] {
    const titles: TitleForm[] = [];
    for (const form of forms) {
      const words = titleWords(form)
        .slice(0, LONGEST_LIST)
        .map((word) => this.#spelled(word));
      if (words.length === 0) continue;
      const compact = words.map((word) => this.words.text(word)).join("");
      titles.push({ compact: this.compacts.id(compact), words });
    }
    return titles;
  }

  #spelled(word: string): number {
    const known = this.#spellings.get(word);
    if (known !== undefined) return known;
    const id = this.words.id(spelled(word));
    this.#spellings.set(detached(word), id);
    return id;
  }

  #authors(authors: readonly string[]): AuthorForm[] {
    return namesOf(authors).map((name) => ({
      family: name.family.slice(0, LONGEST_LIST).map((word) => this.#nameId(word)),
      initial: name.initial === "" ? 0 : name.initial.charCodeAt(0),
      given: name.given.slice(0, 100).map((word) => this.#nameId(word)),
    }));
  }

  #nameId(name: string): number {
    const id = this.names.id(name);
    while (this.#stems.length <= id) {
      let hash = 0;
      const text = this.names.text(this.#stems.length);
      for (let at = 0; at < Math.min(STEM, text.length); at++)
        hash = Math.imul(hash, 131) + text.charCodeAt(at);
      this.#stems.push(hash);
    }
    return id;
  }

  #journalOf(raw: string): KnownJournal {
    const text = raw.trim();
    const known = this.#knownJournals.get(text);
    if (known !== undefined) return known;
    const journal = journalOf(text);
    let id = 0;
    if (journal !== undefined) {
      const forms = journal.forms.map((form) => form.join(" ")).join("=");
      id = this.#journalForms.get(forms) ?? this.#journals.length;
      if (id === this.#journals.length) {
        this.#journals.push(journal);
        this.#journalForms.set(forms, id);
      }
    }
    const fresh = { id, preprint: isPreprintServer(text), register: isRegister(text) };
    this.#knownJournals.set(detached(text), fresh);
    return fresh;
  }
}
