import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { changeMember } from "@chartroom/core/review";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { fileSessions } from "./sessions.ts";
import { type TestServer, testServer } from "./testing.ts";

interface Kept {
  sessions: Record<string, { member: string }>;
}

let at: TestServer;
beforeAll(async () => {
  at = await testServer();
});
afterAll(() => at.close());

const linkOf = (member: string) => `/launch/${at.opened.sessions.launchToken(member)}`;

describe("a launch link", () => {
  test("gives a cookie that scripts cannot read and other sites cannot use, named for port and review", async () => {
    const response = await at.send("GET", linkOf(at.lead));
    expect(response.status).toBe(200);
    const cookie = response.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(new RegExp(`^chartroom_4747_${at.review}=[\\w-]{32};`));
    for (const part of ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=604800"])
      expect(cookie).toContain(part);
    expect(cookie).not.toMatch(/domain=/i);
    const text = await response.text();
    expect(text).toContain(`/r/${at.review}/`);
    expect(text).not.toContain(at.opened.sessions.launchToken(at.lead));
    expect(text).not.toMatch(/<script/i);
  });

  test("gives each browser a session of its own", async () => {
    const [one, two] = [await at.enter(at.lead), await at.enter(at.lead)];
    expect(one).not.toBe(two);
    await at.send("POST", `/api/leave/${at.review}`, { cookie: one });
    expect((await at.ask("review.info", {}, { cookie: one })).status).toBe(401);
    expect((await at.ask("review.info", {}, { cookie: two })).status).toBe(200);
  });

  test.each(["unknown", "", "%00", "__proto__", "constructor", "a".repeat(5000), "%e2%80%ae"])(
    "that nobody was given opens nothing: %j",
    async (token) => {
      const response = await at.send("GET", `/launch/${token}`);
      expect(response.status).toBe(404);
      expect(response.headers.get("set-cookie")).toBeNull();
    },
  );

  test("is not the session, nor part of one", async () => {
    const token = at.opened.sessions.launchToken(at.lead);
    for (const near of [
      token.slice(0, -1),
      `${token}x`,
      token.toUpperCase(),
      (await at.enter(at.lead)).split("=")[1],
    ])
      expect((await at.send("GET", `/launch/${near}`)).status).toBe(404);
  });

  test("of an ended member opens nothing", async () => {
    const { id } = await at.join("Leaves", "reviewer");
    expect((await at.send("GET", linkOf(id))).status).toBe(200);
    await at.as(at.lead, changeMember, { member: id, active: false, reason: "moved on" });
    const response = await at.send("GET", linkOf(id));
    expect([response.status, response.headers.get("set-cookie")]).toEqual([404, null]);
  });

  test("opens its own review, where several are open", async () => {
    const other = await at.hall.create(join(at.root, "other"), { title: "Another", lead: "Other" });
    const { review } = other.bench.storage;
    const cookie = await at.enter((await at.hall.leadOf(other)).id, other);
    expect(cookie).toContain(`chartroom_4747_${review}=`);
    expect((await at.send("GET", `/api/r/${review}/review.info`, { cookie })).status).toBe(200);
    expect((await at.send("GET", `/api/r/${at.review}/review.info`, { cookie })).status).toBe(401);
  });
});

describe("sessions on the disk", () => {
  test("outlast a restart, and lie in a file of their owner alone, without the sessions' secrets", async () => {
    const secret = (await at.enter(at.lead)).split("=")[1] ?? "";
    const folder = join(at.root, "state", "sessions");
    for (const name of readdirSync(folder)) {
      expect(readFileSync(join(folder, name), "utf8")).not.toContain(secret);
      if (process.platform !== "win32") expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
    }
    const restarted = fileSessions(join(at.root, "state"), at.review);
    expect(restarted.memberOf(secret)).toBe(at.lead);
    expect(restarted.launchToken(at.lead)).toBe(at.opened.sessions.launchToken(at.lead));
  });

  test("end after a week, and with their member, and are then forgotten", async () => {
    const folder = join(at.root, "state", "sessions");
    const file = join(folder, `${at.review}.json`);
    const kept = () => Object.values((JSON.parse(readFileSync(file, "utf8")) as Kept).sessions);
    const secret = (await at.enter(at.lead)).split("=")[1] ?? "";
    const { id } = await at.join("Stays a while", "reviewer");
    expect(kept().map((one) => one.member)).toEqual(expect.arrayContaining([at.lead, id]));
    vi.useFakeTimers({ now: Date.now() + 8 * 24 * 3600 * 1000, toFake: ["Date"] });
    try {
      const later = fileSessions(join(at.root, "state"), at.review);
      expect(later.memberOf(secret)).toBeUndefined();
      const { session } = later.enter(later.launchToken(id)) ?? { session: "" };
      expect(later.memberOf(session)).toBe(id);
      expect(kept().map((one) => one.member)).toEqual([id]);
      later.keepOnly([at.lead]);
      expect(later.memberOf(session)).toBeUndefined();
      expect(kept()).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });

  test("kept by a version that did not date them go on", () => {
    const folder = join(at.root, "older", "sessions");
    mkdirSync(folder, { recursive: true });
    const key = createHash("sha256").update("an old secret").digest("hex");
    writeFileSync(join(folder, "r.json"), JSON.stringify({ tokens: { m: "t" }, sessions: { [key]: "m" } }));
    expect(fileSessions(join(at.root, "older"), "r").memberOf("an old secret")).toBe("m");
  });

  test("are not part of the review's folder", async () => {
    const token = at.opened.sessions.launchToken(at.lead);
    const inside = readdirSync(join(at.root, "review"), { recursive: true, withFileTypes: true });
    for (const entry of inside.filter((one) => one.isFile()))
      expect(readFileSync(join(entry.parentPath, entry.name)).includes(token)).toBe(false);
  });
});
