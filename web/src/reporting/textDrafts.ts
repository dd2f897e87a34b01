import type { ReportText } from "@chartroom/core/reporting";

/** A text that was written and not kept, with what was kept when it was begun. */
export interface TextDraft {
  text: string;
  over: string;
}
export type TextDrafts = Readonly<Partial<Record<ReportText, TextDraft>>>;

/** Where drafts wait until they are kept; the browser's own storage on the page. */
type Place = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const keyOf = (review: string, member: string) => `chartroom.texts.${review}.${member}`;

const isDraft = (value: unknown): value is TextDraft =>
  typeof value === "object" &&
  value !== null &&
  typeof (value as Partial<TextDraft>).text === "string" &&
  typeof (value as Partial<TextDraft>).over === "string";

/** The drafts of a member in a review; none where the storage holds nothing that can be read. */
export function readDrafts(place: Place, review: string, member: string): TextDrafts {
  try {
    const kept = JSON.parse(place.getItem(keyOf(review, member)) ?? "{}") as Record<string, unknown>;
    return Object.fromEntries(Object.entries(kept).filter((entry) => isDraft(entry[1])));
  } catch {
    return {};
  }
}

/** The drafts with one part changed: written anew, or gone where it says what is kept. */
export function withDraft(drafts: TextDrafts, part: ReportText, text: string, kept: string): TextDrafts {
  const { [part]: before, ...others } = drafts;
  return text === kept ? others : { ...others, [part]: { text, over: before?.over ?? kept } };
}

/** Lets drafts wait; a storage that is full or closed costs the waiting, not the writing. */
export function writeDrafts(place: Place, review: string, member: string, drafts: TextDrafts): void {
  try {
    if (Object.keys(drafts).length === 0) place.removeItem(keyOf(review, member));
    else place.setItem(keyOf(review, member), JSON.stringify(drafts));
  } catch {
    // the text stays in the page
  }
}
