import { existsSync } from "node:fs";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";

const CHROMIUM = process.env["CHARTROOM_TEST_CHROMIUM"] ?? "/usr/bin/chromium";

const PATIENCE = 15_000; // milliseconds

/** Why there is no browser here; undefined where there is one. */
export const noBrowser = existsSync(CHROMIUM) ? undefined : "no Chromium here";

export function openBrowser(): Promise<Browser> {
  // a sandbox of its own needs rights that containers withhold; what is opened is this machine's own page
  return chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
}

/** One person's browser, and all that went wrong or reached it. */
export interface Seat {
  context: BrowserContext;
  page: Page;
  /** Errors on the console and in scripts. */
  errors: string[];
  /** Requests that left this machine's address. */
  foreign: string[];
  /** Every answer's body, by its address. */
  received: { url: string; body: string }[];
  close: () => Promise<void>;
}

/** Opens a browser of its own on a launch link; what it then shows is for the test to await. */
export async function sit(
  browser: Browser,
  link: string,
  options: BrowserContextOptions = {},
): Promise<Seat> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const seat: Seat = { context, page, errors: [], foreign: [], received: [], close: () => context.close() };
  const { origin } = new URL(link);
  page.on("console", (message) => {
    if (message.type() === "error") seat.errors.push(message.text());
  });
  page.on("pageerror", (error) => seat.errors.push(String(error)));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(data|blob):/.test(url)) seat.foreign.push(url);
  });
  page.on("response", (response) => {
    const url = response.url();
    if (response.status() >= 400) seat.errors.push(`${response.status()} ${url}`);
    // the stream of live updates has no end to wait for
    if (url.endsWith("/events")) return;
    void response.text().then(
      (body) => seat.received.push({ url, body }),
      () => undefined,
    );
  });
  await page.goto(link);
  await page.waitForURL(/\/r\/[^/]+\/?$/);
  return seat;
}

/** Waits until this title is the record on the screen. */
export async function shown(page: Page, title: string): Promise<void> {
  await page.getByRole("heading", { name: title, level: 1 }).waitFor();
  // what hears the keys is set up in the moment after the first painting
  await page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))");
}

/**
 * Presses a key and gives the milliseconds until the frame in which `text` stands on the page; counted inside the
 * page, from the event's own time.
 */
export async function timeToPaint(page: Page, key: string, text: string): Promise<number> {
  // ends with a plain value, since a promise would be waited for
  await page.evaluate(`
    window.painted = new Promise((done) => {
      addEventListener("keydown", ({ timeStamp }) => {
        const look = () => {
          if (document.body.textContent.includes(${JSON.stringify(text)}))
            requestAnimationFrame(() => setTimeout(() => done(performance.now() - timeStamp)));
          else requestAnimationFrame(look);
        };
        look();
      }, { once: true, capture: true });
    });
    true;
  `);
  await page.keyboard.press(key);
  return page.evaluate<number>("window.painted");
}
