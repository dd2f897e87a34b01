import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newId } from "../base/id.ts";
import { databases, SERVER } from "../testing.ts";
import {
  chunked,
  createTables,
  insertRows,
  integrityFaults,
  on,
  openDatabase,
  openFolder,
  type Storage,
  signature,
  table,
} from "./index.ts";

const things = table(
  "things_under_test",
  { id: "text", n: "integer", share: "real?", words: "text?" },
  { key: ["id"], indexes: [["n"]] },
);

describe.each(databases)("storage on %s", (database) => {
  let root: string;
  let storage: Storage;
  const others: Storage[] = [];

  const open = async (review: string): Promise<Storage> =>
    database === "sqlite"
      ? openFolder(join(root, "review"), review, { create: true })
      : openDatabase(SERVER ?? "", review);
  const another = async (review: string): Promise<Storage> => {
    const opened = await open(review);
    others.push(opened);
    return opened;
  };

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), "chartroom-storage-"));
    storage = await open(newId());
    await storage.write(async (tx) => {
      await createTables(tx.db, tx.dialect, [things]);
    });
  });
  afterEach(async () => {
    for (const one of [storage, ...others.splice(0)]) await one.close();
    rmSync(root, { recursive: true, force: true });
  });

  const rows = (from: Storage = storage) =>
    from.read((tx) =>
      on(tx, things)
        .selectFrom("things_under_test")
        .select(["id", "n", "share", "words"])
        .where("review", "=", tx.review)
        .orderBy("id")
        .execute(),
    );
  const thing = (id: string, n = 1) => ({ id, n, share: null, words: null });

  test("gives back every value as it was put in", async () => {
    const put = [
      { id: "a", n: 0, share: 0.1, words: "" },
      { id: "b", n: 2 ** 40, share: -1e-7, words: 'quotes " and \\ and Ünïcode 漢字 🙂' },
      { id: "c", n: -3, share: 2, words: "line\nbreak\ttab" },
      { id: "d", n: 1, share: null, words: null },
    ];
    await storage.write((tx) => insertRows(tx, things, put));
    expect(await rows()).toEqual(put);
  });

  test("replaces NUL, which one of the databases cannot keep, on both alike", async () => {
    await storage.write((tx) => insertRows(tx, things, [{ ...thing("a"), words: "x\0y" }]));
    expect((await rows())[0]?.words).toBe("x\uFFFDy");
  });

  test("inserts more rows than a statement takes, and none without a word", async () => {
    const many = Array.from({ length: 2501 }, (_, at) => thing(String(at).padStart(5, "0"), at));
    await storage.write((tx) => insertRows(tx, things, []));
    await storage.write((tx) => insertRows(tx, things, many));
    expect(await rows()).toEqual(many);
  });

  test("keeps the row that is there, or refuses the second, as it is asked", async () => {
    await storage.write((tx) => insertRows(tx, things, [thing("a", 1)]));
    await storage.write((tx) => insertRows(tx, things, [thing("a", 2), thing("b", 2)], "keep"));
    expect((await rows()).map(({ id, n }) => `${id}${n}`)).toEqual(["a1", "b2"]);
    await expect(
      storage.write((tx) => insertRows(tx, things, [thing("c"), thing("a", 3)])),
    ).rejects.toThrow();
    expect((await rows()).map(({ id }) => id)).toEqual(["a", "b"]);
  });

  test("sorts text by code point on both", async () => {
    const ids = ["B", "a", "Z", "ä", "_", "10", "9"];
    await storage.write((tx) =>
      insertRows(
        tx,
        things,
        ids.map((id) => thing(id)),
      ),
    );
    expect((await rows()).map(({ id }) => id)).toEqual([...ids].sort());
  });

  test("a transaction that fails leaves nothing, and the next one works", async () => {
    const failing = storage.write(async (tx) => {
      await insertRows(tx, things, [thing("a")]);
      throw new Error("half-way");
    });
    await expect(failing).rejects.toThrow("half-way");
    expect(await rows()).toEqual([]);
    await storage.write((tx) => insertRows(tx, things, [thing("b")]));
    expect((await rows()).map(({ id }) => id)).toEqual(["b"]);
  });

  test("a reading sees one moment, whatever is written beside it", async () => {
    const seen = await storage.read(async (tx) => {
      const count = async () => {
        const found = await sql<{
          n: number;
        }>`select count(*) as n from things_under_test where review = ${tx.review}`.execute(tx.db);
        return Number(found.rows[0]?.n);
      };
      const before = await count();
      await storage.write((other) => insertRows(other, things, [thing("a")]));
      return [before, await count()];
    });
    expect(seen).toEqual([0, 0]);
    expect(await rows()).toHaveLength(1);
  });

  test("a reading cannot write", async () => {
    await expect(storage.read((tx) => insertRows(tx, things, [thing("a")]))).rejects.toThrow();
    expect(await rows()).toEqual([]);
  });

  test("transactions of one opening take turns, and both openings see each other's", async () => {
    const second = await another(storage.review);
    await storage.write((tx) => insertRows(tx, things, [thing("count", 0)]));
    const add = (to: Storage) =>
      to.write(async (tx) => {
        const lock = tx.dialect === "postgres" ? sql` for update` : sql``;
        const { rows: found } = await sql<{
          n: number;
        }>`select n from things_under_test where review = ${tx.review} and id = 'count'${lock}`.execute(
          tx.db,
        );
        await sql`update things_under_test set n = ${Number(found[0]?.n) + 1} where review = ${tx.review} and id = 'count'`.execute(
          tx.db,
        );
      });
    await Promise.all(Array.from({ length: 30 }, (_, at) => add(at % 2 === 0 ? storage : second)));
    expect((await rows(second))[0]?.n).toBe(30);
  });

  test("reviews that share a database do not see each other", async () => {
    const second = await another(newId());
    await storage.write((tx) => insertRows(tx, things, [thing("a")]));
    await second.write((tx) => insertRows(tx, things, [thing("a", 2), thing("b")]));
    expect(await rows()).toHaveLength(1);
    expect(await rows(second)).toHaveLength(2);
  });

  const TEXTS = [
    { id: "1", title: "Screening of chest radiographs", body: "A café in Zürich. Reports were drafted." },
    { id: "2", title: "Reports for patients", body: "Plain language; screened twice." },
    { id: "3", title: "Drones over fields", body: "Nothing to do with 42 radiologists." },
  ];
  const search = (words: string, limit = 10) => storage.texts.search(words, limit);

  test("finds texts by all their words, by stems, accents folded, and the last by its beginning", async () => {
    await storage.texts.add(TEXTS);
    expect((await search("screen report")).sort()).toEqual(["1", "2"]);
    expect(await search("drones fields")).toEqual(["3"]);
    expect(await search("drones patients")).toEqual([]);
    expect(await search("radiol")).toEqual(["3"]);
    expect(await search("42")).toEqual(["3"]);
    expect(await search("screening", 1)).toHaveLength(1);
    expect((await search("reports"))[0], "a title counts for more").toBe("2");
    for (const odd of ["", "   ", '"', "*", "a AND", "(", "NEAR/", "' or 1=1 --", "title:x", "&|!"])
      expect(Array.isArray(await search(odd)), odd).toBe(true);
  });

  test("folds the accents of what is searched for", async () => {
    await storage.texts.add(TEXTS);
    expect(await search("café")).toEqual(["1"]);
    if (database === "sqlite") expect(await search("zurich")).toEqual(["1"]);
  });

  test("indexing a text twice is indexing it once, and a cleared index is empty for this review alone", async () => {
    const second = await another(newId());
    for (const one of [storage, storage, second]) await one.texts.add(TEXTS);
    expect(await search("drones")).toEqual(["3"]);
    await storage.texts.clear();
    expect(await search("drones")).toEqual([]);
    // a folder holds one review, a database many
    if (database === "postgres") expect(await second.texts.search("drones", 10)).toEqual(["3"]);
    await storage.texts.add(TEXTS);
    expect(await search("drones")).toEqual(["3"]);
  });

  if (database === "sqlite")
    test("what was written passes SQLite's own check", async () => {
      await storage.write((tx) => insertRows(tx, things, [thing("a")]));
      expect(await storage.read((tx) => integrityFaults(tx.db))).toEqual([]);
      const [mode] = await storage.write(async (tx) => {
        const journal = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(tx.db);
        const sync = await sql<{ synchronous: number }>`pragma synchronous`.execute(tx.db);
        return [[journal.rows[0]?.journal_mode, sync.rows[0]?.synchronous]];
      });
      expect(mode).toEqual(["wal", 2]);
    });
});

test("a definition's signature changes with whatever a rebuild would have to mend", () => {
  const base = signature([things]);
  expect(signature([{ ...things }])).toBe(base);
  for (const other of [
    { ...things, columns: { ...things.columns, more: "text" as const } },
    { ...things, key: ["id", "n"] },
    { ...things, indexes: [] },
    { ...things, name: "other" },
  ])
    expect(signature([other])).not.toBe(base);
});

test("a list is split into parts in its order", () => {
  const items = Array.from({ length: 1201 }, (_, at) => at);
  const parts = [...chunked(items)];
  expect(parts.map((part) => part.length)).toEqual([500, 500, 201]);
  expect(parts.flat()).toEqual(items);
  expect([...chunked([])]).toEqual([]);
});
