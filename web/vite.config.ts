import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const PROGRAM = "http://127.0.0.1:4747";

export default defineConfig({
  base: "/",
  plugins: [react()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2023",
    // fonts and pictures stay files: the page's policy allows nothing inline
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    reportCompressedSize: false,
    rolldownOptions: {
      treeshake: {
        // core does nothing on import, so what only a part that is opened later needs (YAML) loads with that part
        moduleSideEffects: [
          { test: /[\\/](core[\\/]src|core[\\/]dist|node_modules[\\/]yaml)[\\/]/, sideEffects: false },
        ],
      },
    },
  },
  // while developing, the page comes from here and everything else from a running `chartroom serve`
  server: {
    host: "127.0.0.1",
    proxy: Object.fromEntries(["/api", "/files", "/events", "/launch"].map((path) => [path, PROGRAM])),
  },
});
