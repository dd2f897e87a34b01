// Writes the reference pages of docs/ anew from what they describe; their tests fail where a page is stale.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./root.mjs";

const PAGES = ["app/src/cli/guide.test.ts", "app/src/docs/http.test.ts", "app/src/docs/formats.test.ts"];
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const words = [vitest, "run", "--project", "unit", ...PAGES, "--update"];
process.exitCode = spawnSync(process.execPath, words, { cwd: root, stdio: "inherit" }).status ?? 1;
