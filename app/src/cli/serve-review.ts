import { serve } from "../serve.ts";
import type { Run } from "./command.ts";

const FIRST_PORT = 4747;

/** `chartroom serve` */
export const serveReview: Run = async (context, given) => {
  // commander gives `open` as false for --no-open, and as true for --open
  const open = given.flag("open");
  await serve({
    folder: context.folder,
    port: given.number("port") ?? FIRST_PORT,
    open: open === undefined ? "auto" : open ? "yes" : "no",
    signal: context.signal,
    print: (line) => void context.write(`${line}\n`),
  });
  return undefined;
};
