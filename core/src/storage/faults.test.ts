import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { UserError } from "../base/error.ts";
import { openReview } from "../workbench.ts";
import { DATABASE_FILE, openFolder, storageFault } from "./index.ts";

describe("a fault of disk or database in words", () => {
  test.each([
    [{ errcode: 5 }, "storage.busy"],
    [{ errcode: 261 }, "storage.busy"],
    [{ errcode: 8 }, "storage.read-only"],
    [{ errcode: 1032 }, "storage.read-only"],
    [{ errcode: 10 }, "storage.io"],
    [{ errcode: 11 }, "storage.corrupt"],
    [{ errcode: 13 }, "storage.full"],
    [{ errcode: 14 }, "storage.cannot-open"],
    [{ errcode: 26 }, "storage.not-a-review"],
    [{ code: "ENOSPC" }, "storage.full"],
    [{ code: "EDQUOT" }, "storage.full"],
    [{ code: "EROFS" }, "storage.read-only"],
    [{ code: "EACCES" }, "storage.read-only"],
    [{ code: "EIO" }, "storage.io"],
  ])("%o is %s, with a hint", (given, code) => {
    const error = Object.assign(new Error("as the system says it"), given);
    const fault = storageFault(error);
    expect(fault).toBeInstanceOf(UserError);
    expect(fault).toMatchObject({ code, cause: error });
    expect((fault as UserError).hint).toMatch(/\w{3}/);
  });

  test("what is no such fault is given back as it is", () => {
    const own = new UserError("vote.complete", "done");
    for (const error of [own, new TypeError("x"), Object.assign(new Error(), { errcode: 19 }), "text", null])
      expect(storageFault(error)).toBe(error);
  });
});

describe("a real fault", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "chartroom-faults-"));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const open = () => openReview(root, { stateFolder: join(root, "state") });

  test("a folder without a review, and a file that is no database", async () => {
    await expect(open()).rejects.toMatchObject({ code: "review.not-found" });
    writeFileSync(join(root, DATABASE_FILE), "this is a letter, not a database. ".repeat(100));
    await expect(open()).rejects.toMatchObject({ code: "storage.not-a-review" });
  });

  test("an empty database", async () => {
    const empty = await openFolder(root, "none", { create: true });
    await empty.close();
    await expect(open()).rejects.toMatchObject({ code: "storage.not-a-review" });
  });

  test("a writer that holds the lock is waited for, without keeping this thread", async () => {
    const [one, other] = [await openFolder(root, "r", { create: true }), await openFolder(root, "r")];
    let turns = 0;
    const beat = setInterval(() => (turns += 1), 5);
    let finish: () => void = () => undefined;
    const holding = one.write(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    const waiting = other.write(async () => "written");
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(turns).toBeGreaterThan(3);
    finish();
    await holding;
    expect(await waiting).toBe("written");
    clearInterval(beat);
    await one.close();
    await other.close();
  });
});
