import { existsSync } from "node:fs";
import { defineConfig } from "tsdown";

const entry = ["src/cli.ts", "src/worker.ts"].filter((file) => existsSync(new URL(file, import.meta.url)));

/**
 * Bundles the program and the library into app/dist. Only the two database drivers and what draws pictures stay outside: they are the
 * package's dependencies. Whatever is imported lazily becomes a file of its own beside cli.js, so that a
 * command loads what it uses; page and examples are copied in by scripts/build.mjs.
 */
export default defineConfig({
  entry,
  outDir: "dist",
  format: "esm",
  platform: "node",
  target: "node20.19",
  fixedExtension: false,
  dts: false,
  sourcemap: false,
  clean: true,
  // what is not among app's dependencies is bundled, and that is meant: no list of it to keep
  deps: {
    neverBundle: [/^@expo-google-fonts\//, /^@resvg\//, /^@photostructure\/sqlite/, /^pg(\/|$)/],
    onlyBundle: false,
  },
  inputOptions: { resolve: { conditionNames: ["source", "node", "import", "default"] } },
});
