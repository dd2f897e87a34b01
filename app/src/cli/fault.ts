import { describePlace, UserError } from "@chartroom/core/base/error";
import { UsageError } from "./usage.ts";

/** How a call ended badly. */
export interface Fault {
  exitCode: 1 | 2 | 70 | 130;
  /** For people, on standard error. */
  text: string;
  /** For programs, on standard output with --json. */
  json: { error: { code: string; message: string; hint?: string; place?: object } };
}

function isStop(error: unknown, signal: AbortSignal): boolean {
  return error === signal.reason || (error instanceof UserError && error.code.endsWith("cancelled"));
}

/** A fault in the words of the command line, with its exit code: 1 input or review, 2 usage, 70 ours, 130 stopped. */
export function faultOf(error: unknown, signal: AbortSignal): Fault {
  if (signal.aborted && isStop(error, signal)) {
    const message = "Stopped. What was finished before is kept, and nothing is half-written.";
    return { exitCode: 130, text: `${message}\n`, json: { error: { code: "job.cancelled", message } } };
  }
  if (error instanceof UsageError) {
    const { message } = error;
    return { exitCode: 2, text: `${message}\n`, json: { error: { code: "command.usage", message } } };
  }
  if (error instanceof UserError) {
    const { code, message, hint, place } = error;
    const where = describePlace(place);
    const lines = [
      `${where === "" ? "" : `${where}: `}${message} [${code}]`,
      ...(hint === undefined ? [] : [hint]),
    ];
    const body = { code, message, ...(hint !== undefined && { hint }), ...(where !== "" && { place }) };
    return { exitCode: 1, text: `${lines.join("\n")}\n`, json: { error: body } };
  }
  const message = "Something went wrong in Chartroom itself.";
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const hint = "Please report this with the text above.";
  return {
    exitCode: 70,
    text: `${detail}\n${message} ${hint}\n`,
    json: { error: { code: "program.fault", message, hint } },
  };
}
