import { join } from "node:path";
import type { Browser } from "playwright-core";
import { perform } from "@chartroom/core/action";
import { status } from "@chartroom/core/flow";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { replayExample } from "../src/replay/example.ts";
import { noBrowser, openBrowser, shown, sit } from "./browser.ts";
import { type Machine, newMachine, serve, type Served } from "./program.ts";
import { setStage } from "./stage.ts";
import { lookInto, TITLES } from "./review.ts";

describe("what is asked a reason, and its way back", () => {
  const stage = setStage();

  const counts = () =>
    lookInto(stage.machine, stage.made.folder, async (bench) => {
      const { counts } = await perform(bench, status, {
        actor: stage.made.members.get("Lea") ?? "",
        input: {},
      });
      return counts;
    });

  test("a citation is removed before screening, put back, and removed with all that a search shows", async () => {
    const { page, errors, close } = await sit(stage.browser, stage.served.links.get("Lea") ?? "");
    const address = `${stage.served.address}/r/${stage.made.review}`;
    await page.goto(`${address}/records?search=basalt`);
    await page.getByRole("link", { name: /Basalt/ }).click();
    await shown(page, TITLES[1]);
    await page.getByRole("button", { name: "Remove this citation before screening" }).click();
    await page.getByLabel("Why?").fill("A programme, not a work");
    await page.keyboard.press("Control+Enter");
    await page.getByText("Removed before screening by Lea", { exact: false }).waitFor();
    expect(await counts()).toMatchObject({ removed: { other: 1 }, inProgress: 4 });
    await page.reload();
    await page.getByRole("button", { name: "Put back" }).click();
    await page.getByLabel("Why?").fill("It is one after all");
    await page.getByRole("button", { name: "Put it back" }).click();
    await page.getByText("It is offered for screening again.").waitFor();
    expect(await counts()).toMatchObject({ removed: { other: 0 }, inProgress: 5 });

    await page.goto(`${address}/records?search=reports`);
    await page.getByRole("button", { name: /^Remove the/ }).click();
    await page.getByLabel("Automation rule").fill("title filter");
    await page.getByLabel("Why?").fill("Out of scope");
    await page.getByRole("button", { name: "Remove it" }).click();
    await page.getByText("1 citation removed before screening.").waitFor();
    expect(await counts()).toMatchObject({ removed: { automation: 1 }, inProgress: 4 });
    await page.getByRole("button", { name: /^Undo/ }).click();
    await expect.poll(counts).toMatchObject({ removed: { automation: 0 }, inProgress: 5 });
    expect(errors).toEqual([]);
    await close();
  });

  test("the lead stops a stage, hears how many are left, and opens it again", async () => {
    const lea = await sit(stage.browser, stage.served.links.get("Lea") ?? "");
    const ada = await sit(stage.browser, stage.served.links.get("Ada") ?? "");
    const address = `${stage.served.address}/r/${stage.made.review}`;
    await lea.page.getByRole("button", { name: "Stop title and abstract screening" }).click();
    await lea.page.getByText("5 records on which nobody has voted", { exact: false }).waitFor();
    await lea.page.getByLabel("Why?").fill("Nothing new for long");
    await lea.page.getByRole("button", { name: "Stop it" }).click();
    await expect.poll(counts).toMatchObject({ left: 5, inProgress: 0 });
    await ada.page.goto(`${address}/screen`);
    await ada.page.getByText("stopped by Lea", { exact: false }).first().waitFor();
    expect(await ada.page.getByRole("button", { name: /^Open it again/ }).count()).toBe(0);
    await lea.page.getByRole("button", { name: /^Open it again/ }).click();
    await lea.page.getByLabel("Why?").fill("A new search came");
    await lea.page.getByRole("button", { name: "Open it again" }).click();
    await expect.poll(counts).toMatchObject({ left: 0, inProgress: 5 });
    expect([lea.errors, ada.errors]).toEqual([[], []]);
    await lea.close();
    await ada.close();
  });

  test("a text of the report that is not kept yet outlives a reload", async () => {
    const { page, errors, close } = await sit(stage.browser, stage.served.links.get("Lea") ?? "");
    await page.goto(`${stage.served.address}/r/${stage.made.review}/report`);
    await page.getByRole("tab", { name: "Texts" }).click();
    await page.getByLabel("Rationale").fill("Half a sentence");
    await page.reload();
    await page.getByRole("tab", { name: "Texts" }).click();
    await expect.poll(() => page.getByLabel("Rationale").inputValue()).toBe("Half a sentence");
    await page.getByRole("button", { name: "Keep", exact: true }).click();
    await page.getByRole("button", { name: "Take back" }).waitFor();
    expect(errors).toEqual([]);
    await close();
  });
});

describe("the synthesis of a finished review", () => {
  let machine: Machine;
  let served: Served;
  let browser: Browser;
  beforeAll(async () => {
    machine = newMachine();
    if (noBrowser !== undefined) return;
    const folder = join(machine.root, "tutorial");
    await replayExample("tutorial", folder);
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

  test("a study is left out with a reason, listed on the map, and put back", async () => {
    const { page, errors, close } = await sit(browser, served.links.get("Lead") ?? "");
    const room = (name: string) => page.url().replace(/(\/r\/[^/]+).*/, `$1/${name}`);
    await page.goto(room("charting"));
    const table = page.getByRole("region", { name: "Studies to chart" });
    const out = page.getByRole("region", { name: "Studies left out of the synthesis" });
    await table.waitFor();
    const before = await out.getByRole("button", { name: /^Put back/ }).count();
    const first = table.getByRole("button", { name: /^Leave out/ }).first();
    const label = (await first.getAttribute("aria-label"))?.replace("Leave out: ", "") ?? "";
    await first.click();
    await page.getByLabel("Why?").fill("Retracted since");
    await page.getByRole("button", { name: "Leave it out" }).click();
    await page.getByText(`${label} is left out of the synthesis.`).waitFor();

    await page.goto(room("map"));
    await page.getByText("left out of the synthesis", { exact: false }).first().waitFor();
    await page.locator(".map-left-out summary").click();
    await page.locator(".map-left-out").getByText("Retracted since").waitFor();
    await page.locator(".map-left-out").getByRole("link", { name: label }).click();
    await page.getByRole("button", { name: "Put back into the synthesis" }).click();
    await page.getByLabel("Why?").fill("It was another study");
    await page.getByRole("button", { name: "Put it back" }).click();
    await page.getByText(`${label} is back in the synthesis.`).waitFor();
    await page.goto(room("charting?part=left-out"));
    await page.getByRole("heading", { name: /^Left out of the synthesis/ }).waitFor();
    await expect.poll(() => out.getByRole("button", { name: /^Put back/ }).count()).toBe(before);
    expect(errors).toEqual([]);
    await close();
  });
});
