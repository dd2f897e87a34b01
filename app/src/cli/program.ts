import { resolve } from "node:path";
import {
  type Argument,
  Command as Commander,
  CommanderError,
  InvalidArgumentError,
  Option as CommanderOption,
} from "commander";
import type { Context, Host } from "../context.ts";
import { ProgressLine } from "../progress.ts";
import { type Command, type Option, operandsOf, optionsOf, sentence } from "./command.ts";
import { groups } from "./commands.ts";
import { faultOf } from "./fault.ts";
import { Given } from "./given.ts";
import { UsageError } from "./usage.ts";

const SUMMARY = "The open workbench for scoping reviews, from the question to a living evidence map";

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("A whole number is needed.");
  return Number(text);
}

function commanderOption({ flags, summary, required, choices, whole }: Option): CommanderOption {
  const option = new CommanderOption(flags, summary);
  if (required === true) option.makeOptionMandatory();
  if (choices !== undefined) option.choices(choices);
  if (whole === true) option.argParser(wholeNumber);
  return option;
}

type Chosen = (command: Command, given: Given) => Promise<void>;

function addCommand(parent: Commander, command: Command, chosen: Chosen): Commander {
  const sub = parent.command([command.name, ...operandsOf(command)].join(" "));
  sub.summary(command.summary).description([sentence(command), command.detail].filter(Boolean).join("\n\n"));
  (command.operands ?? []).forEach(({ summary }, at) => {
    const argument = sub.registeredArguments[at];
    if (argument !== undefined) argument.description = summary;
  });
  for (const option of optionsOf(command)) sub.addOption(commanderOption(option));
  if (command.examples !== undefined) {
    sub.addHelpText("after", `\nExamples:\n${command.examples.map((line) => `  $ ${line}`).join("\n")}`);
  }
  sub.action(async (...words: unknown[]) => {
    // commander gives the operands, the options, and itself
    const operands = words
      .slice(0, -2)
      .flat()
      .filter((word) => word !== undefined);
    await chosen(command, new Given(operands.map(String), sub.optsWithGlobals<Record<string, unknown>>()));
  });
  for (const inner of command.commands ?? []) addCommand(sub, inner, chosen);
  return sub;
}

function shownArgument(argument: Argument): string {
  const name = argument.variadic ? `${argument.name()}...` : argument.name();
  return argument.required ? name : `[${name}]`;
}

function programOf(host: Host, version: string, said: string[], chosen: Chosen): Commander {
  const program = new Commander("chartroom").description(`${SUMMARY}.`).version(version);
  // behind a command, --version names a version of the review
  program.enablePositionalOptions();
  program.exitOverride().configureOutput({
    writeOut: (text) => said.push(text),
    writeErr: (text) => host.tell(text),
  });
  program.configureHelp({
    showGlobalOptions: false,
    subcommandTerm: (sub) => [sub.name(), ...sub.registeredArguments.map(shownArgument)].join(" "),
  });
  program.showSuggestionAfterError().showHelpAfterError("Try it with --help.").helpCommand(false);
  program.addHelpText("after", "\n`chartroom COMMAND --help` says more about a command. Guide: docs/cli.md.");
  for (const { title, commands } of groups) {
    for (const command of commands) addCommand(program, command, chosen).helpGroup(`${title}:`);
  }
  inherit(program);
  return program;
}

/** commander copies these settings to a subcommand only when it makes it. */
function inherit(parent: Commander): void {
  for (const sub of parent.commands) {
    sub.copyInheritedSettings(parent);
    inherit(sub);
  }
}

function contextOf(host: Host, given: Given, progress: ProgressLine): Context {
  const folder = resolve(host.cwd, given.text("review") ?? ".");
  const tell = (text: string) => {
    progress.clear();
    host.tell(text);
  };
  const onProgress: Context["onProgress"] = (step) => {
    host.signal.throwIfAborted();
    progress.on(step);
  };
  return { ...host, tell, json: given.has("json"), folder, as: given.text("as"), onProgress };
}

/**
 * Runs one command line and gives its exit code: 0 done, 1 input or review at fault, 2 wrong usage, 70 our fault,
 * 130 stopped with Ctrl-C.
 * @param words what stands behind `chartroom`
 */
export async function runProgram(words: readonly string[], host: Host, version = "0.0.0"): Promise<number> {
  const progress = new ProgressLine((text) => host.tell(text), host.terminal);
  const said: string[] = [];
  let exitCode = 0;
  const program = programOf(host, version, said, async (command, given) => {
    const run = await command.load();
    const context = contextOf(host, given, progress);
    const answer = await run(context, given);
    progress.clear();
    if (answer === undefined) return;
    exitCode = answer.exitCode ?? 0;
    const text = context.json ? JSON.stringify(answer.json, null, 2) : answer.text;
    if (text !== "") await host.write(`${text}\n`);
  });
  try {
    if (words.length === 0) program.help();
    await program.parseAsync([...words], { from: "user" });
    return exitCode;
  } catch (error) {
    progress.clear();
    if (error instanceof CommanderError && error.exitCode === 0) {
      await host.write(said.join(""));
      return 0;
    }
    const wrong = error instanceof CommanderError;
    const fault = faultOf(wrong ? new UsageError(error.message.replace(/^error: /, "")) : error, host.signal);
    // commander has said it on standard error by then
    if (!wrong) host.tell(fault.text);
    if (words.includes("--json")) await host.write(`${JSON.stringify(fault.json, null, 2)}\n`);
    return fault.exitCode;
  }
}
