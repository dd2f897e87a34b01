import { readFileSync } from "node:fs";
import { allActions } from "@chartroom/core/actions";
import { allFactTypes, allProjections } from "@chartroom/core/facts";
import { registry } from "@chartroom/core/ledger";
import { expect, test } from "vitest";
import { REPORT_FORMATS } from "@chartroom/core/reporting";
import { SECURITY_HEADERS } from "../http/guard.ts";
import { checkout } from "./checkout.ts";
import { actionReference } from "./http.ts";

const PAGE = `${checkout}docs/http.md`;
const MARK = "<!-- from here on written by `node scripts/docs.mjs` -->\n";
const actions = allActions(registry(allFactTypes, allProjections).types);
const page = readFileSync(PAGE, "utf8");
const [byHand = ""] = page.split(MARK);

test("docs/http.md says what the actions say (`node scripts/docs.mjs` writes it anew)", async () => {
  expect(page).toContain(MARK);
  await expect(`${byHand}${MARK}\n${actionReference(actions)}`).toMatchFileSnapshot(PAGE);
});

test("every action has its chapter", () => {
  const reference = actionReference(actions);
  for (const { contract } of actions) expect(reference).toContain(`### ${contract.name}\n`);
});

test("what is written by hand names every route, header and file", () => {
  const sources = ["server.ts", "home.ts"].map((name) =>
    readFileSync(`${checkout}app/src/http/${name}`, "utf8"),
  );
  const routes = sources.flatMap((text, at) =>
    [...text.matchAll(/\b(?:app|api|home)\.(get|post)\("([^"*]+)"/g)].map(([, method = "", path = ""]) => {
      const under = at === 1 ? "/api/home" : path.startsWith("/:review") ? "/api/r" : "";
      return `${method.toUpperCase()} ${under}${path === "/" ? "" : path}`.replaceAll(
        /:(\w+)/g,
        (_all, name: string) => name.toUpperCase(),
      );
    }),
  );
  expect(routes.length).toBeGreaterThan(8);
  expect(routes.filter((route) => !byHand.includes(`\`${route}\``))).toEqual([]);
  expect(Object.keys(SECURITY_HEADERS).filter((name) => !byHand.includes(`\`${name}\``))).toEqual([]);
  expect(REPORT_FORMATS.filter((format) => !byHand.includes(`\`report.${format}\``))).toEqual([]);
});
