import { perform } from "@chartroom/core/action";
import { mine } from "@chartroom/core/screening";
import { describe, expect, test } from "vitest";
import { shown, sit } from "./browser.ts";
import { setStage } from "./stage.ts";
import { lookInto, TITLES } from "./review.ts";

describe("screening by keyboard alone", () => {
  const stage = setStage({ reasonRequired: true });

  function votes(): Promise<Record<string, [string, string | null, string]>> {
    return lookInto(stage.machine, stage.made.folder, async (bench) => {
      const actor = stage.made.members.get("Ada") ?? "";
      const { items } = await perform(bench, mine, { actor, input: { stage: "title_abstract", limit: 50 } });
      return Object.fromEntries(
        items.map(({ citation, mine: vote }) => [
          citation.reference.title ?? "",
          [vote?.decision ?? "", vote?.reason ?? null, vote?.note ?? ""],
        ]),
      );
    });
  }

  test("reaches the room, excludes for a reason by its digit, writes a note, looks back", async () => {
    const { page, errors, close } = await sit(stage.browser, stage.served.links.get("Ada") ?? "");
    // by Tab and Enter from the rail
    const rail = page.getByRole("link", { name: /Title and abstract/ }).first();
    await rail.waitFor();
    for (let pressed = 0; pressed < 40; pressed++) {
      await page.keyboard.press("Tab");
      if (/Title and abstract/.test((await page.locator(":focus").textContent()) ?? "")) break;
    }
    await page.keyboard.press("Enter");
    await shown(page, TITLES[0]);

    // a digit excludes at once
    await page.keyboard.press("2");
    await shown(page, TITLES[1]);
    // E asks for the reason first, and Escape excludes nothing
    await page.keyboard.press("e");
    await page.getByText("Exclude for which reason?").waitFor();
    await page.keyboard.press("Escape");
    await page.getByText("Exclude for which reason?").waitFor({ state: "detached" });
    await page.keyboard.press("e");
    await page.getByText("Exclude for which reason?").waitFor();
    await page.keyboard.press("3");
    await shown(page, TITLES[2]);

    // keys typed into a note are words
    await page.keyboard.press("n");
    await page.keyboard.type("include this? 2 doubts");
    await page.keyboard.press("Escape");
    await shown(page, TITLES[2]);
    await page.keyboard.press("i");
    await shown(page, TITLES[3]);
    // a key with a modifier is the stage.browser's
    await page.keyboard.press("Control+i");
    await page.keyboard.press("k");
    await shown(page, TITLES[2]);
    await page.keyboard.press("j");
    await shown(page, TITLES[3]);

    await expect.poll(votes).toEqual({
      [TITLES[0]]: ["exclude", "X2", ""],
      [TITLES[1]]: ["exclude", "X3", ""],
      [TITLES[2]]: ["include", null, "include this? 2 doubts"],
    });
    expect(errors).toEqual([]);
    await close();
  });
});
