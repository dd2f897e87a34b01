import manifest from "../package.json" with { type: "json" };
import { runProgram } from "./cli/program.ts";

const stop = new AbortController();
const { stdout, stderr } = process;

// whoever reads our output may have seen enough (`| head`): that is no fault
for (const stream of [stdout, stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    process.exit(error.code === "EPIPE" ? 0 : 70);
  });
}

for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.on(name, () => {
    // a second time, somebody is in a hurry
    if (stop.signal.aborted) process.exit(130);
    stop.abort(new DOMException("stopped", "AbortError"));
  });
}

process.exitCode = await runProgram(
  process.argv.slice(2),
  {
    cwd: process.cwd(),
    stdin: () => process.stdin,
    write: (piece) =>
      new Promise((resolve) => {
        stdout.write(piece, () => resolve());
      }),
    tell: (text) => stderr.write(text),
    terminal: stderr.isTTY,
    signal: stop.signal,
  },
  manifest.version,
);
