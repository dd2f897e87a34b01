import { changeMember } from "@chartroom/core/review";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestServer, testServer } from "./testing.ts";

let at: TestServer;
beforeAll(async () => {
  at = await testServer();
});
afterAll(() => at.close());

async function listener(cookie: string) {
  const response = await at.send("GET", `/api/r/${at.review}/events`, { cookie });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = "";
  return {
    response,
    async hears(event: string): Promise<string> {
      while (!heard.includes(`event: ${event}`)) {
        const piece = await reader?.read();
        if (piece === undefined || piece.done) throw new Error(`the stream ended before ${event}`);
        heard += piece.value;
      }
      return heard;
    },
    async leave() {
      await reader?.cancel();
    },
  };
}

test("live updates tell members that something changed, and not what", async () => {
  const { cookie } = await at.join("Listens", "reviewer");
  const ear = await listener(cookie);
  expect(ear.response.headers.get("content-type")).toContain("text/event-stream");
  await ear.hears("alive");
  await at.tell("review.rename", { title: "canary-title" }, { cookie: await at.enter(at.lead) });
  const heard = await ear.hears("changed");
  expect(heard).not.toContain("canary");
  expect(heard.replaceAll(/event: (alive|changed)\ndata: \n\n/g, "")).toBe("");
  await ear.leave();
  // nobody listens any more, and a change still goes through
  expect((await at.tell("review.rename", { title: "T" }, { cookie: await at.enter(at.lead) })).status).toBe(
    200,
  );
});

test("a refused change and a reading tell nothing", async () => {
  const { cookie } = await at.join("Waits", "observer");
  const ear = await listener(cookie);
  await ear.hears("alive");
  await at.tell("review.rename", { title: "" }, { cookie: await at.enter(at.lead) });
  await at.tell("review.rename", { title: "T" }, { cookie });
  await at.ask("review.info", {}, { cookie });
  await at.tell("review.rename", { title: "T" }, { cookie: await at.enter(at.lead) });
  expect((await ear.hears("changed")).match(/event: changed/g)).toHaveLength(1);
  await ear.leave();
});

test("strangers and ended members hear nothing", async () => {
  expect((await at.send("GET", `/api/r/${at.review}/events`)).status).toBe(401);
  const { id, cookie } = await at.join("Leaves", "reviewer");
  await at.as(at.lead, changeMember, { member: id, active: false, reason: "moved on" });
  expect((await at.send("GET", `/api/r/${at.review}/events`, { cookie })).status).toBe(401);
  expect((await at.send("GET", "/api/r/elsewhere/events", { cookie })).status).toBe(404);
});
