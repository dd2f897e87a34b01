export { citationsFitting } from "./citation-page.ts";
export { allClasses, flowOf, type ReviewFlow } from "./flow-of-review.ts";
