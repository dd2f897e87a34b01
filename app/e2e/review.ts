import { join } from "node:path";
import { perform, type Workbench } from "@chartroom/core/action";
import { stateProtocol } from "@chartroom/core/protocol";
import { importFile } from "@chartroom/core/records";
import { addMember, type Role } from "@chartroom/core/review";
import { assign } from "@chartroom/core/screening";
import { createReview, openReview } from "@chartroom/core/workbench";
import type { Machine } from "./program.ts";

export const TITLES = [
  "Amber films read by a language model",
  "Basalt dust and the lungs of miners",
  "Cobalt reports drafted by a machine",
  "Dolomite walks for tired clinicians",
  "Emerald screens in the reading room",
] as const;

/** Five invented records. */
export const FIVE_RECORDS = TITLES.map(
  (title, at) =>
    `TY  - JOUR\nTI  - ${title}\nAU  - Miller, Ada\nPY  - ${2020 + at}\nJO  - Journal of Invented Studies\nAB  - An invented abstract about ${title.toLowerCase()}.\nER  - \n`,
).join("\n");

export const REASONS = ["Wrong population", "Wrong concept", "Wrong context"] as const;

export interface MadeReview {
  folder: string;
  review: string;
  members: ReadonlyMap<string, string>;
}

/** Makes a review with five records and these members; reviewers vote at title and abstract. */
export async function makeReview(
  machine: Machine,
  {
    votesNeeded = 2,
    reasonRequired = false,
    people = [
      ["Ada", "reviewer"],
      ["Ben", "reviewer"],
      ["Cleo", "adjudicator"],
    ],
  }: {
    votesNeeded?: number;
    reasonRequired?: boolean;
    people?: readonly (readonly [string, Role])[];
  } = {},
): Promise<MadeReview> {
  const folder = join(machine.root, "review");
  const founding = { title: "A review under test", lead: "Lea" };
  const { bench, lead } = await createReview(folder, founding, { stateFolder: machine.stateFolder });
  try {
    const members = new Map([["Lea", lead]]);
    for (const [name, role] of people) {
      const { id } = await perform(bench, addMember, { actor: lead, input: { name, roles: [role] } });
      members.set(name, id);
    }
    const stage = { votesNeeded, reasonRequired };
    await perform(bench, stateProtocol, {
      actor: lead,
      input: {
        protocol: {
          title: "A review under test",
          pcc: { population: "Radiologists", concept: "Language models", context: "Hospitals" },
          reasons: REASONS.map((label, at) => ({ code: `X${at + 1}`, label })),
          stages: { title_abstract: stage, full_text: stage },
        },
      },
    });
    const file = await bench.storage.blobs.put(new TextEncoder().encode(FIVE_RECORDS));
    const details = { source: { name: "PubMed" } };
    await perform(bench, importFile, { actor: lead, input: { file, fileName: "five.ris", details } });
    const reviewers = people
      .filter(([, role]) => role === "reviewer")
      .map(([name]) => members.get(name) ?? "");
    await perform(bench, assign, { actor: lead, input: { stage: "title_abstract", reviewers } });
    return { folder, review: bench.storage.review, members };
  } finally {
    await bench.storage.close();
  }
}

/** Looks into the review's folder itself, beside the server. */
export async function lookInto<T>(
  machine: Machine,
  folder: string,
  work: (bench: Workbench) => Promise<T>,
): Promise<T> {
  const bench = await openReview(folder, { stateFolder: machine.stateFolder });
  try {
    return await work(bench);
  } finally {
    await bench.storage.close();
  }
}
