import { describe, expect, it } from "vitest";
import { agreement, type PilotView } from "@chartroom/core/screening";
import { pilotOf } from "./pilotFromServer.ts";

const ratings = (n: number, alike: number) =>
  Array.from({ length: n }, (_, at) => [
    { item: String(at), rater: "a", value: "include" as const },
    { item: String(at), rater: "b", value: at < alike ? ("include" as const) : ("exclude" as const) },
  ]).flat();
const round = (part: Partial<PilotView> = {}): PilotView => ({
  round: 1,
  stage: "title_abstract",
  size: 10,
  gate: 0.75,
  state: "open",
  done: [
    { reviewer: "a", name: "Reader A", votes: 10 },
    { reviewer: "b", name: "Reader B", votes: 4 },
  ],
  finished: false,
  agreement: undefined,
  passed: undefined,
  reason: "",
  mineLeft: 6,
  ...part,
});
const pilot = (views: PilotView[], me = "b") =>
  pilotOf(views, { review: "R", me, lead: false, rules: undefined });

describe("pilotOf", () => {
  it("sends a reader of the open round to its records, and nobody else", () => {
    expect(pilot([round()]).mine).toEqual({ left: 6, href: "/r/R/screen" });
    expect(pilot([round()], "c").mine).toBeUndefined();
    expect(pilot([round({ state: "closed" })]).mine).toBeUndefined();
  });
  it("shows no agreement while a round is open", () => {
    expect(pilot([round()]).rounds[0]).toMatchObject({ open: true });
    expect(pilot([round()]).rounds[0]).not.toHaveProperty("share");
  });
  it("shows the share of the same answers of a closed round", () => {
    const closed = round({
      state: "closed",
      finished: true,
      passed: true,
      agreement: agreement(ratings(10, 8)),
    });
    const [one] = pilot([closed]).rounds;
    expect(one?.share).toBeCloseTo(0.8);
    expect(one?.agreement?.pairs[0]?.readers).toEqual(["Reader A", "Reader B"]);
  });
  it("claims nothing of a closed round whose votes were cast anew", () => {
    const closed = round({ state: "closed", passed: true, agreement: agreement([]) });
    expect(pilot([closed]).rounds[0]).not.toHaveProperty("agreement");
  });
});
