import { UserError } from "@chartroom/core/base/error";
import { log, type LogEntry, undo } from "@chartroom/core/review";
import { columns } from "../output.ts";
import { type Acting, inReview } from "./acting.ts";
import type { Run } from "./command.ts";

const SHOWN = 12; // digits of a hash: enough to be unique among millions
const PAGE = 500;

async function entries({ ask }: Acting, limit: number): Promise<LogEntry[]> {
  const all: LogEntry[] = [];
  let before: number | undefined;
  while (all.length < limit) {
    const page = await ask(log, {
      limit: Math.min(PAGE, limit - all.length),
      ...(before !== undefined && { before }),
    });
    all.push(...page);
    before = page.at(-1)?.clock;
    if (before === undefined || page.length === 0) break;
  }
  return all;
}

/** `chartroom log` */
export const showLog: Run = (context, given) =>
  inReview(context, async (acting) => {
    const all = await entries(acting, Math.max(1, given.number("limit") ?? 50));
    const rows = all.map(({ hash, at, name, type, state, undoneBy, subject }) => [
      hash.slice(0, SHOWN),
      at.slice(0, 19).replace("T", " "),
      name,
      type,
      subject.slice(0, SHOWN),
      undoneBy !== null ? "taken back" : state === "open" ? "" : state,
    ]);
    return { json: { entries: all }, text: columns(["Fact", "When", "Who", "What", "About", ""], rows) };
  });

async function wholeHash(acting: Acting, start: string): Promise<string> {
  if (/^[0-9a-f]{64}$/.test(start)) return start;
  if (start.length >= 6) {
    const found = (await entries(acting, Number.POSITIVE_INFINITY)).filter(({ hash }) =>
      hash.startsWith(start),
    );
    const [first] = found;
    if (first !== undefined && found.length === 1) return first.hash;
    if (found.length > 1)
      throw new UserError("undo.ambiguous", `${found.length} facts begin with ${start}.`, {
        hint: "Give more of the hash.",
      });
  }
  throw new UserError("undo.unknown", `No fact begins with ${start}.`, {
    hint: "`chartroom log` shows them; give six digits or more.",
  });
}

/** `chartroom undo` */
export const undoFact: Run = (context, given) =>
  inReview(context, async (acting) => {
    const fact = await wholeHash(acting, given.operands[0] ?? "");
    const done = await acting.ask(undo, { fact, reason: given.text("reason") ?? "" });
    return { json: done, text: `Taken back: ${done.type} about ${done.subject}.` };
  });
