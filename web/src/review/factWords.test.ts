import { describe, expect, it } from "vitest";
import type { LogEntry } from "@chartroom/core/review";
import { factWords, kindWords, WORDED_TYPES } from "./factWords.ts";
import { citationsOf, factsOf } from "./fromServer.ts";

// the text of the files that list the types: the page knows no other door to them
const SOURCES = import.meta.glob<string>("../../../core/src/*/{facts,undo}.ts", {
  query: "?raw",
  import: "default",
  eager: true,
});
const TYPES = Object.values(SOURCES).flatMap((source) =>
  [...source.matchAll(/factType\(\s*"([a-z_.]+)"/g)].map(([, type]) => type ?? ""),
);

const none = new Map<string, string>();
const entry: LogEntry = {
  hash: "h1",
  clock: 1,
  at: "2026-03-03T14:02:00.000Z",
  actor: "m1",
  name: "Reader A",
  action: "screening.vote",
  type: "screening.voted",
  subject: "c1",
  state: "open",
  body: { stage: "title_abstract", decision: "exclude", reason: "x1" },
  undoneBy: null,
  canUndo: true,
};
const context = {
  review: "R",
  me: "m1",
  members: [],
  titles: new Map([["c1", "A title"]]),
  reasons: new Map([["x1", "No own data"]]),
};

describe("factWords", () => {
  it("has words and a noun for every type of fact that the program records", () => {
    expect(TYPES.length).toBeGreaterThan(20);
    for (const type of TYPES) {
      expect(WORDED_TYPES, type).toContain(type);
      expect(kindWords(type), type).not.toBe(type);
    }
  });
  it("reads a body of which nothing is known without failing", () => {
    for (const type of WORDED_TYPES)
      expect(factWords({ type, subject: "s", body: null }, none).words).not.toBe("");
    expect(factWords({ type: "room.unheard", subject: "s", body: {} }, none).words).toBe(
      "recorded room.unheard",
    );
  });
  it("tells a statement of the protocol from an amendment", () => {
    const say = (reason: string) =>
      factWords({ type: "protocol.stated", subject: "protocol", body: { reason } }, none);
    expect(say("")).toMatchObject({ words: "stated", reason: undefined });
    expect(say("Pilot")).toMatchObject({ words: "amended", reason: "Pilot" });
  });
});

describe("factsOf", () => {
  it("puts title, label of the reason and place in", () => {
    expect(factsOf([entry], context)[0]).toMatchObject({
      words: "excluded at title and abstract:",
      subject: { words: "A title", href: "/r/R/records/c1" },
      reason: "No own data",
      canUndo: true,
      canRedo: false,
      sealed: false,
    });
  });
  it("offers to bring back only what oneself took back", () => {
    const gone = { ...entry, undoneBy: "h2", canUndo: false };
    expect(factsOf([gone], context)[0]).toMatchObject({ takenBack: "h2", canRedo: true });
    expect(factsOf([gone], { ...context, me: "m2" })[0]).toMatchObject({ canRedo: false });
  });
  it("asks for no title of what is sealed", () => {
    expect(citationsOf([{ ...entry, state: "sealed", body: null }, entry, entry])).toEqual(["c1"]);
  });
});
