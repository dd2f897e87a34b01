// Proves that what is published works by itself: packs the program, installs the one file in an empty folder
// without running any package's scripts, and uses it there as a stranger would.
//   node prove/package.mjs [--tarball FILE] [--node VERSION]...
// `--node 22` repeats all steps with that version of Node, which npm fetches. Exit 0 where every step worked.
import { spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const wanted = JSON.parse(readFileSync(join(root, "app", "package.json"), "utf8"));
const PATIENCE = 300_000; // milliseconds

const words = process.argv.slice(2);
const given = (name) => words.flatMap((word, at) => (words[at - 1] === name ? [word] : []));

let failures = 0;
const say = (text) => process.stdout.write(`${text}\n`);

async function step(name, work) {
  const start = performance.now();
  try {
    const found = await work();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    say(`  ok      ${name}${found === undefined ? "" : `: ${found}`} (${seconds} s)`);
  } catch (error) {
    failures += 1;
    say(`  FAILED  ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function run(command, args, options = {}) {
  const ran = spawnSync(command, args, {
    encoding: "utf8",
    timeout: PATIENCE,
    maxBuffer: 1 << 27,
    ...options,
  });
  if (ran.error !== undefined) throw ran.error;
  if (ran.status !== 0) {
    const said = `${ran.stdout}\n${ran.stderr}`.trim().split("\n").slice(-12).join("\n");
    throw new Error(`${command} ${args.join(" ")} ended with ${ran.status ?? ran.signal}:\n${said}`);
  }
  return ran.stdout;
}

function expect(truth, otherwise) {
  if (!truth) throw new Error(otherwise);
}

/** Packs the program; gives the path of the one file. */
function pack(folder) {
  run("npm", ["pack", "-w", "app", "--pack-destination", folder], { cwd: root });
  const made = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
  expect(made.length === 1, `npm pack made ${made.length} files`);
  return join(folder, made[0]);
}

/** The path of a Node of this version, installed beside. */
function nodeOf(version, folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{"private":true}');
  run("npm", ["i", "--no-audit", "--no-fund", `node@${version}`], { cwd: folder });
  const found = [join(folder, "node_modules", "node", "bin", "node")].filter(existsSync);
  expect(found.length === 1, `node@${version} brought no program`);
  return found[0];
}

const LIBRARY = `
import { readFileSync } from "node:fs";
import { collectReferences, formatReferences } from "chartroom/references";
import { findDuplicates, itemFromReference } from "chartroom/dedup";
import { agreement, stageOutcome } from "chartroom/screening";
import { parseForm } from "chartroom/charting";
import * as flow from "chartroom/flow";
import * as synthesis from "chartroom/synthesis";
const ris = readFileSync("two.ris");
const { references } = collectReferences(ris, { name: "two.ris" });
const { clusters } = findDuplicates(references.map((one, at) => itemFromReference(one, String(at))));
const form = parseForm("title: F\\nsections:\\n  - id: main\\n    label: Main\\n    fields:\\n      - id: country\\n        label: Country\\n        type: text\\n", "form.yaml");
console.log(JSON.stringify({
  titles: references.map((one) => one.title),
  bibtex: formatReferences(references.slice(0, 1), "jsonl").length > 50,
  clusters,
  form: form.title,
  functions: [agreement, stageOutcome].map((one) => typeof one),
  flow: Object.keys(flow).length,
  synthesis: Object.keys(synthesis).length,
}));
`;

const TYPED = `
import { collectReferences, type Reference } from "chartroom/references";
import { findDuplicates } from "chartroom/dedup";
import type { Form } from "chartroom/charting";
const { references } = collectReferences("TY  - JOUR\\n", { name: "a.ris" });
const titles: (string | undefined)[] = references.map((one: Reference) => one.title);
// @ts-expect-error a title is no number
const wrong: number = titles[0] ?? "";
export const form: Form | undefined = undefined;
export { titles, wrong, findDuplicates };
`;

const RIS = `TY  - JOUR
TI  - Naps of nurses on night shifts
AU  - Alder, Ada
PY  - 2021
DO  - 10.1000/nap.1
ER  - 
TY  - JOUR
TI  - Naps of nurses on night shifts.
AU  - Alder, A.
PY  - 2021
DO  - 10.1000/nap.1
ER  - 
`;

async function serveAndAsk(node, bin, cwd, env) {
  const child = spawn(node, [bin, "serve", "--review", "demo", "--port", "0", "--no-open"], {
    cwd,
    env,
    stdio: "pipe",
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => (said += piece));
  const ended = new Promise((done) => child.once("exit", (code, signal) => done(code ?? signal)));
  try {
    const deadline = Date.now() + 60_000;
    let link;
    while (link === undefined) {
      link = /http:\/\/127\.0\.0\.1:\d+\/launch\/\S+/.exec(said)?.[0];
      if (link !== undefined) break;
      expect(Date.now() < deadline && child.exitCode === null, `the server never answered:\n${said}`);
      await new Promise((done) => setTimeout(done, 50));
    }
    const { origin } = new URL(link);
    const home = await (await fetch(`${origin}/`)).text();
    const script = /src="([^"]+\.js)"/.exec(home)?.[1];
    expect(script !== undefined, "the page has no script");
    expect((await fetch(`${origin}${script}`)).status === 200, "the page's script is missing");
    const entered = await fetch(link, { redirect: "manual" });
    const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
    const review = /\/r\/([\w-]+)\//.exec(await entered.text())?.[1];
    const asked = await fetch(`${origin}/api/r/${review}/flow.status`, { headers: { cookie } });
    const { result } = await asked.json();
    expect(result?.counts?.studiesIncluded > 0, `flow.status said ${JSON.stringify(result)?.slice(0, 200)}`);
    child.kill("SIGTERM");
    const code = await Promise.race([
      ended,
      new Promise((done) => setTimeout(() => done("still running"), 10_000)),
    ]);
    expect(code !== "still running", "the server did not end on SIGTERM");
    return `the page, a launch link and flow.status (${result.counts.studiesIncluded} studies) on ${origin}; ended with ${code}`;
  } finally {
    child.kill("SIGKILL");
  }
}

async function useIt(tarball, folder, node) {
  mkdirSync(folder, { recursive: true });
  const env = {
    ...process.env,
    CHARTROOM_STATE: join(folder, "state"),
    PATH: `${dirname(node)}:${process.env["PATH"]}`,
  };
  const options = { cwd: folder, env };
  const bin = join(folder, "node_modules", wanted.name, wanted.bin.chartroom);
  writeFileSync(join(folder, "package.json"), '{"private":true,"type":"module"}');
  writeFileSync(join(folder, "two.ris"), RIS);
  await step("npm i --ignore-scripts", () => {
    run("npm", ["i", "--ignore-scripts", "--no-audit", "--no-fund", tarball], options);
    return `${readdirSync(join(folder, "node_modules")).filter((name) => !name.startsWith(".")).length} packages`;
  });
  await step("npx chartroom --version", () => {
    const said = run("npx", ["--no-install", "chartroom", "--version"], options).trim();
    expect(said === wanted.version, `said ${said}, not ${wanted.version}`);
    return said;
  });
  await step("chartroom demo --review demo", () => {
    const { counts } = JSON.parse(run(node, [bin, "demo", "--review", "demo", "--json"], options));
    expect(counts.studiesIncluded > 0, "no study was included");
    return `${counts.identified} records, ${counts.studiesIncluded} studies`;
  });
  await step("chartroom verify --review demo", () => {
    const { sound } = JSON.parse(run(node, [bin, "verify", "--review", "demo", "--json"], options));
    expect(sound === true, "the demo is not sound");
  });
  await step("chartroom report, every format", () => {
    run(node, [bin, "report", "--review", "demo", "--out", "reports", "--format", "all"], options);
    const files = readdirSync(join(folder, "reports"));
    expect(files.length === 5, `wrote ${files.join(", ")}`);
    return files.sort().join(", ");
  });
  await step("chartroom serve", () => serveAndAsk(node, bin, folder, env));
  await step("import of the library", () => {
    writeFileSync(join(folder, "library.mjs"), LIBRARY);
    const found = JSON.parse(run(node, ["library.mjs"], options));
    expect(found.titles.length === 2 && found.clusters.length === 1, `found ${JSON.stringify(found)}`);
    expect(
      found.form === "F" && found.bibtex && found.flow > 3 && found.synthesis > 3,
      JSON.stringify(found),
    );
    return Object.keys(wanted.exports)
      .filter((name) => name !== "./package.json")
      .join(" ");
  });
  await step("types of the library, in a strict program", () => {
    writeFileSync(join(folder, "typed.ts"), TYPED);
    const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
    if (!existsSync(compiler)) return "not tried, since this checkout has no TypeScript installed";
    const compilerOptions = {
      noEmit: true,
      strict: true,
      // the types of the bundled schemas do not pass a check of their own
      skipLibCheck: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      target: "es2022",
      module: "nodenext",
      lib: ["es2022"],
      types: [],
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["typed.ts"] }));
    run(process.execPath, [compiler, "-p", folder], options);
  });
}

const place = mkdtempSync(join(tmpdir(), "chartroom-package-"));
try {
  let tarball = given("--tarball").map((file) => resolve(file))[0];
  say("The package");
  await step("npm pack -w app", () => {
    tarball ??= pack(place);
    return `${basename(tarball)}, ${(statSync(tarball).size / 1e6).toFixed(2)} MB`;
  });
  if (failures === 0) {
    say(`Node ${process.version}`);
    await useIt(tarball, join(place, "own"), process.execPath);
    for (const version of given("--node")) {
      say(`Node ${version}`);
      let node;
      await step("npm i node", () => {
        node = nodeOf(version, join(place, `node-${version}`));
        return run(node, ["--version"]).trim();
      });
      if (node !== undefined) await useIt(tarball, join(place, `with-${version}`), node);
    }
  }
} finally {
  rmSync(place, { recursive: true, force: true });
}
say(failures === 0 ? "All of it works." : `${failures} of the steps failed.`);
process.exitCode = failures === 0 ? 0 : 1;
