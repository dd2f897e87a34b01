import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { dumpTables, rebuild, verify } from "../ledger/index.ts";
import { performByName } from "../action/index.ts";
import { databases, type TestReview, testReview } from "../testing.ts";
import { addMember, changeMember, info, log, members, nameVersion, rename, versions } from "./index.ts";

describe.each(databases)("a review on %s", (database) => {
  let review: TestReview;
  beforeEach(async () => {
    review = await testReview(database);
  });
  afterEach(() => review.close());

  test("begins with its lead", async () => {
    const { title, you } = await review.as(review.lead, info, {});
    expect(title).toBe("A review under test");
    expect(you).toMatchObject({ name: "Lead", roles: ["lead", "reviewer"], active: true });
  });

  test("members come and go; what they did stays in the log", async () => {
    const { as, lead } = review;
    const ada = await as(lead, addMember, { name: "Reviewer A", roles: ["reviewer"] });
    await as(lead, changeMember, { member: ada.id, active: false, reason: "left the team" });
    expect((await as(lead, members, {})).map((member) => member.active)).toEqual([true, false]);
    await expect(as(ada.id, info, {})).rejects.toMatchObject({ code: "who.stranger" });
    expect((await as(lead, log, {})).map((entry) => entry.type)).toContain("review.member_set");
  });

  test("has a title of 1 to 500 characters", async () => {
    for (const title of ["", "  ", "T".repeat(501)])
      await expect(testReview(database, title)).rejects.toMatchObject({ code: "review.title-length" });
    const longest = await testReview(database, "T".repeat(500));
    expect((await longest.as(longest.lead, info, {})).title).toHaveLength(500);
    await longest.close();
  });

  test("keeps a lead, and refuses strangers and wrong input with stable codes", async () => {
    const { as, lead } = review;
    await expect(as(lead, changeMember, { member: lead, active: false, reason: "x" })).rejects.toMatchObject({
      code: "member.last-lead",
    });
    await expect(as("nobody", rename, { title: "Mine now" })).rejects.toMatchObject({ code: "who.stranger" });
    await expect(
      performByName(review.bench, "review.rename", { actor: lead, input: { title: "" } }),
    ).rejects.toMatchObject({ code: "input.invalid" });
    const other = await as(lead, addMember, { name: "Observer", roles: ["observer"] });
    await expect(as(other.id, rename, { title: "Mine" })).rejects.toMatchObject({ code: "who.not-allowed" });
  });

  test("a repeated request is answered the same and changes nothing", async () => {
    const call = { actor: review.lead, request: "r1", input: { name: "Reviewer A", roles: ["reviewer"] } };
    const first = await performByName(review.bench, "review.addMember", call);
    const second = await performByName(review.bench, "review.addMember", call);
    expect(second).toEqual(first);
    expect(await review.as(review.lead, members, {})).toHaveLength(2);
    await expect(
      performByName(review.bench, "review.rename", { ...call, input: { title: "B" } }),
    ).rejects.toMatchObject({ code: "request.reused" });
  });

  test("verifies, and a rebuild gives the same tables", async () => {
    const { as, lead, bench } = review;
    await as(lead, addMember, { name: "Reviewer A", roles: ["reviewer"] });
    await as(lead, rename, { title: "Another title" });
    await as(lead, nameVersion, { name: "Protocol registered", kind: "protocol" });
    expect(await as(lead, versions, {})).toHaveLength(1);
    const before = await bench.storage.read((tx) => dumpTables(tx, bench.registry));
    await rebuild(bench.storage, bench.registry);
    expect(await bench.storage.read((tx) => dumpTables(tx, bench.registry))).toEqual(before);
    const report = await bench.storage.read((tx) => verify(tx));
    expect(report.faults).toEqual([]);
    expect(report.facts).toBe(5);
  });
});
