import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newId } from "../base/id.ts";
import type { Storage, Tx } from "../storage/index.ts";
import { factByHash, getMeta, headOf, setMeta } from "./store.ts";

interface Known {
  device: string;
  /** The last hash that this instance wrote; empty before the first. */
  hash: string;
}

/**
 * One writable instance of a review. Who it is must not travel with the folder: a copy that went on under the
 * same name would fork the chain.
 */
export interface Device {
  /** The device to write as, in this transaction: a new one where this instance is a copy or was set back. */
  current(tx: Tx): Promise<string>;
  /** Called in the transaction, after the last fact and before the commit. */
  wrote(tx: Tx, device: string, hash: string): Promise<void>;
  /** The last hash written by this instance, to prove the tail by. */
  lastHash(): string | undefined;
}

/** A folder's device: known to the machine's state folder by review and real path. */
export function folderDevice(stateFolder: string, storage: Storage): Device {
  const place = realpathSync(storage.folder ?? ".");
  const key = createHash("sha256").update(`${storage.review}\n${place}`).digest("hex").slice(0, 32);
  const folder = join(stateFolder, "devices");
  const file = join(folder, `${key}.json`);
  const read = (): Known | undefined => {
    try {
      return JSON.parse(readFileSync(file, "utf8")) as Known;
    } catch {
      return undefined;
    }
  };
  return {
    async current(tx) {
      const known = read();
      if (known === undefined) return newId();
      const fact = await factByHash(tx, known.hash);
      return fact?.device === known.device ? known.device : newId();
    },
    // before the commit: if the commit then fails, the next write sees a hash that the ledger lacks and starts
    // a new chain; the other way round a crash could leave a stale hash that a restored backup would match
    async wrote(_tx, device, hash) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const aside = `${file}.${newId()}`;
      try {
        writeFileSync(aside, JSON.stringify({ device, hash, place } satisfies Known & { place: string }), {
          mode: 0o600,
        });
        renameSync(aside, file);
      } catch (error) {
        rmSync(aside, { force: true });
        throw error;
      }
    },
    lastHash: () => read()?.hash,
  };
}

/** On PostgreSQL the database is the device. */
export function databaseDevice(): Device {
  const NAME = "device";
  return {
    async current(tx) {
      const known = await getMeta(tx, NAME);
      if (known !== undefined) {
        await headOf(tx, known);
        return known;
      }
      const device = newId();
      await setMeta(tx, NAME, device);
      return device;
    },
    wrote: async () => undefined,
    lastHash: () => undefined,
  };
}
