import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SECURITY_HEADERS } from "./guard.ts";
import { errorCode, everyRequest, HOST, ORIGIN, type TestServer, testServer } from "./testing.ts";

let at: TestServer;
let lead: string;
beforeAll(async () => {
  at = await testServer();
  lead = await at.enter(at.lead);
});
afterAll(() => at.close());

const FOREIGN_HOSTS = [
  "evil.example",
  `evil.example:4747`,
  `127.0.0.1.nip.io:4747`,
  `localhost.evil.example:4747`,
  "127.0.0.1",
  "127.0.0.1:80",
  "127.0.0.1:47470",
  "localhost",
  "0.0.0.0:4747",
  "[::]:4747",
  "127.0.0.1:4747, evil.example",
  "127.0.0.1:4747@evil.example",
  "LOCALHOST.:4747",
];

const FOREIGN_ORIGINS = [
  undefined,
  "null",
  "https://evil.example",
  "http://127.0.0.1:4748",
  "http://127.0.0.1.nip.io:4747",
  "http://localhost:4747",
  `ftp://${HOST}`,
  HOST,
  `${ORIGIN}/`,
  `${ORIGIN}.evil.example`,
  `http://evil.example@${HOST}`,
  "",
];

function expectGuarded(response: Response, where: string): void {
  for (const name of Object.keys(SECURITY_HEADERS))
    expect(response.headers.has(name), `${name} of ${where}`).toBe(true);
  expect(response.headers.get("x-content-type-options"), where).toBe("nosniff");
  expect(response.headers.get("content-security-policy"), where).toMatch(/default-src 'none'/);
  expect(response.headers.get("access-control-allow-origin"), where).toBeNull();
}

describe("the guard", () => {
  test("there is a route for every kind of request", () => {
    const requests = everyRequest(at);
    const actions = at.opened.bench.actions.size;
    expect(actions).toBeGreaterThan(50);
    expect(requests.filter(({ path }) => path.startsWith(`/api/r/${at.review}/`)).length).toBeGreaterThan(
      2 * actions,
    );
    expect(requests.some(({ path }) => path.includes(":"))).toBe(false);
  });

  test("answers on its own address only, whatever is asked", async () => {
    const before = await at.facts();
    for (const { method, path } of everyRequest(at)) {
      for (const host of FOREIGN_HOSTS) {
        const response = await at.send(method, path, { cookie: lead, headers: { Host: host } });
        expect(response.status, `${method} ${path} for ${host}`).toBe(403);
        expect(response.headers.get("set-cookie")).toBeNull();
      }
      const nameless = await at.send(method, path, { cookie: lead, without: ["Host"] });
      expect(nameless.status, `${method} ${path} without Host`).toBe(403);
    }
    expect(await at.facts()).toEqual(before);
  });

  test("answers under each of its own names, with a cookie of the port", async () => {
    for (const host of [HOST, "localhost:4747", "[::1]:4747"])
      expect((await at.send("GET", "/", { headers: { Host: host } })).status).toBe(200);
  });

  test("takes changes from its own page only", async () => {
    const before = await at.facts();
    for (const { method, path } of everyRequest(at).filter((one) => one.method !== "GET")) {
      for (const origin of FOREIGN_ORIGINS) {
        const headers = origin === undefined ? undefined : { Origin: origin };
        const response = await at.send(method, path, {
          cookie: lead,
          body: "{}",
          ...(headers !== undefined && { headers }),
          without: origin === undefined ? ["Origin"] : [],
        });
        expect(response.status, `${method} ${path} from ${origin}`).toBe(403);
        expect(await errorCode(response)).toBe("http.origin");
      }
      for (const mark of [undefined, "", "0", "true"]) {
        const response = await at.send(method, path, {
          cookie: lead,
          body: "{}",
          ...(mark === undefined ? { without: ["X-Chartroom"] } : { headers: { "X-Chartroom": mark } }),
        });
        expect(response.status, `${method} ${path} with X-Chartroom ${mark}`).toBe(403);
      }
    }
    expect(await at.facts()).toEqual(before);
  });

  test("gives no other page leave to ask", async () => {
    for (const { path } of everyRequest(at)) {
      const headers = { Origin: "https://evil.example", "Access-Control-Request-Method": "POST" };
      const response = await at.send("OPTIONS", path, { headers, without: ["X-Chartroom"] });
      expect(response.status).toBe(403);
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
    }
  });

  test("no method that it does not know changes anything", async () => {
    const before = await at.facts();
    for (const method of ["PUT", "PATCH", "DELETE", "PROPFIND"])
      for (const { path } of everyRequest(at)) {
        const response = await at.send(method, path, { cookie: lead, body: "{}" });
        expect(response.status, `${method} ${path}`).toBe(404);
        expectGuarded(response, `${method} ${path}`);
      }
    expect(await at.facts()).toEqual(before);
  });

  test("every answer carries the headers, refusals and faults too", async () => {
    for (const { method, path } of everyRequest(at)) {
      for (const cookie of [undefined, lead]) {
        const answer = await at.send(method, path, { cookie, ...(method !== "GET" && { body: "{" }) });
        expectGuarded(answer, `${method} ${path}`);
        await answer.body?.cancel();
      }
      expectGuarded(await at.send(method, path, { headers: { Host: "evil.example" } }), `${method} ${path}`);
      expectGuarded(await at.send("HEAD", path), `HEAD ${path}`);
    }
    expectGuarded(await at.send("GET", "/assets/page-1.js"), "a script");
    expectGuarded(await at.send("GET", "/nothing.js"), "a missing script");
    expect(at.faults).toEqual([]);
  });
});
