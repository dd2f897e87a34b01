import type { Status } from "@chartroom/core/flow";

const WORDS: Readonly<Record<Status["stage"], string>> = {
  protocol: "Protocol",
  search: "Search",
  collect: "Import",
  deduplicate: "Duplicates",
  pilot: "Pilot",
  title_abstract: "Title and abstract",
  full_text: "Full text",
  charting: "Charting",
  synthesis: "Synthesis",
};

/** Where a review is in its life, as written on the page. */
export function stageWords(stage: string): string {
  return stage in WORDS ? WORDS[stage as Status["stage"]] : stage;
}
