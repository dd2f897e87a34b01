import type { Browser } from "playwright-core";
import { perform } from "@chartroom/core/action";
import { readLedger } from "@chartroom/core/ledger";
import { mine } from "@chartroom/core/screening";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { noBrowser, openBrowser, shown, sit } from "./browser.ts";
import { type Machine, newMachine, serve, type Served } from "./program.ts";
import { lookInto, type MadeReview, makeReview, TITLES } from "./review.ts";

describe("a server that goes away while somebody votes", () => {
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

  function votesOf(name: string): Promise<{ facts: number; standing: Record<string, string> }> {
    return lookInto(machine, made.folder, async (bench) => {
      const actor = made.members.get(name) ?? "";
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
    const seat = await sit(browser, served.links.get("Ada") ?? "");
    const { page } = seat;
    await page.goto(`${served.address}/r/${made.review}/screen`);
    await shown(page, TITLES[0]);
    await page.keyboard.press("i");
    await page
      .getByText(/Saved \d/)
      .first()
      .waitFor();

    await served.end("SIGKILL");
    await page.keyboard.press("e");
    await shown(page, TITLES[2]);
    await page.keyboard.press("u");
    await shown(page, TITLES[3]);
    await page.getByText("2 not yet sent").first().waitFor();
    await page.getByText("The server is away.").first().waitFor();
    expect((await votesOf("Ada")).facts).toBe(1);

    served = await serve(machine, made.folder, served.port);
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
    const { page, close } = await sit(browser, served.links.get("Ben") ?? "");
    await page.goto(`${served.address}/r/${made.review}/screen`);
    await shown(page, TITLES[0]);
    await served.end("SIGKILL");
    await page.keyboard.press("i");
    await page.getByText("1 not yet sent").first().waitFor();
    served = await serve(machine, made.folder, served.port);
    await page
      .getByText(/Saved \d/)
      .first()
      .waitFor({ timeout: 20_000 });
    expect((await votesOf("Ben")).standing).toEqual({ [TITLES[0]]: "include" });
    expect((await votesOf("Ben")).facts).toBe(1);
    await close();
  });
});
