import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Kysely } from "kysely";
import { writeProtected } from "./faults.ts";
import { type RowOf, table } from "./table.ts";

/** Files kept byte for byte under the SHA-256 of their content (64 hex digits). */
export interface BlobStore {
  /** Keeps the bytes, durably, and gives their hash; the same bytes are kept once. */
  put(bytes: Uint8Array): Promise<string>;
  /** The same for a file of any size, piece by piece. */
  putStream(pieces: AsyncIterable<Uint8Array>): Promise<{ hash: string; size: number }>;
  has(hash: string): Promise<boolean>;
  /** Bytes; undefined where the hash is unknown. */
  size(hash: string): Promise<number | undefined>;
  /** The bytes in pieces; fails where the hash is unknown. */
  read(hash: string): AsyncIterable<Uint8Array>;
  readAll(hash: string): Promise<Uint8Array>;
  /** The bytes from one offset up to another, which may lie beyond the end; nothing before them is read. */
  readRange(hash: string, from: number, to: number): AsyncIterable<Uint8Array>;
}

export const blobTables = [
  table("blobs", { hash: "text", size: "integer" }, { key: ["hash"] }),
  table("blob_chunks", { hash: "text", chunk: "integer", bytes: "blob" }, { key: ["hash", "chunk"] }),
] as const;

type BlobDatabase = { blobs: RowOf<(typeof blobTables)[0]>; blob_chunks: RowOf<(typeof blobTables)[1]> };

const CHUNK = 1 << 20;

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Makes a file appear whole or not at all, even across a power loss: write aside, sync, rename, sync the folder. */
export async function writeDurably(path: string, bytes: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const aside = `${path}.${randomBytes(6).toString("hex")}.part`;
  try {
    const file = await open(aside, "wx");
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } catch {
    // Windows cannot sync a folder; its rename is durable without
  } finally {
    await folder.close();
  }
}

/** Blobs as files of the review's folder. */
export function folderBlobs(folder: string): BlobStore {
  const pathOf = (hash: string) => {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error("not the hash of a blob");
    return join(folder, hash.slice(0, 2), hash);
  };
  const has = async (hash: string) =>
    stat(pathOf(hash)).then(
      () => true,
      () => false,
    );
  return {
    has,
    size: async (hash) =>
      stat(pathOf(hash)).then(
        ({ size }) => size,
        () => undefined,
      ),
    async put(bytes) {
      const hash = hashOf(bytes);
      if (!(await has(hash))) await writeDurably(pathOf(hash), bytes);
      return hash;
    },
    async putStream(pieces) {
      await mkdir(folder, { recursive: true });
      const aside = join(folder, `${randomBytes(8).toString("hex")}.part`);
      const digest = createHash("sha256");
      let size = 0;
      try {
        const file = await open(aside, "wx");
        try {
          for await (const piece of pieces) {
            digest.update(piece);
            size += piece.length;
            await file.write(piece);
          }
          await file.sync();
        } finally {
          await file.close();
        }
        const hash = digest.digest("hex");
        if (await has(hash)) await rm(aside, { force: true });
        else {
          await mkdir(dirname(pathOf(hash)), { recursive: true });
          await rename(aside, pathOf(hash));
          await syncFolder(dirname(pathOf(hash)));
        }
        return { hash, size };
      } catch (error) {
        await rm(aside, { force: true });
        throw error;
      }
    },
    read: (hash) => createReadStream(pathOf(hash), { highWaterMark: CHUNK }),
    readAll: (hash) => readFile(pathOf(hash)),
    async *readRange(hash, from, to) {
      if (to > from)
        yield* createReadStream(pathOf(hash), { start: from, end: to - 1, highWaterMark: CHUNK });
    },
  };
}

/** The same files where nothing can be added: keeping new bytes throws storage.read-only. */
export function readOnlyBlobs(blobs: BlobStore): BlobStore {
  return {
    ...blobs,
    async put(bytes) {
      const hash = hashOf(bytes);
      if (!(await blobs.has(hash))) throw writeProtected();
      return hash;
    },
    async putStream() {
      throw writeProtected();
    },
  };
}

/** Blobs in 1 MB rows of PostgreSQL. */
export function databaseBlobs(database: Kysely<unknown>, review: string): BlobStore {
  const db = database as unknown as Kysely<BlobDatabase>;
  const has = async (hash: string) => {
    const row = await db
      .selectFrom("blobs")
      .select("hash")
      .where("review", "=", review)
      .where("hash", "=", hash)
      .executeTakeFirst();
    return row !== undefined;
  };
  async function* read(hash: string, first = 0): AsyncGenerator<Uint8Array> {
    for (let chunk = first; ; chunk++) {
      const row = await db
        .selectFrom("blob_chunks")
        .select("bytes")
        .where("review", "=", review)
        .where("hash", "=", hash)
        .where("chunk", "=", chunk)
        .executeTakeFirst();
      if (row === undefined) {
        if (chunk === first && !(await has(hash))) throw new Error(`no file ${hash} in this review`);
        return;
      }
      yield row.bytes;
    }
  }
  return {
    has,
    async size(hash) {
      const row = await db
        .selectFrom("blobs")
        .select("size")
        .where("review", "=", review)
        .where("hash", "=", hash)
        .executeTakeFirst();
      return row === undefined ? undefined : Number(row.size);
    },
    read,
    async put(bytes) {
      const hash = hashOf(bytes);
      if (await has(hash)) return hash;
      await db.transaction().execute(async (trx) => {
        for (let chunk = 0; chunk * CHUNK < bytes.length; chunk++) {
          const part = Buffer.from(bytes.subarray(chunk * CHUNK, (chunk + 1) * CHUNK));
          await trx
            .insertInto("blob_chunks")
            .values({ review, hash, chunk, bytes: part })
            .onConflict((conflict) => conflict.doNothing())
            .execute();
        }
        await trx
          .insertInto("blobs")
          .values({ review, hash, size: bytes.length })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      });
      return hash;
    },
    async putStream(pieces) {
      const parts: Uint8Array[] = [];
      for await (const piece of pieces) parts.push(piece);
      const bytes = Buffer.concat(parts);
      return { hash: await this.put(bytes), size: bytes.length };
    },
    async readAll(hash) {
      const parts: Uint8Array[] = [];
      for await (const part of read(hash)) parts.push(part);
      return Buffer.concat(parts);
    },
    async *readRange(hash, from, to) {
      if (to <= from) return;
      const first = Math.floor(from / CHUNK);
      let at = first * CHUNK;
      for await (const part of read(hash, first)) {
        yield part.subarray(Math.max(0, from - at), to - at);
        at += part.length;
        if (at >= to) return;
      }
    },
  };
}
