// Builds what changed: the program (tsdown), the page (vite), and the copies of page and examples inside the
// program's folder, from which all of it is published as one package.
import "./node-version.mjs";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ensure } from "./ensure.mjs";
import { inspect, isFresh, readStamp, stampFile, targets } from "./fresh.mjs";
import { withLock } from "./lock.mjs";
import { isMain, root, say } from "./root.mjs";

const BUILDERS = {
  program: { folder: "app", words: ["tsdown/dist/run.mjs", "--config", "tsdown.config.ts"] },
  page: { folder: "web", words: ["vite/bin/vite.js", "build", "--config", "vite.config.ts"] },
};

function contents(files) {
  const hash = createHash("sha256");
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update("\0");
  return hash.digest("hex");
}

/** What the files are now, and whether the product at hand was built from just these. */
function examine(target) {
  const { files, outward } = inspect(target);
  const now = { contents: contents(files), outward };
  const same = existsSync(join(root, target.product)) && readStamp(target)?.contents === now.contents;
  return { target, now, same };
}

function writeStamp({ target, now }) {
  const file = stampFile(target);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(now));
}

function runBuilder(name) {
  const { folder, words } = BUILDERS[name];
  const [script, ...rest] = words;
  const child = spawn(process.execPath, [join(root, "node_modules", script), ...rest], {
    cwd: join(root, folder),
    env: { ...process.env, NODE_ENV: "production", NODE_OPTIONS: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The ${name} could not be built:\n${said.trim()}`));
    });
  });
}

function copyIntoProgram(from, to) {
  const target = join(root, "app", "dist", to);
  rmSync(target, { recursive: true, force: true });
  if (existsSync(join(root, from))) cpSync(join(root, from), target, { recursive: true });
}

/** The bundler empties app/dist, so a new program needs its copies again. */
function copyPageAndExamples(built) {
  if (built.has("program") || built.has("page")) copyIntoProgram("web/dist", "web");
  if (built.has("program") || built.has("examples")) copyIntoProgram("examples", "examples");
}

async function buildStale(everything) {
  const states = targets.map(examine);
  const stale = states.filter(({ same }) => everything || !same);
  const toRun = stale.filter(({ target }) => target.name in BUILDERS);
  if (toRun.length > 0) say(`Building the ${toRun.map(({ target }) => target.name).join(" and the ")}`);
  for (const { target } of stale) rmSync(stampFile(target), { force: true });
  const outcomes = await Promise.allSettled(toRun.map(({ target }) => runBuilder(target.name)));
  const failed = outcomes.find(({ status }) => status === "rejected");
  if (failed !== undefined) throw failed.reason;
  copyPageAndExamples(new Set(stale.map(({ target }) => target.name)));
  states.forEach(writeStamp);
}

/**
 * Installs and builds whatever is missing or out of date, or with `everything` all of it. Files that changed
 * while it ran are built at the next call, since the stamp holds what was read before.
 */
export async function build({ everything = false } = {}) {
  if (!everything && isFresh()) return;
  await ensure();
  await withLock(() => buildStale(everything));
}

if (isMain(import.meta.url)) {
  build({ everything: process.argv.includes("--all") }).catch((error) => {
    say(error.message);
    process.exitCode = 1;
  });
}
