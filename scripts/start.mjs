// `npm start`: builds what changed, makes the example review where there is none yet, and serves it.
import "./node-version.mjs";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "./build.mjs";
import { endWithParent } from "./parent.mjs";
import { root, say } from "./root.mjs";

const EXAMPLE = join("reviews", "generative-ai-radiology");
const FIRST_PORT = 4747;
const PROGRAM = join(root, "app", "bin", "chartroom.js");

function valueOf(words, name) {
  const at = words.indexOf(name);
  if (at >= 0) return words[at + 1];
  return words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** Kept beside the review while its example is being replayed into it, so that half a one is not taken for whole. */
function unfinishedMark(review) {
  return `${review}.unfinished`;
}

function freshFolder() {
  const taken = (folder) => existsSync(join(root, folder)) && !existsSync(unfinishedMark(join(root, folder)));
  let folder = EXAMPLE;
  for (let number = 2; taken(folder); number++) folder = `${EXAMPLE}-${number}`;
  return folder;
}

function isFree(port) {
  return new Promise((answer) => {
    const server = createServer();
    server.once("error", () => answer(false));
    server.listen(port, "127.0.0.1", () => server.close(() => answer(true)));
  });
}

async function nextFreePort() {
  for (let port = FIRST_PORT; port < FIRST_PORT + 100; port++) if (await isFree(port)) return port;
  return FIRST_PORT; // let the program say why it cannot have it
}

/** Runs a command of the program to its end; gives its exit code, 130 where Ctrl-C ended it. */
function runToEnd(words) {
  const child = spawn(process.execPath, [PROGRAM, ...words], { cwd: root, stdio: "inherit" });
  // the terminal sends Ctrl-C to both; only a signal meant for this process alone has to be passed on
  const wait = () => undefined;
  const pass = () => child.kill("SIGTERM");
  process.on("SIGINT", wait);
  process.on("SIGTERM", pass);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      process.off("SIGINT", wait);
      process.off("SIGTERM", pass);
      resolve(signal === null ? code : 130);
    });
  });
}

async function makeExample(review) {
  const folder = resolve(root, review);
  const mark = unfinishedMark(folder);
  if (existsSync(mark)) rmSync(folder, { recursive: true, force: true });
  else if (existsSync(folder)) return 0;
  mkdirSync(dirname(folder), { recursive: true });
  writeFileSync(mark, "");
  say(`Making the example review in ${review}`);
  const code = await runToEnd(["demo", "--review", review]);
  if (code === 0) rmSync(mark, { force: true });
  return code;
}

/** Serves in this very process: signals reach it directly, and its exit code is ours. */
async function serve(words) {
  process.chdir(root);
  process.argv = [process.execPath, PROGRAM, "serve", ...words];
  await import(pathToFileURL(PROGRAM).href);
}

async function start(asked) {
  const words = asked.filter((word) => word !== "--fresh");
  const given = valueOf(words, "--review");
  const review = given ?? (words.length < asked.length ? freshFolder() : EXAMPLE);
  await build();
  // a folder named by the person is theirs: it is only served
  const made = given === undefined ? await makeExample(relative(root, resolve(root, review))) : 0;
  if (made !== 0) {
    process.exitCode = made;
    return;
  }
  const rest = [...words];
  if (given === undefined) rest.push("--review", review);
  if (valueOf(words, "--port") === undefined) rest.push("--port", String(await nextFreePort()));
  await serve(rest);
}

endWithParent();
start(process.argv.slice(2)).catch((error) => {
  say(error.message);
  process.exitCode = 1;
});
