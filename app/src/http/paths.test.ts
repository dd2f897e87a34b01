import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pageAssets } from "./page.ts";
import { HOST, ORIGIN, type TestServer, testServer } from "./testing.ts";

let at: TestServer;
beforeAll(async () => {
  at = await testServer();
});
afterAll(() => at.close());

const ODD = [
  "//",
  "//evil.example",
  "//evil.example/r/x",
  "/\\evil.example",
  "/..",
  "/../package.json",
  "/%2e%2e/package.json",
  "/%2e%2e%2fpackage.json",
  "/..%2f..%2fetc%2fpasswd",
  "/%252e%252e/package.json",
  "/..%5c..%5cpackage.json",
  "/%5c",
  "/%5c%5cevil.example",
  "/assets/..%2f..%2fchartroom.db",
  "/assets/%2e%2e/%2e%2e/chartroom.db",
  "/r/%00",
  "/index.html%00",
  "/%00",
  "/%",
  "/%zz",
  "/%c0%af",
  "/%u002e",
  "/.env",
  "/.git/config",
  "/chartroom.db",
  "/package.json",
  "/C:/Windows/win.ini",
  "/file:///etc/passwd",
  "/assets/",
  "/assets/page-1.js/",
  "/assets/PAGE-1.js",
  "/index.html/..",
  "/r",
  "/r/",
  "/r//",
  "/r/x//y",
  "/r/<script>",
  "/r/x/%3Cscript%3E",
  "/api",
  "/api/",
  "/api/r",
  "/api/home/nothing",
  "/launch",
  "/launch/",
  "/launch/a/b",
  "/__proto__",
  "/constructor",
  `/${"a".repeat(20_000)}`,
  `/r/${"../".repeat(2_000)}etc/passwd`,
];

test.each(ODD)("there is nothing at %j", async (path) => {
  // as it would come from a socket, where nothing has tidied the address
  const request = new Request(`${ORIGIN}/`, { headers: { Host: HOST } });
  Object.defineProperty(request, "url", { value: `${ORIGIN}${path}` });
  const response = await at.app.fetch(request);
  const text = await response.text();
  expect([403, 404]).toContain(response.status);
  expect(text).not.toContain("The page");
  expect(text).not.toContain("evil");
  expect(response.headers.get("location")).toBeNull();
});

test("the page draws its own addresses, and no other", async () => {
  for (const path of [
    "/",
    `/r/${at.review}`,
    `/r/${at.review}/`,
    `/r/${at.review}/records/import`,
    "/r/x/charting/ab_c-1/",
  ]) {
    const response = await at.send("GET", path);
    expect([response.status, await response.text()], path).toEqual([
      200,
      expect.stringContaining("The page"),
    ]);
    expect(response.headers.get("cache-control")).toBe("no-cache");
  }
  const script = await at.send("GET", "/assets/page-1.js");
  expect(script.headers.get("cache-control")).toContain("immutable");
  expect(script.headers.get("content-type")).toContain("text/javascript");
});

test("only files of known kinds are part of the page", () => {
  const folder = join(at.root, "page");
  mkdirSync(join(folder, "assets"), { recursive: true });
  for (const name of ["index.html", "assets/a.js", "assets/a.js.map", ".env", "notes.txt", "chartroom.db"])
    writeFileSync(join(folder, name), "x");
  expect([...pageAssets(folder).keys()].sort()).toEqual(["/assets/a.js", "/index.html"]);
});
