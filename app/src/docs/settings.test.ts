import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkout } from "./checkout.ts";

const FORTESTS = /^CHARTROOM_TEST_/;

function namesIn(folder: string, pattern: RegExp): Set<string> {
  const files = readdirSync(checkout + folder, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts") && !/\.test\.ts$|(^|[\\/])testing\.ts$/.test(name),
  );
  const texts = files.map((name) => readFileSync(`${checkout}${folder}/${name}`, "utf8"));
  return new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name ?? "")));
}

test("docs/settings.md explains every variable that the program reads, and no other of its own", () => {
  const page = readFileSync(`${checkout}docs/settings.md`, "utf8");
  const explained = new Set([...page.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name ?? ""));
  const read = [...namesIn("app/src", /process\.env\["([A-Z_]+)"\]/g)].filter((name) => !FORTESTS.test(name));
  expect(read.length).toBeGreaterThan(4);
  expect([...explained].sort()).toEqual(read.sort());
});
