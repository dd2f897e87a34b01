import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { z } from "zod";
import { perform, type Workbench } from "./action/index.ts";
import { steppingClock } from "./base/clock.ts";
import type { Contract } from "./base/contract.ts";
import { newId } from "./base/id.ts";
import { createReview, openServerReview } from "./workbench.ts";

export { canProtect, writeProtect } from "./storage/testing.ts";

/** A review for one test, on one of the databases. */
export interface TestReview {
  bench: Workbench;
  lead: string;
  /** The review's folder, and one to write other files to. */
  folder: string;
  stateFolder: string;
  /** Performs an action as this member. */
  as: <Input extends z.ZodType, Output>(
    actor: string,
    contract: Contract<Input, Output>,
    input: z.input<Input>,
  ) => Promise<Output>;
  close: () => Promise<void>;
}

type Database = "sqlite" | "postgres";

/** Where the PostgreSQL server of the tests answers; set by the runner where one could be started. */
export const SERVER = (globalThis as { process?: { env: Record<string, string | undefined> } }).process?.env[
  "CHARTROOM_TEST_POSTGRES"
];

/** The databases at hand: `describe.each(databases)`. */
export const databases: readonly Database[] = SERVER === undefined ? ["sqlite"] : ["sqlite", "postgres"];

/** Makes a review that lasts for one test. */
export async function testReview(
  database: Database = "sqlite",
  title = "A review under test",
): Promise<TestReview> {
  const root = mkdtempSync(join(tmpdir(), "chartroom-test-"));
  const folder = join(root, "review");
  const stateFolder = join(root, "state");
  const options = { stateFolder, clock: steppingClock("2026-01-05T09:00:00.000Z") };
  const founding = { title, lead: "Lead" };
  const made =
    database === "sqlite"
      ? await createReview(folder, founding, options)
      : await openServerReview(SERVER ?? "", newId(), options, founding);
  const lead = made.lead ?? "";
  return {
    bench: made.bench,
    lead,
    folder,
    stateFolder,
    as: (actor, contract, input) => perform(made.bench, contract, { actor, input }),
    async close() {
      await made.bench.storage.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
