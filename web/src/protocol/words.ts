import type { Criterion, Stage } from "@chartroom/core/protocol";

/** What a criterion is about, as written on the page. */
export const ELEMENT_WORDS: Readonly<Record<Criterion["element"], string>> = {
  population: "Population",
  concept: "Concept",
  context: "Context",
  types_of_sources: "Types of sources",
  years: "Years",
  languages: "Languages",
};

/** The stages as written on the page. */
export const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  title_abstract: "Title and abstract",
  full_text: "Full text",
};
