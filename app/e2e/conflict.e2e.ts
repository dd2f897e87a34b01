import { perform } from "@chartroom/core/action";
import { status } from "@chartroom/core/flow";
import { describe, expect, test } from "vitest";
import { type Seat, shown, sit } from "./browser.ts";
import { setStage } from "./stage.ts";
import { lookInto, TITLES } from "./review.ts";

const CANARY = "canary-4711 of Ada";

describe("two reviewers and an adjudicator", () => {
  const seats: Seat[] = [];
  const stage = setStage();

  async function sits(name: string): Promise<Seat> {
    const seat = await sit(stage.browser, stage.served.links.get(name) ?? "");
    seats.push(seat);
    return seat;
  }

  /** Goes through all five records; keys as given. */
  async function screens({ page }: Seat, keys: string, note?: string): Promise<void> {
    await page.goto(`${stage.served.address}/r/${stage.made.review}/screen`);
    for (const [at, key] of [...keys].entries()) {
      await shown(page, TITLES[at] ?? "");
      if (at === 0 && note !== undefined) {
        await page.keyboard.press("n");
        await page.keyboard.type(note);
        await page.keyboard.press("Escape");
      }
      await page.keyboard.press(key);
    }
    await page.getByText("0 left").first().waitFor();
    await page
      .getByText(/Saved \d/)
      .first()
      .waitFor();
  }

  const counts = () =>
    lookInto(stage.machine, stage.made.folder, async (bench) => {
      const { counts } = await perform(bench, status, {
        actor: stage.made.members.get("Lea") ?? "",
        input: {},
      });
      return counts;
    });

  test("walk title and abstract through, blinded until both have voted", async () => {
    const ada = await sits("Ada");
    const ben = await sits("Ben");
    const lea = await sits("Lea");
    const cleo = await sits("Cleo");

    await screens(ada, "iiiee", CANARY);
    expect(await counts()).toMatchObject({ inProgress: 5, screened: 0, sought: 0 });

    await ada.page.goto(`${stage.served.address}/r/${stage.made.review}/log`);
    await expect.poll(() => ada.received.some(({ body }) => body.includes(CANARY))).toBe(true);

    // everybody else walks through what there is to see
    for (const seat of [ben, lea, cleo])
      for (const room of ["", "records", "conflicts", "log", "team", "screen", "report"]) {
        await seat.page.goto(`${stage.served.address}/r/${stage.made.review}/${room}`);
        await seat.page.getByText("A review under test").first().waitFor();
        await seat.page.waitForLoadState("networkidle").catch(() => undefined);
      }
    for (const [name, seat] of [
      ["Ben", ben],
      ["Lea", lea],
      ["Cleo", cleo],
    ] as const) {
      expect(seat.received.length, name).toBeGreaterThan(10);
      expect(
        seat.received.filter(({ body }) => body.includes(CANARY)).map(({ url }) => url),
        `shown to ${name}`,
      ).toEqual([]);
    }

    await screens(ben, "eiiei");
    expect(await counts()).toMatchObject({ inProgress: 2, screened: 3, sought: 2, excluded: { human: 1 } });

    await lea.page.goto(`${stage.served.address}/r/${stage.made.review}/`);
    const sought = () => lea.page.locator('[data-count="sought"]').first().textContent();
    await expect.poll(sought, { timeout: 10_000 }).toContain("2");

    // side by side for whoever settles it
    await cleo.page.goto(`${stage.served.address}/r/${stage.made.review}/conflicts`);
    const { page } = cleo;
    await page.getByRole("heading", { name: "The votes" }).waitFor();
    await shown(page, TITLES[0]);
    await page.getByText("Ada").first().waitFor();
    await page.getByText("Ben").first().waitFor();
    await page.getByText(CANARY).waitFor();
    await page.keyboard.press("i");
    await page.getByLabel("Why").fill("The abstract says hospitals");
    await page.keyboard.press("Control+Enter");
    await shown(page, TITLES[4]);
    await page.getByLabel("Why").fill("Settled by reading it again");
    await page
      .getByRole("button", { name: /^Include/ })
      .first()
      .click();
    await page.getByRole("button", { name: /^Settle/ }).click();
    await page.getByText("No conflict waits").waitFor();
    await expect
      .poll(counts)
      .toMatchObject({ inProgress: 0, screened: 5, sought: 4, excluded: { human: 1 } });

    // the lead's open page follows, without a reload
    await expect.poll(sought, { timeout: 10_000 }).toContain("4");
    for (const seat of seats) expect([seat.errors, seat.foreign]).toEqual([[], []]);
  });
});
