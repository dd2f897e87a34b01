import { UserError } from "@chartroom/core/base/error";
import type { OnProgress } from "@chartroom/core/base/progress";
import type { Context } from "hono";
import { stream } from "hono/streaming";
import { errorBody, refuse } from "./answer.ts";

type Ended = { result: unknown } | { error: unknown };

/**
 * Answers long work with a line of JSON per step, the last one with the result or the error; closing the connection
 * cancels it. What is refused before its first step is answered with a status, as any other refusal.
 */
export async function longWork(
  context: Context,
  onFault: (error: unknown) => void,
  work: (onProgress: OnProgress, signal: AbortSignal) => Promise<unknown>,
): Promise<Response> {
  const cancel = new AbortController();
  const stop = () => cancel.abort(new UserError("job.cancelled", "This was cancelled; nothing was kept."));
  context.req.raw.signal.addEventListener("abort", stop, { once: true });
  const waiting: unknown[] = [];
  let say = (value: unknown) => {
    waiting.push(value);
  };
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const onProgress: OnProgress = (progress) => {
    say({ progress });
    begin();
  };
  const ended: Promise<Ended> = work(onProgress, cancel.signal).then(
    (result) => ({ result }),
    (error: unknown) => ({ error }),
  );
  const first = await Promise.race([ended, begun]);
  if (first !== undefined && "error" in first && waiting.length === 0) {
    if (!(first.error instanceof UserError)) onFault(first.error);
    return refuse(context, first.error);
  }
  context.header("Content-Type", "application/x-ndjson");
  return stream(context, async (out) => {
    out.onAbort(stop);
    const line = (value: unknown) => out.write(`${JSON.stringify(value)}\n`);
    let written: Promise<unknown> = Promise.resolve();
    say = (value) => {
      written = written.then(() => line(value));
    };
    for (const value of waiting) say(value);
    const end = await ended;
    await written;
    if ("result" in end) {
      await line({ result: end.result });
      return;
    }
    if (!(end.error instanceof UserError)) onFault(end.error);
    await line({ error: errorBody(end.error) });
  });
}
