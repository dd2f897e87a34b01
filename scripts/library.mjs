// Bundles the rooms that know neither Node nor a database as modules for other programs, with their types:
// app/dist/library/ROOM.js and ROOM.d.ts, published as `chartroom/ROOM`.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

/** The rooms that are published; app/package.json names the same in `exports`. */
export const ROOMS = ["references", "dedup", "screening", "charting", "flow", "synthesis"];

export async function buildLibrary() {
  const { build } = await import("tsdown");
  const outDir = join(root, "app", "dist", "library");
  rmSync(outDir, { recursive: true, force: true });
  await build({
    config: false,
    cwd: join(root, "core"),
    entry: Object.fromEntries(ROOMS.map((room) => [room, `src/${room}/index.ts`])),
    outDir,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    tsconfig: join(root, "core", "tsconfig.pure.json"),
    dts: { resolver: "tsc" },
    sourcemap: false,
    clean: false,
    logLevel: "warn",
    deps: { onlyBundle: false, alwaysBundle: [/.*/] },
    inputOptions: {
      resolve: { conditionNames: ["source", "import", "default"], mainFields: ["module", "main"] },
    },
  });
}
