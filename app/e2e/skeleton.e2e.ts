import { perform } from "@chartroom/core/action";
import { history } from "@chartroom/core/screening";
import { findCitations } from "@chartroom/core/dedup";
import { describe, expect, test } from "vitest";
import { shown, sit, timeToPaint } from "./browser.ts";
import { run } from "./program.ts";
import { setStage } from "./stage.ts";
import { lookInto, TITLES } from "./review.ts";

describe("a first vote", () => {
  const stage = setStage();

  async function decisionsOn(title: string): Promise<string[]> {
    return lookInto(stage.machine, stage.made.folder, async (bench) => {
      const actor = stage.made.members.get("Ada") ?? "";
      const [found] = await perform(bench, findCitations, { actor, input: { refs: [title] } });
      const entries = await perform(bench, history, { actor, input: { citation: found?.citation ?? "" } });
      return entries.filter((entry) => entry.standing).map((entry) => entry.decision);
    });
  }

  test("is stage.made by one key, saved, kept over a reload, verified, and taken back", async () => {
    const { page, errors, foreign, close } = await sit(stage.browser, stage.served.links.get("Ada") ?? "");
    await page.goto(`${stage.served.address}/r/${stage.made.review}/screen`);
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

    const verified = await run(stage.machine, "verify", "--review", stage.made.folder, "--json");
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
    const { page, close } = await sit(stage.browser, stage.served.links.get("Ben") ?? "");
    await page.goto(`${stage.served.address}/r/${stage.made.review}/screen`);
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
