import { connect } from "node:net";
import { existsSync, readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Machine, newMachine, run, serve } from "./program.ts";
import { type MadeReview, makeReview } from "./review.ts";

let machine: Machine;
let made: MadeReview;
beforeAll(async () => {
  machine = newMachine();
  made = await makeReview(machine);
});
afterAll(() => machine.remove());

/** Sends these very bytes and gives the first line of the answer and all of it. */
function raw(port: number, request: string): Promise<{ line: string; answer: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.end(request));
    let answer = "";
    socket.setEncoding("utf8");
    socket.on("data", (piece: string) => {
      answer += piece;
    });
    // cutting such a caller off is an answer too
    socket.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "ECONNRESET" && error.code !== "EPIPE") reject(error);
    });
    socket.once("close", () => resolve({ line: answer.split("\r\n")[0] ?? "", answer }));
  });
}

describe("a served review", () => {
  test.each(["SIGINT", "SIGTERM"] as const)(
    "ends cleanly by %s, also while somebody listens",
    async (signal) => {
      const served = await serve(machine, made.folder);
      const link = served.links.get("Ada") ?? "";
      const cookie = ((await fetch(link)).headers.get("set-cookie") ?? "").split(";")[0] ?? "";
      const events = await fetch(`${served.address}/api/r/${made.review}/events`, {
        headers: { Cookie: cookie },
      });
      expect(events.status).toBe(200);
      const began = Date.now();
      const { code, said } = await served.end(signal);
      await events.body?.cancel().catch(() => undefined);
      expect([0, 130]).toContain(code);
      expect(Date.now() - began).toBeLessThan(5_000);
      expect(said).not.toMatch(/Error|\n {4}at /);
      await expect(fetch(served.address)).rejects.toThrow();
      const verified = await run(machine, "verify", "--review", made.folder);
      expect(verified.code).toBe(0);
    },
  );

  test("takes the next free port where its own is in use, and each keeps its sessions", async () => {
    const first = await serve(machine, made.folder);
    try {
      const second = await serve(machine, made.folder, first.port);
      try {
        expect(second.port).toBeGreaterThan(first.port);
        expect(second.links.get("Ada")?.split("/launch/")[1]).toBe(
          first.links.get("Ada")?.split("/launch/")[1],
        );
      } finally {
        await second.end();
      }
    } finally {
      await first.end();
    }
  });

  test("says what is wrong where there is no review, and does not start", async () => {
    const { code, said } = await run(machine, "serve", "--review", `${machine.root}/nowhere`, "--no-open");
    expect(code).toBe(1);
    expect(said).toContain("review.not-found");
    expect(existsSync(`${machine.root}/nowhere`)).toBe(false);
  });

  test("gives nothing to requests that no browser would send", async () => {
    const served = await serve(machine, made.folder);
    const host = `Host: 127.0.0.1:${served.port}`;
    const before = readdirSync(machine.root, { recursive: true }).length;
    try {
      for (const path of [
        "//",
        "/../package.json",
        "/%2e%2e/package.json",
        "/..%5c..%5cwin.ini",
        "/%00",
        `//evil.example/`,
        "/a%zz",
      ]) {
        const { line, answer } = await raw(
          served.port,
          `GET ${path} HTTP/1.1\r\n${host}\r\nConnection: close\r\n\r\n`,
        );
        expect(line, path).toMatch(/^HTTP\/1\.1 (400|403|404) /);
        expect(answer, path).not.toMatch(/root:|"name": "chartroom/);
      }
      for (const [request, what] of [
        [`GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`, "another host"],
        [`GET / HTTP/1.1\r\nConnection: close\r\n\r\n`, "no host"],
        [`GET / HTTP/1.1\r\n${host}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`, "two hosts"],
        [`GET / HTTP/1.0\r\n\r\n`, "an old protocol"],
        [`CONNECT evil.example:443 HTTP/1.1\r\n${host}\r\n\r\n`, "a tunnel"],
        [
          `POST /api/home/new HTTP/1.1\r\n${host}\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}`,
          "two lengths",
        ],
        [`GET / HTTP/1.1\r\n${host}\r\nX: ${"a".repeat(70_000)}\r\n\r\n`, "a header without end"],
        [`nonsense\r\n\r\n`, "nonsense"],
      ] as const) {
        const { answer } = await raw(served.port, request);
        expect(answer, what).not.toMatch(/^HTTP\/1\.1 2/);
        expect(answer, what).not.toContain("<!doctype html>");
      }
      const fine = await fetch(`${served.address}/`);
      expect([fine.status, await fine.text()]).toEqual([200, expect.stringContaining("<!doctype html>")]);
      expect(readdirSync(machine.root, { recursive: true }).length).toBe(before);
    } finally {
      await served.end();
    }
  });
});
