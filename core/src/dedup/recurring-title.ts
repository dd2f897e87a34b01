import type { Corpus } from "./corpus.ts";
import type { TitleForm } from "./entry.ts";
import type { IssueTrust } from "./issue-trust.ts";
import { spelled } from "./spelling.ts";

const SERIAL = new Set(
  "editorial editor editors comment comments introduction guest remark remarks note notes issue special section letter letters book review reviews news table content contents index announcement announcements abstract abstracts preface foreword obituary calendar erratum errata correction corrigendum reply response commentary overview volume number from about this author authors call paper papers message president annual report reviewer reviewers list thanks acknowledgment acknowledgement acknowledgments masthead front back matter cover untitled discussion conclusion summary corner viewpoint perspective perspectives opinion highlights contributors instructions journal quarterly"
    .split(" ")
    .map(spelled),
);
const EDITORIAL = new Set(["editorial", "editor", "preface", "foreword", "introduction"].map(spelled));
const MOST_WORDS = 8;
const MOST_BITS = 45;
const FEWEST_PLACES = 4;

/** Whether a title is one that every issue may carry: an editorial, a table of contents, a single word. */
export function isSerialTitle(corpus: Corpus, title: TitleForm): boolean {
  const words = new Set(title.words);
  if (words.size <= 1) return true;
  if (words.size > MOST_WORDS) return false;
  let serial = false;
  let other = 0;
  for (const word of words) {
    const text = corpus.words.text(word);
    if (SERIAL.has(text)) serial = true;
    else if (!/^\d+$/.test(text)) other++;
  }
  return serial && other <= 1;
}

/** Whether a title is a plain editorial's. */
export function isEditorial(corpus: Corpus, title: TitleForm): boolean {
  return isSerialTitle(corpus, title) && title.words.some((word) => EDITORIAL.has(corpus.words.text(word)));
}

/** The titles (by their compact form) that the corpus has in four or more places: columns and annual pieces. */
export function recurringTitles(
  corpus: Corpus,
  trusts: ReadonlyMap<number, IssueTrust>,
): ReadonlySet<number> {
  const counts = new Int32Array(corpus.compacts.size);
  for (let index = 0; index < corpus.size; index++) {
    const compact = corpus.compact(index);
    counts[compact] = (counts[compact] ?? 0) + 1;
  }
  const places = new Map<number, Set<string>>();
  for (let index = 0; index < corpus.size; index++) {
    const compact = corpus.compact(index);
    if (compact === 0 || (counts[compact] ?? 0) < FEWEST_PLACES) continue;
    const entry = corpus.entry(index);
    const title = entry.titles[0];
    if (title === undefined || (entry.volume === 0 && entry.year === 0)) continue;
    if (corpus.titleBits(title) >= MOST_BITS) continue;
    const seen = places.get(compact) ?? new Set<string>();
    const issue = (trusts.get(entry.source)?.weight ?? 0) > 0.6 ? entry.issue : 0;
    const place = entry.volume === 0 ? `y${entry.year}` : `v${entry.volume}`;
    seen.add(`${place}/${issue}`);
    places.set(compact, seen);
  }
  const recurring = new Set<number>();
  for (const [compact, seen] of places) if (seen.size >= FEWEST_PLACES) recurring.add(compact);
  return recurring;
}
