import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { UserError } from "@chartroom/core/base/error";
import { verify } from "@chartroom/core/ledger";
import { backupFolder, DATABASE_FILE } from "@chartroom/core/storage";
import { outputFault } from "../output.ts";
import { inFolder } from "./acting.ts";
import type { Run } from "./command.ts";

/** The folder of a backup of today, beside the review, that is not taken yet. */
function besides(folder: string): string {
  const name = `${basename(folder)}-backup-${new Date().toISOString().slice(0, 10)}`;
  for (let number = 1; ; number++) {
    const path = join(dirname(folder), number === 1 ? name : `${name}-${number}`);
    if (!existsSync(path)) return path;
  }
}

/** `chartroom backup` */
export const backup: Run = async (context, given) => {
  const out = given.text("out");
  const target = out === undefined ? besides(context.folder) : resolve(context.cwd, out);
  // opened first, so that what is no review is refused in its own words
  await inFolder(context, async () => undefined);
  if (existsSync(target))
    throw new UserError("output.exists", "There is something of this name already.", {
      place: { file: target },
      hint: "Name a folder that is not there yet.",
    });
  context.onProgress({ phase: "copying the review", done: 0 });
  await backupFolder(context.folder, target, DATABASE_FILE).catch((error: unknown) => {
    throw outputFault(error, target);
  });
  // a copy that was never read again is no backup
  const { facts, faults } = await inFolder({ ...context, folder: target }, ({ storage }) =>
    storage.read((tx) => verify(tx)),
  );
  if (faults.length > 0) {
    const [first] = faults;
    throw new UserError("backup.faulty", `The copy holds ${faults.length} faults: ${first?.message ?? ""}.`, {
      place: { file: target },
      hint: "`chartroom verify` says whether the review itself has them.",
    });
  }
  return {
    json: { folder: target, facts },
    text: `${target}: a copy of ${facts} facts, read again and sound.`,
  };
};
