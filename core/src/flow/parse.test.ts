import { describe, expect, it } from "vitest";
import { UserError } from "../base/error.ts";
import { workedExample } from "./testing.ts";
import { parseCounts } from "./parse.ts";

function fault(json: string): UserError {
  try {
    parseCounts(json);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("no error");
}

describe("parseCounts", () => {
  it("reads counts, a flow, and what `status --json` prints", () => {
    const counts = workedExample();
    const flow = { databases: counts, previous: { studies: 3, reports: 4 } };
    expect(parseCounts(JSON.stringify(counts))).toEqual({ databases: counts });
    expect(parseCounts(JSON.stringify(flow))).toEqual(flow);
    expect(parseCounts(`\uFEFF${JSON.stringify({ review: "r", counts })}`)).toEqual({ databases: counts });
    expect(parseCounts(JSON.stringify({ counts, flow }))).toEqual(flow);
  });

  it("says what is wrong and where", () => {
    expect(fault("{").code).toBe("flow.not-json");
    expect(fault("[1]").code).toBe("flow.not-counts");
    const negative = fault(JSON.stringify({ ...workedExample(), removed: { automation: -1, other: 0 } }));
    expect(negative.code).toBe("flow.invalid");
    expect(negative.place.record).toBe("removed.automation");
    expect(fault(JSON.stringify({ databases: {} })).message).toMatch(/^databases\.identified: .*more\)$/);
    expect(negative.hint).toMatch(/whole number/);
  });
});
