import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { replayExample } from "../src/replay/example.ts";
import { noBrowser, openBrowser, type Seat, sit } from "./browser.ts";
import { type Machine, newMachine, serve, type Served } from "./program.ts";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const ROOMS = [
  "",
  "protocol",
  "records",
  "records/import",
  "duplicates",
  "screen",
  "pilot",
  "conflicts",
  "fulltext",
  "fulltext/screen",
  "charting",
  "map",
  "report",
  "log",
  "team",
] as const;

interface AxeFault {
  id: string;
  impact: string | null;
  nodes: { target: string[]; html: string }[];
}

/** Faults that are more than minor, as axe-core finds them in the page as it stands. */
async function axeFaults(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: AXE });
  const { violations } = await page.evaluate<{ violations: AxeFault[] }>(
    "axe.run(document, { iframes: false })",
  );
  return violations
    .filter(({ impact }) => impact !== "minor")
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map((node) => node.html.slice(0, 160))
          .slice(0, 3)
          .join(" | ")}`,
    );
}

describe("the flagship example", () => {
  let machine: Machine;
  let served: Served;
  let browser: Browser;
  let seat: Seat;
  let review: string;
  beforeAll(async () => {
    machine = newMachine();
    if (noBrowser !== undefined) return;
    const folder = join(machine.root, "flagship");
    process.env["CHARTROOM_STATE"] = machine.stateFolder;
    await replayExample("generative-ai-radiology", folder);
    served = await serve(machine, folder);
    browser = await openBrowser();
    // axe comes in as a script of the test's own, which the page's policy rightly refuses otherwise
    seat = await sit(browser, [...served.links.values()][0] ?? "", { bypassCSP: true });
    review = new URL(seat.page.url()).pathname.split("/")[2] ?? "";
  });
  afterAll(async () => {
    await browser?.close();
    await served?.end();
    machine.remove();
  });
  beforeEach((context) => {
    if (noBrowser !== undefined) context.skip(noBrowser);
  });

  const at = (room: string) => `${served.address}/r/${review}/${room}`;
  async function enter(room: string): Promise<Page> {
    const { page } = seat;
    await page.goto(at(room));
    await page.locator("main, [role=main]").first().waitFor();
    await page.waitForLoadState("networkidle");
    return page;
  }

  test("shows its flow, and a number opens its records", async () => {
    const page = await enter("");
    const flow = page
      .locator("svg")
      .filter({ has: page.locator("[data-count]") })
      .first();
    await flow.waitFor();
    for (const number of ["331", "156", "38"]) expect(await flow.textContent()).toContain(number);
    const included = flow.locator("[data-count]").filter({ hasText: "38" }).first();
    await included.click();
    await page.waitForURL(/\/records\?/);
    await page
      .getByText(/\b38\b/)
      .first()
      .waitFor();
  });

  test("draws its map and its report", async () => {
    const map = await enter("map");
    await map.locator("main svg").first().waitFor();
    const report = await enter("report");
    await report.locator("iframe").first().waitFor();
    const frame = report.frameLocator("iframe").first();
    await frame.getByText("Demonstration data").first().waitFor();
  });

  test.each([
    [1280, 800],
    [390, 844],
  ])("has no more than a minor barrier in any room at %d pixels", async (width, height) => {
    await seat.page.setViewportSize({ width, height });
    const found: string[] = [];
    for (const room of ROOMS) {
      const page = await enter(room);
      found.push(...(await axeFaults(page)).map((fault) => `${room === "" ? "overview" : room}: ${fault}`));
      const wide = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
      if (wide > 1) found.push(`${room}: ${wide} pixels wider than the window`);
    }
    expect(found).toEqual([]);
  });

  test("writes nothing on the console and asks nobody else", () => {
    expect([seat.errors, seat.foreign]).toEqual([[], []]);
  });
});
