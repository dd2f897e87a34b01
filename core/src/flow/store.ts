export { allClasses, flowOf, type ReviewFlow } from "./flow-of-review.ts";
