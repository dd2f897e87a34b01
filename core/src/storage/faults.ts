import { UserError } from "../base/error.ts";

interface Coded {
  errcode?: unknown;
  code?: unknown;
  message?: unknown;
}

const SQLITE_FAULTS: Readonly<Record<number, { code: string; message: string; hint: string }>> = {
  5: {
    code: "storage.busy",
    message: "Another program is writing to this review and did not finish in time.",
    hint: "Try again; close the other program if it hangs.",
  },
  8: {
    code: "storage.read-only",
    message: "The review's folder cannot be written to.",
    hint: "Give your account the right to write there, or copy the folder to a place of your own.",
  },
  10: {
    code: "storage.io",
    message: "The disk failed to read or write the review.",
    hint: "Check the disk; nothing that was saved before is affected. Work on a copy or a backup.",
  },
  11: {
    code: "storage.corrupt",
    message: "The review's database is damaged.",
    hint: "Keep the folder as it is, and restore a backup; `chartroom verify` says what is affected.",
  },
  13: {
    code: "storage.full",
    message: "The disk is full; nothing of this was saved, and all that was saved before is safe.",
    hint: "Free some space and do it again.",
  },
  14: {
    code: "storage.cannot-open",
    message: "The review's database cannot be opened.",
    hint: "Check that the folder is there and that your account may read and write it.",
  },
  26: {
    code: "storage.not-a-review",
    message: "chartroom.db in this folder is not a Chartroom database.",
    hint: "Name the folder of a review with --review, or make one with `chartroom new`.",
  },
};

const SYSTEM_FAULTS: Readonly<Record<string, number>> = {
  ENOSPC: 13,
  EDQUOT: 13,
  EROFS: 8,
  EACCES: 8,
  EPERM: 8,
  EIO: 10,
};

/** Says that this review can only be read. */
export function writeProtected(): unknown {
  return storageFault({ errcode: 8 });
}

/** A fault of the disk or the database in words that a person can act on; other errors are given back as they are. */
export function storageFault(error: unknown): unknown {
  if (error instanceof UserError || typeof error !== "object" || error === null) return error;
  const { errcode, code } = error as Coded;
  const primary =
    typeof errcode === "number" ? errcode & 255 : typeof code === "string" ? SYSTEM_FAULTS[code] : undefined;
  const fault = primary === undefined ? undefined : SQLITE_FAULTS[primary];
  if (fault === undefined) return error;
  return new UserError(fault.code, fault.message, { hint: fault.hint, cause: error });
}
