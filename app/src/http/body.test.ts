import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { errorCode, type TestServer, testServer } from "./testing.ts";

let at: TestServer;
let lead: string;
beforeAll(async () => {
  at = await testServer();
  lead = await at.enter(at.lead);
});
afterAll(() => at.close());

const DOORS = () => [
  `/api/r/${at.review}/review.rename`,
  "/api/home/new",
  "/api/home/open",
  "/api/home/example",
];
const GOOD = JSON.stringify({ input: { title: "Changed" }, title: "Changed", folder: "x", name: "x" });

async function expectRefused(
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
  code: string,
) {
  const before = await at.facts();
  for (const path of DOORS()) {
    const response = await at.send("POST", path, { cookie: lead, body, headers });
    expect([await errorCode(response), response.status], path).toEqual([code, 400]);
  }
  expect(await at.facts()).toEqual(before);
  expect(at.hall.reviews).toHaveLength(1);
  expect(at.faults).toEqual([]);
}

describe("a request's body", () => {
  // those that a form or a plain script of another page can send without asking leave, and near misses
  test.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/jsonp",
    "text/json",
    "application/octet-stream",
    "x application/json",
    "",
  ])("of type %j is not taken", async (type) => {
    await expectRefused(GOOD, { "Content-Type": type }, "input.type");
  });

  test.each([
    "",
    "{",
    '{"input":',
    "undefined",
    "null",
    "[]",
    '"text"',
    "7",
    "{'input':{}}",
    '{"input":{}}{"input":{}}',
    "\u0000",
    "[".repeat(100_000),
  ])("that is no JSON object is not taken: %j", async (body) => {
    await expectRefused(body, {}, "input.json");
  });

  test("of broken UTF-8 is not taken", async () => {
    const type = { "Content-Type": "application/json" };
    await expectRefused(new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), type, "input.json");
    const broken = new TextEncoder().encode(GOOD.replace("Changed", "Chang?d"));
    await expectRefused(
      broken.map((byte) => (byte === 0x3f ? 0xff : byte)),
      type,
      "input.json",
    );
  });

  test("beyond 4 MB is not taken, whatever its length claims", async () => {
    const large = JSON.stringify({ input: { title: "x".repeat((4 << 20) + 1) } });
    await expectRefused(large, {}, "input.too-large");
    await expectRefused(large, { "Content-Length": "20" }, "input.too-large");
    await expectRefused(large, { "Content-Length": "nothing" }, "input.too-large");
    await expectRefused(GOOD, { "Content-Length": String(5 << 20) }, "input.too-large");
  });

  test("of the right type in other words is taken", async () => {
    for (const type of [
      "application/json",
      "application/json; charset=utf-8",
      "Application/JSON",
      "application/json ;x=1",
    ]) {
      const body = JSON.stringify({ input: { title: `By ${type}` } });
      const path = `/api/r/${at.review}/review.rename`;
      const response = await at.send("POST", path, { cookie: lead, body, headers: { "Content-Type": type } });
      expect(response.status, type).toBe(200);
    }
  });

  test("with the wrong values is refused with their names, and not as our fault", async () => {
    for (const input of [{ title: "" }, { title: 7 }, {}, null, [], "text", { title: "x".repeat(501) }]) {
      const response = await at.tell("review.rename", input, { cookie: lead });
      const { error } = (await response.json()) as { error: { code: string; message: string; hint: string } };
      expect([error.code, response.status], JSON.stringify(input)).toEqual(["input.invalid", 400]);
      expect(error.hint).not.toBe("");
    }
    expect(at.faults).toEqual([]);
  });

  test("pollutes no object", async () => {
    const body =
      '{"input":{"title":"T","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}';
    await at.send("POST", `/api/r/${at.review}/review.rename`, { cookie: lead, body });
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  test("the parameter `input` has to be JSON", async () => {
    for (const text of ["{", "%7B", "undefined", "%00"]) {
      const response = await at.send("GET", `/api/r/${at.review}/review.info?input=${text}`, {
        cookie: lead,
      });
      expect([await errorCode(response), response.status], text).toEqual(["input.json", 400]);
    }
  });
});
