import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTables, insertRows, on, openFolder, type Storage, storageFault, table } from "./index.ts";
import { canMount, canProtect, smallDisk, writeProtect } from "./testing.ts";

const things = table("things_on_disk", { id: "text", words: "text" }, { key: ["id"] });

let root: string;
let folder: string;
let undo: (() => void) | undefined;
const opened: Storage[] = [];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "chartroom-disk-"));
  folder = join(root, "review");
});
afterEach(async () => {
  for (const storage of opened.splice(0)) await storage.close();
  undo?.();
  undo = undefined;
  rmSync(root, { recursive: true, force: true });
});

async function open(options?: { create: boolean }): Promise<Storage> {
  const storage = await openFolder(folder, "r", options);
  opened.push(storage);
  return storage;
}

async function made(): Promise<Storage> {
  const storage = await open({ create: true });
  await storage.write((tx) => createTables(tx.db, tx.dialect, [things]));
  return storage;
}

const put = (storage: Storage, ...ids: string[]) =>
  storage.write((tx) =>
    insertRows(
      tx,
      things,
      ids.map((id) => ({ id, words: "a line of text " + id.repeat(1000) })),
    ),
  );

const idsIn = async (storage: Storage) =>
  (
    await storage.read((tx) =>
      on(tx, things).selectFrom("things_on_disk").select("id").orderBy("id").execute(),
    )
  ).map(({ id }) => id);

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return "none";
  } catch (error) {
    return (storageFault(error) as { code?: unknown }).code;
  }
}

test.skipIf(!canMount)(
  "a full disk is called that, loses nothing, and is written to again once there is room",
  async () => {
    undo = smallDisk(folder, 8 << 20);
    const storage = await made();
    await put(storage, "first");
    const many = Array.from({ length: 3000 }, (_, at) => `n${at}`);
    expect(await codeOf(put(storage, ...many))).toBe("storage.full");
    expect(await idsIn(storage)).toEqual(["first"]);
    await put(storage, "second");
    expect(await idsIn(storage)).toEqual(["first", "second"]);
  },
);

test.skipIf(!canProtect)(
  "a write-protected folder is read, and says so where it should be written",
  async () => {
    const before = await made();
    await put(before, "kept");
    await before.texts.add([{ id: "kept", title: "Naps of nurses", body: "" }]);
    await opened.pop()?.close();
    undo = writeProtect(folder);
    const storage = await open();
    expect(await idsIn(storage)).toEqual(["kept"]);
    expect(await storage.texts.search("nurse", 5)).toEqual(["kept"]);
    expect(await storage.texts.isNew()).toBe(false);
    expect(await codeOf(put(storage, "new"))).toBe("storage.read-only");
    expect(await codeOf(storage.blobs.put(new Uint8Array([1])))).toBe("storage.read-only");
    expect(await idsIn(storage)).toEqual(["kept"]);
  },
);

test.skipIf(!canProtect)("without its text index a write-protected folder refuses a search", async () => {
  await made();
  await opened.pop()?.close();
  undo = writeProtect(folder);
  const storage = await open();
  expect(await codeOf(storage.texts.search("nurse", 5))).toBe("storage.read-only");
});
