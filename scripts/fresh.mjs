// Whether what was built still matches its sources; read at every command of a checkout, so it only looks at
// the dates and sizes of files, as git does.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

const SHARED = ["core/src", "core/package.json", "package-lock.json"];

/** What is built, from which files, and the file without which it does not exist. */
export const targets = [
  {
    name: "program",
    product: "app/dist/cli.js",
    inputs: [...SHARED, "app/src", "app/package.json", "app/tsdown.config.ts"],
  },
  {
    name: "page",
    product: "web/dist/index.html",
    inputs: [...SHARED, "web/src", "web/public", "web/index.html", "web/package.json", "web/vite.config.ts"],
  },
  { name: "examples", product: "app/dist/examples", inputs: ["examples"] },
];

const TESTS = /\.(test|e2e)\.tsx?$/; // part of no product

function collect(path, files) {
  for (const entry of readdirSync(join(root, path), { withFileTypes: true })) {
    const inner = `${path}/${entry.name}`;
    if (entry.isDirectory()) collect(inner, files);
    else if (!TESTS.test(entry.name)) files.push({ file: inner, ...statSync(join(root, inner)) });
  }
}

/** The files of one input, a file or a folder, with their dates and sizes. */
function look(input) {
  const found = statSync(join(root, input), { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (!found.isDirectory()) return [{ file: input, ...found }];
  const files = [];
  collect(input, files);
  return files;
}

/**
 * Every file that a target is made of, as paths from the root, and its outward look: names, dates and sizes in
 * one text. Equal text, equal contents, short of somebody forging dates. `seen` keeps what targets share.
 */
export function inspect(target, seen = new Map()) {
  const found = target.inputs.flatMap((input) => {
    if (!seen.has(input)) seen.set(input, look(input));
    return seen.get(input);
  });
  return {
    files: found.map(({ file }) => file).sort(),
    outward: found
      .map(({ file, mtimeMs, size }) => `${file} ${mtimeMs} ${size}`)
      .sort()
      .join("\n"),
  };
}

export function stampFile(target) {
  return join(root, ".cache", `built-${target.name}.json`);
}

/** `{contents, outward}` of the last build, or undefined. */
export function readStamp(target) {
  const file = stampFile(target);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

/** Whether all packages are there and every product is that of the files as they are. */
export function isFresh() {
  if (!existsSync(join(root, "node_modules", ".chartroom-installed"))) return false;
  const seen = new Map();
  return targets.every((target) => {
    if (existsSync(join(root, target.product))) {
      return readStamp(target)?.outward === inspect(target, seen).outward;
    }
    return target.inputs.every((input) => !existsSync(join(root, input))); // nothing to make it of
  });
}
