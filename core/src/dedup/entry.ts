import type { Kind } from "./kind.ts";
import type { Language } from "./language.ts";
import type { Pages } from "./page.ts";

/** A form of a title: its words in order and the whole written together, as numbers of the corpus's vocabularies. */
export interface TitleForm {
  readonly compact: number;
  readonly words: readonly number[];
}

/** A name: numbers of its words; `initial` is a character code, 0 for none. */
export interface AuthorForm {
  readonly family: readonly number[];
  readonly initial: number;
  readonly given: readonly number[];
}

/** An item made ready to compare. Texts are numbers of the corpus's vocabularies, 0 meaning missing. */
export interface Entry {
  readonly index: number;
  /** The whole title first; empty where it is missing. */
  readonly titles: readonly TitleForm[];
  readonly authors: readonly AuthorForm[];
  readonly year: number;
  /** Position in the corpus's list of journals. */
  readonly journal: number;
  readonly volume: number;
  readonly issue: number;
  readonly supplement: boolean;
  readonly pages: Pages | undefined;
  readonly doi: number;
  readonly pmid: number;
  readonly issns: readonly number[];
  readonly abstract: readonly number[];
  readonly kind: Kind;
  readonly preprint: boolean;
  readonly preprintDoi: boolean;
  readonly register: boolean;
  readonly protocol: boolean;
  readonly translated: boolean;
  readonly language: Language;
  readonly source: number;
}
