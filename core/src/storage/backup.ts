import { cp, mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { CompiledQuery } from "kysely";
import { openSqlite } from "./sqlite.ts";

const FILES = "files";

/**
 * Copies a review's folder to `to`, which must not be there yet, as it is at one moment, while others write to it.
 * The copy appears whole or not at all.
 * @param databaseFile the database's name in both folders
 */
export async function backupFolder(folder: string, to: string, databaseFile: string): Promise<void> {
  const aside = `${to}.part`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true });
  try {
    const db = openSqlite(join(folder, databaseFile), "read");
    try {
      await db.executeQuery(CompiledQuery.raw("vacuum into ?", [join(aside, databaseFile)]));
    } finally {
      await db.destroy();
    }
    const copy = await open(join(aside, databaseFile), "r+");
    await copy.sync().finally(() => copy.close());
    // files are kept before the facts that name them and never changed, so whatever the copy names is there by now
    await cp(join(folder, FILES), join(aside, FILES), {
      recursive: true,
      filter: (path) => !path.endsWith(".part"),
    }).catch((error: unknown) => {
      // a review without an import has none
      if ((error as { code?: unknown }).code !== "ENOENT") throw error;
    });
    await rename(aside, to);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    throw error;
  }
}
