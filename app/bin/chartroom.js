#!/usr/bin/env node
import { existsSync } from "node:fs";

// The published package holds the built program alone; a checkout's may be missing, or older than its sources.
const isCheckout = existsSync(new URL("../src/cli.ts", import.meta.url));

async function buildIfStale() {
  if (!isCheckout) return true;
  const { isFresh } = await import("../../scripts/fresh.mjs");
  if (isFresh()) return true;
  try {
    const { build } = await import("../../scripts/build.mjs");
    await build();
    return true;
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 70;
    return false;
  }
}

if (await buildIfStale()) await import("../dist/cli.js");
