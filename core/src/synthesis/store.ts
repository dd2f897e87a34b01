export { choiceInForce, choiceTable, replaceChoice } from "./store/choice.ts";
export { viewOf } from "./view.ts";
