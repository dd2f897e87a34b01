import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newId } from "../base/id.ts";
import { databases, SERVER } from "../testing.ts";
import { type BlobStore, openDatabase, openFolder, type Storage, writeDurably } from "./index.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe.each(databases)("blobs on %s", (database) => {
  let root: string;
  let storage: Storage;
  let blobs: BlobStore;
  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), "chartroom-blobs-"));
    storage =
      database === "sqlite"
        ? await openFolder(join(root, "review"), newId(), { create: true })
        : await openDatabase(SERVER ?? "", newId());
    ({ blobs } = storage);
  });
  afterEach(async () => {
    await storage.close();
    rmSync(root, { recursive: true, force: true });
  });

  test.each([0, 1, 1 << 20, (1 << 20) + 1, 2_500_000])("keeps %i bytes as they are", async (size) => {
    const bytes = new Uint8Array(size).map((_, at) => (at * 31 + (at >> 8)) & 255);
    const hash = await blobs.put(bytes);
    expect(hash).toBe(createHash("sha256").update(bytes).digest("hex"));
    expect(await blobs.has(hash)).toBe(true);
    expect(Buffer.from(bytes).equals(await blobs.readAll(hash))).toBe(true);
    let read = 0;
    for await (const part of blobs.read(hash)) {
      expect(part.length).toBeLessThanOrEqual(1 << 20);
      read += part.length;
    }
    expect(read).toBe(size);
  });

  test("keeps the same bytes once, however many put them at the same time", async () => {
    const hashes = await Promise.all(Array.from({ length: 6 }, () => blobs.put(bytesOf("the same"))));
    expect(new Set(hashes).size).toBe(1);
    expect(Buffer.from(await blobs.readAll(hashes[0] ?? "")).toString()).toBe("the same");
  });

  test("says of an unknown hash that it is not there, and fails to read it", async () => {
    const unknown = "0".repeat(64);
    expect(await blobs.has(unknown)).toBe(false);
    await expect(blobs.readAll(unknown)).rejects.toThrow();
    const reading = async () => {
      for await (const part of blobs.read(unknown)) expect(part).toBeUndefined();
    };
    await expect(reading()).rejects.toThrow();
  });

  if (database === "sqlite")
    test("takes nothing but a hash for a name", async () => {
      writeFileSync(join(root, "secret"), "secret");
      for (const name of ["../../secret", "", "0".repeat(63), `${"0".repeat(63)}/`, "A".repeat(64)]) {
        expect(() => blobs.read(name), name).toThrow();
        await expect(async () => blobs.readAll(name), name).rejects.toThrow();
      }
    });

  if (database === "sqlite")
    test("lies under its hash, with nothing beside it", async () => {
      const hash = await blobs.put(bytesOf("a file"));
      const folder = join(root, "review", "files", hash.slice(0, 2));
      expect(readdirSync(folder)).toEqual([hash]);
      expect(readFileSync(join(folder, hash), "utf8")).toBe("a file");
    });
});

describe("a durable file", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "chartroom-durable-"));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  test("replaces what was there whole, and makes its folder", async () => {
    const path = join(root, "deep", "er", "file.txt");
    await writeDurably(path, "first, and longer");
    await writeDurably(path, "second");
    expect(readFileSync(path, "utf8")).toBe("second");
    expect(readdirSync(join(root, "deep", "er"))).toEqual(["file.txt"]);
  });

  test("that cannot be written leaves nothing half-done", async () => {
    const path = join(root, "taken");
    mkdirSync(path);
    writeFileSync(join(path, "inside"), "kept");
    await expect(writeDurably(path, "instead of a folder")).rejects.toThrow();
    expect(readdirSync(root)).toEqual(["taken"]);
    expect(readFileSync(join(path, "inside"), "utf8")).toBe("kept");
  });
});
