// What `npm pack -w app` runs before it packs, and with --after once it has: everything is built anew, the library's
// rooms too, and the texts that npm takes into a package only from the package's own folder lie there meanwhile.
import { copyFileSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { buildLibrary } from "./library.mjs";
import { root, say } from "./root.mjs";

const TEXTS = ["README.md", "LICENSE"];

async function before() {
  await build({ everything: true });
  await buildLibrary();
  for (const text of TEXTS) {
    if (existsSync(join(root, text))) copyFileSync(join(root, text), join(root, "app", text));
  }
}

function after() {
  for (const text of TEXTS) rmSync(join(root, "app", text), { force: true });
}

(process.argv.includes("--after") ? Promise.resolve(after()) : before()).catch((error) => {
  say(error.message);
  process.exitCode = 1;
});
