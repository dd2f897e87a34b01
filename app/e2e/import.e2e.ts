import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { noBrowser, openBrowser, sit } from "./browser.ts";
import { type Machine, newMachine, run, serve, type Served } from "./program.ts";
import { makeReview } from "./review.ts";

const TABLE =
  "Aufsatz;Wer;Wann;Nr\nGranite maps for tired readers;Miller A, Ortiz B;2021;A-1\nHematite notes;Ames C;2022;A-2\nno row of this table\n";

/** Lets files fall onto a page, as a person does who drags them there. */
async function dropFiles(page: Page, files: readonly { name: string; text: string }[]): Promise<void> {
  const transfer = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    for (const { name, text } of ${JSON.stringify(files)}) transfer.items.add(new File([text], name));
    return transfer;
  })()`);
  await page.dispatchEvent("body", "dragover", { dataTransfer: transfer });
  await page.getByText("Let go anywhere").waitFor();
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
}

describe("an import in the page", () => {
  let machine: Machine;
  let served: Served;
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    machine = newMachine();
    if (noBrowser !== undefined) return;
    ({ folder } = await makeReview(machine));
    served = await serve(machine, folder);
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

  const identified = async () => {
    const { stdout } = await run(machine, "status", "--review", folder, "--json");
    return (JSON.parse(stdout) as { counts: { identified: number } }).counts.identified;
  };

  test("goes from any page over preview and mapping to records, shows its oddities in place, is undone, and is remembered", async () => {
    const { page, errors, foreign, close } = await sit(browser, served.links.get("Lea") ?? "");
    await page.getByRole("heading", { name: "Flow" }).waitFor();
    await dropFiles(page, [{ name: "list.csv", text: TABLE }]);
    await page.waitForURL(/records\/import/);
    await page.getByText("No column is known to hold the titles").waitFor();
    await page.getByRole("combobox", { name: "Source", exact: true }).fill("Websites");
    await page.keyboard.press("Escape");
    expect(await page.getByRole("button", { name: "Keep 2 records" }).isDisabled()).toBe(true);
    for (const [column, field] of [
      ["Aufsatz", "Title"],
      ["Wer", "Authors"],
      ["Wann", "Year"],
    ] as const) {
      await page.getByLabel(`${column} is read as`).first().click();
      await page.getByRole("option", { name: field, exact: true }).click();
    }
    await page.getByText("Granite maps for tired readers").first().waitFor();
    expect(await identified()).toBe(5);

    await page.getByRole("button", { name: /Show line 4 in the file/ }).click();
    expect(await page.locator('.raw-lines [aria-current="true"]').textContent()).toContain(
      "no row of this table",
    );
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Keep 2 records" }).click();
    await page.getByText("2 records of list.csv came in.").waitFor();
    expect(await identified()).toBe(7);

    await page.getByRole("button", { name: "1 odd in list.csv" }).click();
    const saving = page.waitForEvent("download");
    await page.getByText("All of it as a table (CSV)").click();
    const path = join(machine.root, "diagnostics.csv");
    await (await saving).saveAs(path);
    expect(readFileSync(path, "utf8")).toContain("csv.stray-line,,4,");

    await page.getByRole("button", { name: "Withdraw the search of Websites" }).click();
    await page.getByText("2 citations leave the review with them").waitFor();
    await page.getByLabel("Why it is withdrawn").fill("the wrong list");
    await page.keyboard.press("Enter");
    await page.getByText("list.csv was withdrawn").waitFor();
    expect(await identified()).toBe(5);
    await page.getByRole("button", { name: "Bring back list.csv" }).click();
    await page.getByRole("button", { name: "Withdraw the search of Websites" }).waitFor();
    expect(await identified()).toBe(7);

    // a later table with the same columns is read as this one was, and this very file is known again
    const later = join(machine.root, "later.csv");
    writeFileSync(later, TABLE.replace("Hematite notes", "Iolite notes"));
    const same = join(machine.root, "copy.csv");
    writeFileSync(same, TABLE);
    await page.locator('input[type="file"]').setInputFiles([later, same]);
    await page.getByText("Iolite notes").first().waitFor();
    await page.getByText("It is one run, however often it is imported.").waitFor();
    await page.locator("summary", { hasText: "4 columns" }).first().click();
    await page
      .getByText(/^Read as list\.csv was on/)
      .first()
      .waitFor();
    expect([errors, foreign]).toEqual([[], []]);
    await close();
  });
});
