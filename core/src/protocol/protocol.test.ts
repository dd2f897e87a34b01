import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { databases, type TestReview, testReview } from "../testing.ts";
import { protocol, protocolVersion, stateProtocol } from "./index.ts";

const pcc = { population: "adults", concept: "handover notes", context: "hospitals" };

describe.each(databases)("the protocol on %s", (database) => {
  let review: TestReview;
  beforeEach(async () => {
    review = await testReview(database);
  });
  afterEach(() => review.close());

  test("is stated once and then amended with reasons; every version stays", async () => {
    const { as, lead } = review;
    expect((await as(lead, protocol, {})).current).toBeUndefined();
    const first = await as(lead, stateProtocol, { protocol: { title: "Handover", pcc } });
    await expect(as(lead, stateProtocol, { protocol: { title: "Handover", pcc } })).rejects.toMatchObject({
      code: "protocol.reason-missing",
    });
    await as(lead, stateProtocol, { protocol: { title: "Handover, wider", pcc }, reason: "too narrow" });
    const { current, history, conflict } = await as(lead, protocol, {});
    expect(current?.protocol.title).toBe("Handover, wider");
    expect(current?.protocol.stages.full_text.reasonRequired).toBe(true);
    expect(history.map((version) => version.reason)).toEqual(["", "too narrow"]);
    expect(conflict).toEqual([]);
    expect((await as(lead, protocolVersion, { fact: first.fact })).protocol.title).toBe("Handover");
  });

  test("refuses two reasons with one code and a reason for a criterion that is not there", async () => {
    const { as, lead } = review;
    const twice = [
      { code: "X1", label: "a" },
      { code: "X1", label: "b" },
    ];
    await expect(
      as(lead, stateProtocol, { protocol: { title: "T", pcc, reasons: twice } }),
    ).rejects.toMatchObject({
      code: "protocol.reason-twice",
    });
    const astray = [{ code: "X1", label: "a", criterion: "none" }];
    await expect(
      as(lead, stateProtocol, { protocol: { title: "T", pcc, reasons: astray } }),
    ).rejects.toMatchObject({
      code: "protocol.criterion-unknown",
    });
  });
});
