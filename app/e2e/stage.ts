import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { noBrowser, openBrowser } from "./browser.ts";
import { type Machine, newMachine, serve, type Served } from "./program.ts";
import { type MadeReview, makeReview } from "./review.ts";

/** A review that a program of its own serves, and a browser: there from the first test of a group to its last. */
export interface Stage {
  machine: Machine;
  made: MadeReview;
  served: Served;
  browser: Browser;
}

/**
 * Sets the stage for the tests of a group, and skips them where no browser is at hand. What it gives is filled
 * before the first of them.
 */
export function setStage(options: Parameters<typeof makeReview>[1] = {}): Stage {
  const stage = {} as Stage;
  beforeAll(async () => {
    stage.machine = newMachine();
    if (noBrowser !== undefined) return;
    stage.made = await makeReview(stage.machine, options);
    stage.served = await serve(stage.machine, stage.made.folder);
    stage.browser = await openBrowser();
  });
  afterAll(async () => {
    const { browser, served, machine } = stage as Partial<Stage>;
    await browser?.close();
    await served?.end();
    machine?.remove();
  });
  beforeEach((context) => {
    if (noBrowser !== undefined) context.skip(noBrowser);
  });
  return stage;
}
