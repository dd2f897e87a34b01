import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "./base/error.ts";
import { type Clock, systemClock } from "./base/clock.ts";
import { newId } from "./base/id.ts";
import { allActions } from "./actions.ts";
import type { Workbench } from "./action/index.ts";
import { allFactTypes, allProjections, keptTables } from "./facts.ts";
import { databaseDevice, ensureTables, folderDevice, registry } from "./ledger/index.ts";
import { assertTitle, foundReview } from "./review/actions.ts";
import { onlyReview, rolesOf } from "./review/store.ts";
import {
  createTables,
  DATABASE_FILE,
  openDatabase,
  openFolder,
  type Storage,
  storageFault,
} from "./storage/index.ts";

/** How a review is opened; what is left out is the real clock and this thread. */
export interface OpenOptions {
  /** The machine's state folder, where devices are remembered. */
  stateFolder: string;
  clock?: Clock;
  committed?: Workbench["committed"];
  elsewhere?: Workbench["elsewhere"];
}

const rooms = registry(allFactTypes, allProjections);
const actions = new Map(allActions(rooms.types).map((action) => [action.contract.name, action]));

async function prepareStorage(storage: Storage): Promise<void> {
  await storage.write(async (tx) => {
    await createTables(tx.db, tx.dialect, keptTables);
  });
  await ensureTables(storage, rooms);
}

function bench(storage: Storage, options: OpenOptions): Workbench {
  const device = storage.folder === undefined ? databaseDevice() : folderDevice(options.stateFolder, storage);
  const { clock = systemClock, committed, elsewhere } = options;
  return {
    storage,
    registry: rooms,
    device,
    clock,
    actions,
    rolesOf,
    ...(committed !== undefined && { committed }),
    ...(elsewhere !== undefined && { elsewhere }),
  };
}

/**
 * Makes a new review in a folder that is empty or not there yet. Gives it opened, with its lead's id.
 * @throws UserError review.exists, review.title-length, storage.read-only, …
 */
export async function createReview(
  folder: string,
  founding: { title: string; lead: string },
  options: OpenOptions,
): Promise<{ bench: Workbench; lead: string }> {
  assertTitle(founding.title);
  if (existsSync(join(folder, DATABASE_FILE))) {
    throw new UserError("review.exists", `There is a review in ${folder} already.`, {
      hint: "Choose another folder, or open that one.",
    });
  }
  try {
    const storage = await openFolder(folder, newId(), { create: true });
    await prepareStorage(storage);
    const made = bench(storage, options);
    const lead = await foundReview(made, founding);
    return { bench: made, lead };
  } catch (error) {
    throw storageFault(error);
  }
}

/**
 * Opens the review in a folder.
 * @throws UserError review.not-found, storage.not-a-review, storage.read-only, …
 */
export async function openReview(folder: string, options: OpenOptions): Promise<Workbench> {
  const path = join(folder, DATABASE_FILE);
  if (!existsSync(path) || !statSync(path).isFile()) {
    throw new UserError("review.not-found", `There is no review in ${folder}.`, {
      hint: "Name its folder with --review DIR, or make one with `chartroom new`.",
    });
  }
  try {
    const probe = await openFolder(folder, "");
    const review = await probe.read(onlyReview).finally(() => probe.close());
    if (review === undefined) throw new UserError("storage.not-a-review", `${path} holds no review.`);
    const storage = await openFolder(folder, review);
    await ensureTables(storage, rooms);
    return bench(storage, options);
  } catch (error) {
    if (error instanceof Error && /no such table/.test(error.message)) {
      throw new UserError("storage.not-a-review", `${path} is not a Chartroom database.`, {
        hint: "Name the folder of a review with --review.",
        cause: error,
      });
    }
    throw storageFault(error);
  }
}

/** Opens or makes a review on PostgreSQL. */
export async function openServerReview(
  connection: string,
  review: string,
  options: OpenOptions,
  founding?: { title: string; lead: string },
): Promise<{ bench: Workbench; lead: string | undefined }> {
  const storage = await openDatabase(connection, review);
  await prepareStorage(storage);
  const opened = bench(storage, options);
  const lead = founding === undefined ? undefined : await foundReview(opened, founding);
  return { bench: opened, lead };
}
