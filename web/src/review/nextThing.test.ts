import { describe, expect, it } from "vitest";
import { protocolSchema } from "@chartroom/core/protocol";
import type { Member, Role } from "@chartroom/core/review";
import { nextThing } from "./nextThing.ts";
import type { OverviewFacts, StageProgress } from "./overviewFacts.ts";
import { stageLines } from "./stageLines.ts";

const counts = {
  identified: 0,
  identifiedBySource: {},
  duplicates: 0,
  removed: { automation: 0, other: 0 },
  screened: 0,
  excluded: { human: 0, automation: 0 },
  left: 0,
  inProgress: 0,
  sought: 0,
  notRetrieved: 0,
  assessed: 0,
  fullTextExcluded: {},
  ongoing: 0,
  awaitingClassification: 0,
  fullTextInProgress: 0,
  studiesIncluded: 0,
  reportsIncluded: 0,
  leftOutOfSynthesis: 0,
};
const stage = (name: "title_abstract" | "full_text", part: Partial<StageProgress> = {}): StageProgress => ({
  stage: name,
  done: 0,
  left: 0,
  total: 0,
  closed: false,
  pilot: undefined,
  votesNeeded: 2,
  assigned: [
    { id: "m1", name: "One" },
    { id: "m2", name: "Two" },
  ],
  mode: "everybody",
  conflicts: 0,
  conflictsSeen: 0,
  ...part,
});
const version = {
  fact: "f",
  number: 1,
  at: "2026-01-01T00:00:00.000Z",
  actor: "m1",
  reason: "",
  reopened: [],
  protocol: protocolSchema.parse({ title: "T", pcc: { population: "", concept: "", context: "" } }),
};

const person = (id: string, name: string, roles: Role[]): Member => ({
  id,
  name,
  roles,
  kind: "person",
  model: null,
  active: true,
  unblinded: null,
});

interface Wish {
  roles?: Role[];
  counts?: Partial<typeof counts>;
  stated?: boolean;
  duplicates?: Partial<OverviewFacts["duplicates"]>;
  stages?: StageProgress[];
  pilots?: OverviewFacts["pilots"];
}

function facts({
  roles = ["lead", "reviewer"],
  counts: some = {},
  stated = true,
  duplicates,
  stages,
  pilots = [],
}: Wish = {}): OverviewFacts {
  const all = { ...counts, ...some };
  return {
    review: "R",
    me: person("m1", "One", roles),
    members: [
      person("m1", "One", roles),
      person("m2", "Two", ["reviewer"]),
      person("m3", "Three", ["adjudicator"]),
    ],
    status: {
      review: "R",
      title: "T",
      named: undefined,
      version: 1,
      stage: "search",
      counts: all,
      flow: { databases: all },
      agreement: { title_abstract: [], full_text: [] },
      faults: [],
    },
    protocol: { current: stated ? version : undefined, history: [], conflict: [] },
    duplicates: {
      records: 0,
      citations: 0,
      duplicates: 0,
      maybes: 0,
      relations: 0,
      unchecked: 0,
      sources: [],
      combinations: [],
      ...duplicates,
    },
    stages: stages ?? [stage("title_abstract"), stage("full_text")],
    pilots,
    charting: undefined,
    mayChart: true,
  };
}

const pilot = (mineLeft: number, finished = false): OverviewFacts["pilots"][number] => ({
  round: 1,
  stage: "title_abstract",
  size: 25,
  gate: 0.75,
  state: "open",
  done: [
    { reviewer: "m1", name: "One", votes: 25 - mineLeft },
    { reviewer: "m2", name: "Two", votes: finished ? 25 : 3 },
  ],
  finished,
  agreement: undefined,
  passed: undefined,
  reason: "",
  mineLeft,
});

const imported = { identified: 10, inProgress: 10 };
const next = (wish: Wish) => nextThing(facts(wish))?.words;

describe("nextThing", () => {
  it("goes with the life of the review", () => {
    expect(next({ stated: false })).toBe("State the protocol");
    expect(next({})).toBe("Import the first records");
    expect(next({ counts: imported, duplicates: { unchecked: 10 } })).toBe("Look for duplicates");
    expect(next({ counts: imported, duplicates: { maybes: 1 } })).toBe(
      "Settle 1 pair of possible duplicates",
    );
    const reading = [stage("title_abstract", { left: 7, conflicts: 2 }), stage("full_text", { left: 1 })];
    expect(next({ counts: imported, stages: reading })).toBe("Screen 7 records");
    expect(
      next({
        counts: imported,
        stages: [stage("title_abstract", { conflicts: 2 }), stage("full_text", { left: 1 })],
      }),
    ).toBe("Settle 2 conflicts");
    expect(
      next({ counts: imported, stages: [stage("title_abstract"), stage("full_text", { left: 1 })] }),
    ).toBe("Screen 1 full text");
  });
  it("asks nobody for what their role cannot do", () => {
    expect(next({ roles: ["reviewer"], stated: false, counts: imported })).toBeUndefined();
    expect(next({ roles: ["observer"], duplicates: { maybes: 3 } })).toBeUndefined();
  });
  it("puts an open pilot before screening, and its closing to the lead", () => {
    const stages = [stage("title_abstract", { left: 5 }), stage("full_text")];
    expect(next({ counts: imported, stages, pilots: [pilot(5)] })).toBe("Screen 5 records of pilot round 1");
    expect(next({ counts: imported, stages, pilots: [pilot(0)] })).toBeUndefined();
    expect(next({ counts: imported, stages, pilots: [pilot(0, true)] })).toBe("Close pilot round 1");
    expect(next({ roles: ["reviewer"], counts: imported, stages, pilots: [pilot(0, true)] })).toBeUndefined();
  });
});

describe("stageLines", () => {
  const line = (wish: Wish, id: string) => {
    const all = facts(wish);
    return stageLines(all, nextThing(all)).find((one) => one.id === id);
  };
  it("says who is awaited in a pilot, and marks what is next", () => {
    expect(line({ counts: imported, pilots: [pilot(0)] }, "pilot")).toMatchObject({
      state: "waiting",
      words: "waits for Two",
    });
    expect(
      line({ counts: imported, stages: [stage("title_abstract", { left: 4 })] }, "screen"),
    ).toMatchObject({
      state: "next",
      words: "4 left for you, 10 open in all",
      progress: 0,
    });
  });
  it("names the others where nothing is left for the reader", () => {
    expect(line({ counts: { ...imported, screened: 10 } }, "screen")).toMatchObject({
      state: "waiting",
      words: "10 open; read by Two and you",
      progress: 0.5,
    });
  });
  it("knows what is done and what comes later", () => {
    expect(line({ counts: { identified: 10, screened: 10 } }, "screen")?.state).toBe("done");
    expect(line({ counts: imported }, "fulltext")).toMatchObject({
      state: "later",
      words: "after title and abstract",
    });
  });
});
