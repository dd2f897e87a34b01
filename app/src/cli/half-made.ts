import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "@chartroom/core/base/error";
import { DATABASE_FILE } from "@chartroom/core/storage";

/** What a review's folder is made of: the database, its search index, and the kept files. */
const PART = /^((chartroom|search)\.db(-wal|-shm|-journal)?|files)$/;

async function partsOf(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => PART.test(name)).map((name) => join(folder, name));
}

/**
 * Makes a review in `folder`, and where that fails takes away whatever it left there, so that no half-made review
 * stands. A folder that was there before stays, with all else that it holds.
 * @throws UserError review.exists where the folder holds a review already
 */
export async function wholeOrNothing<T>(folder: string, make: () => Promise<T>): Promise<T> {
  const wasThere = existsSync(folder);
  if (existsSync(join(folder, DATABASE_FILE))) {
    throw new UserError("review.exists", `There is a review in ${folder} already.`, {
      hint: "Choose another folder, or work in that one with --review.",
    });
  }
  try {
    return await make();
  } catch (error) {
    for (const path of wasThere ? await partsOf(folder) : [folder]) {
      await rm(path, { recursive: true, force: true });
    }
    throw error;
  }
}
