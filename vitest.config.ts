import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: ["./scripts/test-postgres.mjs"],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: [
            "core/src/**/*.test.ts",
            "app/src/**/*.test.ts",
            "web/src/**/*.test.{ts,tsx}",
            "bench/**/*.test.ts",
          ],
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["app/e2e/**/*.e2e.ts"],
          testTimeout: 90_000,
          hookTimeout: 90_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
