import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { checkout } from "./checkout.ts";

const inFolder = (folder: string) =>
  readdirSync(`${checkout}${folder}`)
    .filter((name) => name.endsWith(".md"))
    .map((name) => `${folder}/${name}`);

const pages = [
  ...readdirSync(checkout).filter((name) => name.endsWith(".md")),
  ...inFolder("docs"),
  ...readdirSync(`${checkout}examples`).map((name) => `examples/${name}/README.md`),
].filter((page) => existsSync(checkout + page));

const textOf = (page: string) => readFileSync(checkout + page, "utf8");

/** The name by which a heading is linked to, as GitHub makes it. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");

const anchorsIn = (page: string) =>
  [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading ?? ""));

/** Targets inside the project: of links, pictures and HTML, without what stands in code. */
function linksIn(text: string): string[] {
  const prose = text.replace(/```[\s\S]*?```/g, "").replace(/`[^`\n]*`/g, "");
  return [
    ...[...prose.matchAll(/\]\(([^)\s]+)[^)]*\)/g)].map(([, target]) => target ?? ""),
    ...[...prose.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, target]) => target ?? ""),
  ].filter((target) => !/^[a-z]+:/.test(target));
}

function brokenIn(page: string): string[] {
  return linksIn(textOf(page)).filter((target) => {
    const [path = "", anchor] = target.split("#");
    const file = path === "" ? page : join(dirname(page), decodeURIComponent(path));
    if (!existsSync(checkout + file)) return true;
    return anchor !== undefined && file.endsWith(".md") && !anchorsIn(file).includes(anchor);
  });
}

test("every link within the project leads somewhere", () => {
  expect(pages.length).toBeGreaterThan(5);
  expect(pages.flatMap((page) => brokenIn(page).map((target) => `${page}: ${target}`))).toEqual([]);
});

test("docs/README.md names every page beside it", () => {
  const named = linksIn(textOf("docs/README.md"));
  const beside = inFolder("docs").map((page) => page.slice("docs/".length));
  expect(beside.filter((page) => page !== "README.md" && !named.includes(page))).toEqual([]);
});
