import type { Browser } from "playwright-core";
import { perform } from "@chartroom/core/action";
import { history } from "@chartroom/core/screening";
import { findCitations } from "@chartroom/core/dedup";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { noBrowser, openBrowser, shown, sit, timeToPaint } from "./browser.ts";
import { type Machine, newMachine, run, serve, type Served } from "./program.ts";
import { lookInto, type MadeReview, makeReview, TITLES } from "./review.ts";

describe("a first vote", () => {
  let machine: Machine;
  let made: MadeReview;
  let served: Served;
  let browser: Browser;
  beforeAll(async () => {
    machine = newMachine();
    if (noBrowser !== undefined) return;
    made = await makeReview(machine);
    served = await serve(machine, made.folder);
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

  async function decisionsOn(title: string): Promise<string[]> {
    return lookInto(machine, made.folder, async (bench) => {
      const actor = made.members.get("Ada") ?? "";
      const [found] = await perform(bench, findCitations, { actor, input: { refs: [title] } });
      const entries = await perform(bench, history, { actor, input: { citation: found?.citation ?? "" } });
      return entries.filter((entry) => entry.standing).map((entry) => entry.decision);
    });
  }

  test("is made by one key, saved, kept over a reload, verified, and taken back", async () => {
    const { page, errors, foreign, close } = await sit(browser, served.links.get("Ada") ?? "");
    await page.goto(`${served.address}/r/${made.review}/screen`);
    await shown(page, TITLES[0]);
    await page.keyboard.press("i");
    await shown(page, TITLES[1]);
    await page
      .getByText(/Saved \d/)
      .first()
      .waitFor();
    expect(await decisionsOn(TITLES[0])).toEqual(["include"]);

    await page.reload();
    await shown(page, TITLES[1]);
    await page.getByText("4 left").first().waitFor();
    await page.keyboard.press("e");
    await shown(page, TITLES[2]);
    await page
      .getByText(/Saved \d/)
      .first()
      .waitFor();
    expect(await decisionsOn(TITLES[1])).toEqual(["exclude"]);

    const verified = await run(machine, "verify", "--review", made.folder, "--json");
    expect(verified.code).toBe(0);
    expect(JSON.parse(verified.stdout)).toMatchObject({ faults: [] });

    await page.keyboard.press("z");
    await shown(page, TITLES[1]);
    await expect.poll(() => decisionsOn(TITLES[1])).toEqual([]);
    expect(await decisionsOn(TITLES[0])).toEqual(["include"]);
    expect([errors, foreign]).toEqual([[], []]);
    await close();
  });

  test("paints the next record within a blink", async (context) => {
    const { page, close } = await sit(browser, served.links.get("Ben") ?? "");
    await page.goto(`${served.address}/r/${made.review}/screen`);
    const times: number[] = [];
    for (const [at, title] of TITLES.slice(0, 4).entries()) {
      await shown(page, title);
      times.push(await timeToPaint(page, "i", `about ${(TITLES[at + 1] ?? "").toLowerCase()}`));
    }
    const middle = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
    await context.annotate(
      `key to next record painted: ${times.map((time) => `${time.toFixed(0)} ms`).join(", ")}`,
    );
    // a person takes 100 ms for at once; busy machines of a test run get some more
    expect(middle).toBeLessThan(500);
    await close();
  });
});
