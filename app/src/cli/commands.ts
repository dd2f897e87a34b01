import { chartCommands } from "./chartCommands.ts";
import { collectCommands } from "./collectCommands.ts";
import type { Command } from "./command.ts";
import { keepCommands } from "./keepCommands.ts";
import { reviewCommands } from "./reviewCommands.ts";
import { screenCommands } from "./screenCommands.ts";
import { toolCommands } from "./toolCommands.ts";

/** The commands in groups, in the order of a review's life; the guide has a chapter for each. */
export const groups: readonly { title: string; commands: readonly Command[] }[] = [
  { title: "A review and its people", commands: reviewCommands },
  { title: "Collecting records", commands: collectCommands },
  { title: "Screening", commands: screenCommands },
  { title: "Charting and reporting", commands: chartCommands },
  { title: "Serving and keeping", commands: keepCommands },
  { title: "Tools over files", commands: toolCommands },
];

/** Every command of the program. */
export const commands: readonly Command[] = groups.flatMap((group) => group.commands);
