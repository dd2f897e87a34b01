// Sees to the packages: a fresh clone has none, and a changed lockfile names others.
import "./node-version.mjs";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { withLock } from "./lock.mjs";
import { isMain, root, say } from "./root.mjs";

const LOCKFILE = join(root, "package-lock.json");
const STAMP = join(root, "node_modules", ".chartroom-installed");
const INSTALLED = join(root, "node_modules", ".package-lock.json");

/** What the installed packages depend on: the lockfile and the machine they were chosen for. */
function fingerprint() {
  const machine = `${process.platform} ${process.arch}`;
  return createHash("sha256").update(readFileSync(LOCKFILE)).update(machine).digest("hex");
}

function read(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** Whether npm's own record says that every package of the lockfile is there: somebody installed by hand. */
function installedByHand() {
  const record = read(INSTALLED);
  if (record === undefined) return false;
  const there = JSON.parse(record).packages;
  return Object.entries(JSON.parse(readFileSync(LOCKFILE, "utf8")).packages).every(([path, wanted]) => {
    if (!path.startsWith("node_modules/")) return true;
    const found = there[path];
    if (found === undefined) return Boolean(wanted.optional || wanted.devOptional || wanted.peer);
    return found.version === wanted.version && existsSync(join(root, path));
  });
}

/** Runs npm as it was started (npm_execpath), else as it lies beside Node, else as the shell finds it. */
function npm(words) {
  const beside = join(dirname(process.execPath), "..", "lib", "node_modules", "npm", "bin", "npm-cli.js");
  const script = [process.env.npm_execpath, beside].find(
    (file) => file && /npm-cli\.c?js$/.test(file) && existsSync(file),
  );
  const options = { cwd: root, stdio: ["ignore", 2, 2] };
  if (script !== undefined) return spawnSync(process.execPath, [script, ...words], options);
  return spawnSync("npm", words, { ...options, shell: process.platform === "win32" });
}

function isInstalled() {
  return read(STAMP) === fingerprint();
}

/** Installs the lockfile's packages unless they are there; throws with a plain word where that fails. */
export async function ensure() {
  if (isInstalled()) return;
  await withLock(async () => {
    if (isInstalled()) return;
    if (!installedByHand()) {
      say("Installing the packages that package-lock.json names; the first time this takes about a minute.");
      const done = npm(["ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund"]);
      if (done.status !== 0) {
        throw new Error(
          "npm ci did not succeed; see above. Without a network, the packages cannot be fetched.",
        );
      }
    }
    writeFileSync(STAMP, fingerprint());
  });
}

if (isMain(import.meta.url)) {
  ensure().catch((error) => {
    say(error.message);
    process.exitCode = 1;
  });
}
