// `npm test`: builds what changed, sees to browser and database, runs every test, and counts what happened.
import "./node-version.mjs";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "./build.mjs";
import { ensure } from "./ensure.mjs";
import { endWithParent } from "./parent.mjs";
import { root, say } from "./root.mjs";
import { chromium, postgresBinaries, prepareSystem } from "./system.mjs";

const RESULTS = join(root, ".cache", `test-results-${process.pid}.json`);
const NAMED_SKIPS = 40;
const SHARED_DATA = "[shared data]";

function runVitest(words) {
  const browser = chromium();
  // a group of its own, since Vitest's workers outlive it where only Vitest is told to end
  const apart = !process.stdin.isTTY && process.platform !== "win32";
  const child = spawn(
    process.execPath,
    [
      join(root, "node_modules", "vitest", "vitest.mjs"),
      "run",
      "--reporter=default",
      `--reporter=${join(root, "scripts", "test-reporter.mjs")}`,
      ...words,
    ],
    {
      cwd: root,
      stdio: "inherit",
      detached: apart,
      env: {
        ...process.env,
        NODE_ENV: "test",
        CHARTROOM_TEST_RESULTS: RESULTS,
        ...(browser === undefined ? {} : { CHARTROOM_TEST_CHROMIUM: browser }),
      },
    },
  );
  // Ctrl-C in a terminal reaches all of them by itself, and ours is to report how it ended
  const pass = () => apart && process.kill(-child.pid, "SIGTERM");
  process.on("SIGINT", pass);
  process.on("SIGTERM", pass);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(signal === null ? code : 130));
  });
}

function readResults() {
  if (!existsSync(RESULTS))
    return { tests: [], broken: ["the run, which did not come to its end"], unhandled: 0 };
  const results = JSON.parse(readFileSync(RESULTS, "utf8"));
  rmSync(RESULTS);
  return results;
}

/** Why a test was skipped: its own word, else what its name and this machine make plain. */
function whySkipped({ name, file, note }) {
  if (note) return note;
  if (name.includes(SHARED_DATA)) return "the shared data does not lie beside this checkout";
  if (/postgres/i.test(`${file} ${name}`) && postgresBinaries() === undefined) return "no PostgreSQL here";
  if (/\.e2e\./.test(file) && chromium() === undefined) return "no Chromium here";
  return "left out by its file or by the words given";
}

function reportSkips(skipped) {
  if (skipped.length === 0) return;
  say("\nSkipped:");
  for (const test of skipped.slice(0, NAMED_SKIPS)) say(`  ${test.file} > ${test.name}: ${whySkipped(test)}`);
  if (skipped.length > NAMED_SKIPS) say(`  and ${skipped.length - NAMED_SKIPS} more`);
}

/** Prints the closing line; gives the exit code. In CI nothing may be skipped but what needs the shared data. */
function conclude(code, { tests, broken, unhandled }) {
  const inState = (...states) => tests.filter(({ state }) => states.includes(state));
  const skipped = inState("skipped", "pending");
  const known = inState("failed").length + broken.length + unhandled;
  const failed = known > 0 || code === 0 ? known : 1; // the run itself did
  reportSkips(skipped);
  for (const file of broken) say(`\nFailed as a whole: ${file}`);
  if (unhandled > 0) say(`\nErrors outside any test: ${unhandled}`);
  const forbidden =
    process.env.CI === "true" ? skipped.filter(({ name }) => !name.includes(SHARED_DATA)) : [];
  if (forbidden.length > 0) say(`\nIn CI every test has to run; skipped: ${forbidden.length}`);
  process.stdout.write(`\n${inState("passed").length} passed, ${failed} failed, ${skipped.length} skipped\n`);
  return code || (failed > 0 || forbidden.length > 0 ? 1 : 0);
}

async function test(words) {
  await ensure();
  prepareSystem(say);
  await build();
  mkdirSync(dirname(RESULTS), { recursive: true });
  const code = await runVitest(words);
  process.exitCode = conclude(code, readResults());
}

endWithParent();
test(process.argv.slice(2)).catch((error) => {
  say(error.message);
  process.stdout.write("\n0 passed, 1 failed, 0 skipped\n");
  process.exitCode = 1;
});
