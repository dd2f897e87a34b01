import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { noBrowser, openBrowser, shown, sit } from "./browser.ts";
import { type Machine, newMachine, run, serve, type Served } from "./program.ts";
import { FIVE_RECORDS, makeReview, TITLES } from "./review.ts";

describe("from nothing", () => {
  let machine: Machine;
  let served: Served;
  let browser: Browser;
  beforeAll(async () => {
    machine = newMachine();
    if (noBrowser !== undefined) return;
    served = await serve(machine, (await makeReview(machine)).folder);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await served?.end();
    machine.remove();
  });
  beforeEach((context) => {
    if (noBrowser !== undefined) context.skip(noBrowser);
  });

  test("a review is made, a file imported, duplicates found, a record judged", async () => {
    const file = join(machine.root, "export.ris");
    const twin = `TY  - JOUR\nTI  - ${TITLES[0]}\nAU  - Miller, Ada\nPY  - 2020\nJO  - Journal of Invented Studies\nER  - \n`;
    writeFileSync(file, `${FIVE_RECORDS}\n${twin}`);
    const { page, errors, foreign, close } = await sit(browser, served.links.get("Lea") ?? "");

    await page.goto(`${served.address}/`);
    await page.getByText("A review under test").first().waitFor();
    await page.getByLabel("Title", { exact: false }).first().fill("Models in clinics");
    await page.getByLabel("Population", { exact: false }).first().fill("Patients");
    await page.getByLabel("Concept", { exact: false }).first().fill("Language models");
    await page.getByLabel("Context", { exact: false }).first().fill("Clinics");
    await page.getByRole("button", { name: "Begin" }).first().click();
    await page.waitForURL(/\/r\/[^/]+\/?$/);
    const address = `${page.url().replace(/\/$/, "")}/`;
    await page.getByText("Models in clinics").first().waitFor();

    await page.goto(`${address}records/import`);
    await page.locator('input[type="file"]').setInputFiles(file);
    await page.getByText("6 records").first().waitFor();
    await page.getByText(TITLES[0]).first().waitFor();
    await page.getByLabel("Source", { exact: false }).first().fill("PubMed");
    await page.keyboard.press("Escape");
    await page
      .getByRole("button", { name: /^(Keep|Import)/ })
      .first()
      .click();
    await page.getByText("6 records of export.ris came in.").waitFor();

    await page.goto(`${address}duplicates`);
    await page.getByRole("button", { name: "Find duplicates" }).first().click();
    const folder = join(machine.root, "models-in-clinics");
    const identified = async () => {
      const { stdout } = await run(machine, "status", "--review", folder, "--json");
      const { counts } = JSON.parse(stdout) as { counts: { identified: number; duplicates: number } };
      return counts;
    };
    await expect.poll(identified, { timeout: 15_000 }).toMatchObject({ identified: 6, duplicates: 1 });

    await page.goto(`${address}screen`);
    await shown(page, TITLES[0]);
    await page.keyboard.press("i");
    await shown(page, TITLES[1]);
    await page
      .getByText(/Saved \d/)
      .first()
      .waitFor();
    expect((await run(machine, "verify", "--review", folder)).code).toBe(0);
    expect([errors, foreign]).toEqual([[], []]);
    await close();
  });
});
