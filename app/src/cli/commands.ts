import { chartCommands } from "./chart-commands.ts";
import { collectCommands } from "./collect-commands.ts";
import type { Command } from "./command.ts";
import { keepCommands } from "./keep-commands.ts";
import { reviewCommands } from "./review-commands.ts";
import { screenCommands } from "./screen-commands.ts";
import { toolCommands } from "./tool-commands.ts";

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
