import { perform } from "@chartroom/core/action";
import { readLedger } from "@chartroom/core/ledger";
import { mine } from "@chartroom/core/screening";
import { describe, expect, test } from "vitest";
import { shown, sit } from "./browser.ts";
import { serve } from "./program.ts";
import { setStage } from "./stage.ts";
import { lookInto, TITLES } from "./review.ts";

describe("a server that goes away while somebody votes", () => {
  const stage = setStage();

  function votesOf(name: string): Promise<{ facts: number; standing: Record<string, string> }> {
    return lookInto(stage.machine, stage.made.folder, async (bench) => {
      const actor = stage.made.members.get(name) ?? "";
      const { items } = await perform(bench, mine, { actor, input: { stage: "title_abstract", limit: 50 } });
      const facts = await bench.storage.read(async (tx) => {
        let count = 0;
        const viewer = { actor, roles: await bench.rolesOf(tx, actor) };
        for await (const page of readLedger({ ...tx, viewer }, bench.registry))
          count += page.filter((fact) => fact.actor === actor && fact.action === "screening.vote").length;
        return count;
      });
      const standing = items.map((item) => [item.citation.reference.title ?? "", item.mine?.decision ?? ""]);
      return { facts, standing: Object.fromEntries(standing) as Record<string, string> };
    });
  }

  test("loses no vote, and counts none twice", async () => {
    const seat = await sit(stage.browser, stage.served.links.get("Ada") ?? "");
    const { page } = seat;
    await page.goto(`${stage.served.address}/r/${stage.made.review}/screen`);
    await shown(page, TITLES[0]);
    await page.keyboard.press("i");
    await page
      .getByText(/Saved \d/)
      .first()
      .waitFor();

    await stage.served.end("SIGKILL");
    await page.keyboard.press("e");
    await shown(page, TITLES[2]);
    await page.keyboard.press("u");
    await shown(page, TITLES[3]);
    await page.getByText("2 not yet sent").first().waitFor();
    await page.getByText("The server is away.").first().waitFor();
    expect((await votesOf("Ada")).facts).toBe(1);

    stage.served = await serve(stage.machine, stage.made.folder, stage.served.port);
    // a page that was closed meanwhile has them too
    await page.reload();
    await expect.poll(async () => (await votesOf("Ada")).facts, { timeout: 20_000 }).toBe(3);
    await shown(page, TITLES[3]);
    expect((await votesOf("Ada")).standing).toEqual({
      [TITLES[0]]: "include",
      [TITLES[1]]: "exclude",
      [TITLES[2]]: "maybe",
    });

    await page.keyboard.press("i");
    await page
      .getByText(/Saved \d/)
      .first()
      .waitFor();
    await page.reload();
    await shown(page, TITLES[4]);
    expect((await votesOf("Ada")).facts).toBe(4);
    expect(seat.foreign).toEqual([]);
    await seat.close();
  });

  test("is answered by the page itself as soon as it is back", async () => {
    const { page, close } = await sit(stage.browser, stage.served.links.get("Ben") ?? "");
    await page.goto(`${stage.served.address}/r/${stage.made.review}/screen`);
    await shown(page, TITLES[0]);
    await stage.served.end("SIGKILL");
    await page.keyboard.press("i");
    await page.getByText("1 not yet sent").first().waitFor();
    stage.served = await serve(stage.machine, stage.made.folder, stage.served.port);
    await page
      .getByText(/Saved \d/)
      .first()
      .waitFor({ timeout: 20_000 });
    expect((await votesOf("Ben")).standing).toEqual({ [TITLES[0]]: "include" });
    expect((await votesOf("Ben")).facts).toBe(1);
    await close();
  });
});
