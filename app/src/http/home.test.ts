import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { errorCode, stepsOf, type TestServer, testServer } from "./testing.ts";

let at: TestServer;
let lead: string;
beforeAll(async () => {
  at = await testServer();
  lead = await at.enter(at.lead);
});
afterAll(() => at.close());

interface Home {
  owner: boolean;
  open: { review: string; title: string; folder: string }[];
  recent: { folder: string; title: string }[];
  reviewsFolder: string | null;
}

async function home(cookie: string): Promise<Home> {
  const response = await at.send("GET", "/api/home", { cookie });
  return ((await response.json()) as { result: Home }).result;
}

const tellHome = (path: string, input: unknown, cookie = lead) =>
  at.send("POST", `/api/home/${path}`, { cookie, body: JSON.stringify(input) });

test("whoever started the server sees its reviews; a reviewer sees theirs and no folder's list", async () => {
  expect(await home(lead)).toMatchObject({
    owner: true,
    open: [{ review: at.review, title: "A review under test" }],
    reviewsFolder: at.root,
  });
  const { cookie } = await at.join("Reads", "reviewer");
  expect(await home(cookie)).toMatchObject({ owner: false, recent: [], reviewsFolder: null });
  expect((await tellHome("new", { title: "Mine" }, cookie)).status).toBe(403);
});

test("makes a review from a title and a question, and signs its lead in", async () => {
  const wish = {
    title: "Second: ../a <b>review</b>?",
    population: "Adults",
    concept: "Tools",
    context: "Clinics",
  };
  const response = await tellHome("new", wish);
  expect(response.status).toBe(200);
  const { result } = (await response.json()) as { result: { review: string } };
  const cookie = (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const stated = await at.send("GET", `/api/r/${result.review}/protocol.get`, { cookie });
  expect(await stated.json()).toMatchObject({
    result: {
      current: { protocol: { pcc: { population: "Adults", concept: "Tools", context: "Clinics" } } },
    },
  });
  // the title made no path
  expect(readdirSync(at.root).sort()).toEqual(["review", "second-a-b-review-b", "state"]);
  expect((await home(`${lead}; ${cookie}`)).open.map((one) => one.title).sort()).toEqual([
    "A review under test",
    wish.title,
  ]);
});

test("gives a second review of the same title a folder of its own", async () => {
  for (const folder of ["twin", "twin-2", "twin-3"]) {
    expect((await tellHome("new", { title: "Twin" })).status).toBe(200);
    expect(existsSync(join(at.root, folder, "chartroom.db"))).toBe(true);
  }
  expect((await tellHome("new", { title: "总结" })).status).toBe(200);
  expect(readdirSync(at.root)).toContain("review-2");
});

test("opens what is a review, once, and nothing else", async () => {
  const before = at.hall.reviews.length;
  expect((await tellHome("open", { folder: join(at.root, "review") })).status).toBe(200);
  expect(at.hall.reviews.length).toBe(before);
  for (const folder of [at.root, join(at.root, "nowhere"), "/", "\u0000", "relative"]) {
    const response = await tellHome("open", { folder });
    expect(response.status, folder).toBe(404);
    expect(await errorCode(response)).toBe("review.not-found");
  }
  for (const input of [{}, { folder: "" }, { folder: 7 }, { title: "" }]) {
    expect((await tellHome("open", input)).status).toBe(400);
    expect((await tellHome("new", input)).status).toBe(400);
    expect((await tellHome("example", input)).status).toBe(400);
  }
  expect(at.faults).toEqual([]);
});

test("replays an example into a folder of its own, telling how far it is", async () => {
  const steps = await stepsOf(await tellHome("example", { name: "tutorial" }));
  expect(steps.filter(({ progress }) => progress !== undefined).length).toBeGreaterThan(3);
  const { folder } = steps.at(-1)?.result as { folder: string };
  expect(folder).toBe(join(at.root, "tutorial"));
  expect((await tellHome("open", { folder })).status).toBe(200);
  expect((await home(lead)).open.length).toBeGreaterThan(0);
}, 60_000);

test("shows launch links to the review's first lead alone", async () => {
  const path = `/api/home/links/${at.review}`;
  const links = await at.send("GET", path, { cookie: lead });
  expect(links.headers.get("cache-control")).toBe("no-store");
  expect(await links.text()).toContain(at.opened.sessions.launchToken(at.lead));
  for (const role of ["lead", "reviewer", "adjudicator", "observer"] as const) {
    const { cookie } = await at.join(`Another ${role}`, role);
    const refused = await at.send("GET", path, { cookie });
    expect([refused.status, (await refused.text()).includes("/launch/")], role).toEqual([403, false]);
  }
  expect((await at.send("GET", path)).status).toBe(403);
});
