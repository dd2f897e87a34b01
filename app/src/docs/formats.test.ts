import { readFileSync } from "node:fs";
import { FORMATS } from "@chartroom/core/references";
import { expect, test } from "vitest";
import { checkout } from "./checkout.ts";
import { formatReference } from "./formats.ts";

const PAGE = `${checkout}docs/formats.md`;
const MARK = "<!-- from here on written by `node scripts/docs.mjs` -->\n";
const page = readFileSync(PAGE, "utf8");
const [byHand = ""] = page.split(MARK);

test("docs/formats.md says what the formats are (`node scripts/docs.mjs` writes it anew)", async () => {
  expect(page).toContain(MARK);
  await expect(`${byHand}${MARK}\n${formatReference()}`).toMatchFileSnapshot(PAGE);
});

test("every format has its row", () => {
  const reference = formatReference();
  for (const { id } of FORMATS) expect(reference).toContain(`| \`${id}\` |`);
});
