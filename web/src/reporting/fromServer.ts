import type { ChecklistItem as Item, ReportText } from "@chartroom/core/reporting";
import type { ChecklistItem } from "./ReportView.tsx";

/** What fills an item of PRISMA-ScR: a place in the review, or a text of the report. */
type Filler =
  | { readonly path: string; readonly words: string }
  | { readonly text: ReportText; readonly words: string };

const PROTOCOL = { path: "protocol", words: "In the protocol" } as const;
const CHARTING = { path: "charting", words: "From charting" } as const;

/** What fills each item, by its number. */
const FILLERS: Readonly<Record<number, Filler>> = {
  1: PROTOCOL,
  2: { text: "summary", words: "Computed, with the conclusions as written" },
  3: PROTOCOL,
  4: PROTOCOL,
  5: PROTOCOL,
  6: PROTOCOL,
  7: { path: "records", words: "From the runs that were imported" },
  8: { path: "records", words: "From the runs that were imported" },
  9: { path: "screen", words: "Told from the protocol and the votes" },
  10: { text: "contacts", words: "Told from the charting form and the charts" },
  11: CHARTING,
  12: PROTOCOL,
  13: { text: "synthesisMethods", words: "Told from the figures and as written" },
  14: { path: "", words: "The flow diagram, computed" },
  15: CHARTING,
  16: PROTOCOL,
  17: CHARTING,
  18: { text: "results", words: "The map, and as written" },
  19: { text: "evidence", words: "As written" },
  20: { text: "limitations", words: "As written, with what the record shows" },
  21: { text: "conclusions", words: "As written" },
  22: PROTOCOL,
};

/** Where an item sends people although most of it is filled elsewhere. */
function filler({ item, missing }: Item): Filler {
  if (item === 22 && missing?.includes("sources") === true)
    return { text: "sourcesFunding", words: "As written" };
  return FILLERS[item] ?? { path: "report", words: "In the report" };
}

/** The checklist as the page shows it: each item with what fills it, or with what is missing. */
export function checklistOf(review: string, items: readonly Item[]): ChecklistItem[] {
  return items.map((item) => {
    const from = filler(item);
    return {
      number: String(item.item),
      section: item.title,
      asks: item.asks,
      state: item.missing === undefined ? "filled" : "missing",
      words: item.missing ?? from.words,
      ...("text" in from ? { text: from.text } : { href: `/r/${review}/${from.path}` }),
    };
  });
}
