import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { Desk, Ran } from "./testing.ts";

const EMBASE = `TY  - JOUR
ID  - e1
TI  - Naps of nurses on night shifts
AU  - Alder, Ada
PY  - 2021
DO  - 10.1000/nap.1
ER  - 
TY  - JOUR
ID  - e2
TI  - Sleep in submarines
AU  - Brandt, Bo
PY  - 2020
ER  - 
`;
const PUBMED = `TY  - JOUR
ID  - p1
TI  - Naps of nurses on night shifts.
AU  - Alder, A.
PY  - 2021
DO  - 10.1000/nap.1
ER  - 
`;
export const VOTES = { a: "include", b: "exclude" };

/** Runs a command that has to end well and say nothing beside. */
export async function doneAt(at: Desk, ...words: string[]): Promise<Ran> {
  const ran = await at.run(...words);
  expect(ran.err, words.join(" ")).toBe("");
  expect(ran.exitCode, words.join(" ")).toBe(0);
  return ran;
}

/** A review in the folder r, with two export files beside it. */
export async function madeReviewAt(at: Desk): Promise<void> {
  await doneAt(
    at,
    "new",
    "r",
    "--title",
    "Naps",
    "--population",
    "Nurses",
    "--concept",
    "Naps",
    "--context",
    "Night shifts",
  );
  writeFileSync(join(at.folder, "embase.ris"), EMBASE);
  writeFileSync(join(at.folder, "pubmed.ris"), PUBMED);
}

/** The same with its records imported, compared, and voted on by two. */
export async function screenedReviewAt(at: Desk): Promise<void> {
  await madeReviewAt(at);
  await doneAt(
    at,
    "import",
    "embase.ris",
    "--source",
    "Embase",
    "--date",
    "2026-01-05",
    "--hits",
    "2",
    "--review",
    "r",
  );
  await doneAt(
    at,
    "import",
    "pubmed.ris",
    "--source",
    "PubMed",
    "--query",
    "naps AND nurses",
    "--review",
    "r",
  );
  await doneAt(at, "dedup", "--review", "r");
  for (const name of ["Reader A", "Reader B"])
    await doneAt(at, "members", "add", name, "--role", "reviewer", "--review", "r");
  await doneAt(at, "members", "add", "Judge", "--role", "adjudicator", "--review", "r");
  await doneAt(at, "screen", "--assign", "Reader A", "reader b", "--review", "r");
}
