// Runs a benchmark or a proof: `node scripts/bench.mjs prove/kill.ts --kills 20`.
// It is bundled first, since Node 20 cannot run TypeScript; packages stay outside the bundle.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { root, say } from "./root.mjs";

const OUTSIDE = /^(?!@chartroom\/)[^./]/;

async function bundle(file) {
  const { build } = await import("rolldown");
  const out = join(root, "node_modules", ".cache", "bench", `${basename(file, ".ts")}.mjs`);
  await build({
    input: file,
    platform: "node",
    external: (id) => OUTSIDE.test(id) && !/^[A-Za-z]:/.test(id),
    resolve: { conditionNames: ["source", "node", "import", "default"] },
    output: { file: out, format: "esm", codeSplitting: false },
    logLevel: "warn",
  });
  return out;
}

const [name, ...words] = process.argv.slice(2);
const file = name === undefined ? undefined : resolve(root, name);
if (file === undefined || !existsSync(file)) {
  say("Name what to run: node scripts/bench.mjs FILE.ts [its own arguments]");
  process.exit(2);
}
const out = await bundle(file);
const child = spawn(process.execPath, [out, ...words], { stdio: "inherit", cwd: root });
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => {
  process.exitCode = signal === null ? (code ?? 1) : 1;
});
