import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { reading, writing } from "../base/contract.ts";
import { UserError } from "../base/error.ts";
import { deduplicate } from "../dedup/index.ts";
import { dumpTables, factType, verify } from "../ledger/index.ts";
import { importFile, runs } from "../records/index.ts";
import { addMember, info, members, rename } from "../review/index.ts";
import { titled } from "../review/facts.ts";
import { databases, type TestReview, testReview } from "../testing.ts";
import { act, type Action, look, perform, performByName, type Workbench } from "./index.ts";

const RIS = ["First", "Second", "First"].map(
  (title, at) => `TY  - JOUR\nTI  - ${title} trial of something\nPY  - 2024\nAN  - ${at}\nER  - \n`,
);

describe.each(databases)("performing an action on %s", (database) => {
  let review: TestReview;
  beforeEach(async () => {
    review = await testReview(database);
  });
  afterEach(() => review.close());

  const factCount = () => review.bench.storage.read(async (tx) => (await verify(tx)).facts);
  const cells = () => review.bench.storage.read((tx) => dumpTables(tx, review.bench.registry));
  const call = (input: unknown, more: { actor?: string; request?: string } = {}) => ({
    actor: review.lead,
    input,
    ...more,
  });
  /** The same workbench with one more action. */
  const withAction = (action: Action): Workbench => ({
    ...review.bench,
    actions: new Map([...review.bench.actions, [action.contract.name, action]]),
  });

  test("refuses input that does not fit, and names each fault", async () => {
    await expect(performByName(review.bench, "review.rename", call({ title: " " }))).rejects.toMatchObject({
      code: "input.invalid",
      message: expect.stringContaining("title") as string,
    });
    await expect(performByName(review.bench, "review.sell", call({}))).rejects.toMatchObject({
      code: "action.unknown",
    });
  });

  test("lets nobody in who is not a member, and nobody do what their role may not", async () => {
    const { as, lead, bench } = review;
    const observer = await as(lead, addMember, { name: "Olu", roles: ["observer"] });
    await expect(performByName(bench, "review.info", call({}, { actor: "nobody" }))).rejects.toMatchObject({
      code: "who.stranger",
    });
    await expect(as(observer.id, rename, { title: "Mine" })).rejects.toMatchObject({
      code: "who.not-allowed",
    });
    expect((await as(observer.id, info, {})).you.name).toBe("Olu");
    const file = await bench.storage.blobs.put(new TextEncoder().encode(RIS[0]));
    await expect(
      as(observer.id, importFile, { file, fileName: "a.ris", details: { source: { name: "S" } } }),
    ).rejects.toMatchObject({ code: "who.not-allowed" });
    // refused before anything was prepared
    expect((await cells())["staged_files"]).toEqual([]);
  });

  test("answers a repeated request as the first time and changes nothing", async () => {
    const first = await perform(review.bench, addMember, {
      ...call({}),
      input: { name: "Ana", roles: ["reviewer"] },
      request: "r1",
    });
    const before = await factCount();
    const again = await perform(review.bench, addMember, {
      ...call({}),
      input: { name: "Ana", roles: ["reviewer"] },
      request: "r1",
    });
    expect(again).toEqual(first);
    expect(await factCount()).toBe(before);
    expect((await review.as(review.lead, members, {})).filter(({ name }) => name === "Ana")).toHaveLength(1);
  });

  test("repeats of one request at the same time are one", async () => {
    const asked = Array.from({ length: 8 }, () =>
      performByName(review.bench, "review.rename", call({ title: "Once" }, { request: "r2" })),
    );
    expect(new Set((await Promise.all(asked)).map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await factCount()).toBe(3);
  });

  test("a repeated request prepares nothing: what came in since is not staged for it", async () => {
    const { as, lead, bench } = review;
    const bring = async (text: string, fileName: string) => {
      const file = await bench.storage.blobs.put(new TextEncoder().encode(text));
      await as(lead, importFile, { file, fileName, details: { source: { name: fileName } } });
    };
    await bring(RIS.slice(0, 2).join("\n"), "one.ris");
    const first = await perform(bench, deduplicate, { ...call({}), input: {}, request: "r3" });
    await bring(RIS.slice(2).join("\n"), "two.ris");
    const before = await cells();
    expect(await perform(bench, deduplicate, { ...call({}), input: {}, request: "r3" })).toEqual(first);
    expect(await cells()).toEqual(before);
    expect(await as(lead, runs, {})).toHaveLength(2);
  });

  test("a request's id cannot be used for anything else, or by anybody else", async () => {
    const { as, lead, bench } = review;
    const second = await as(lead, addMember, { name: "Second", roles: ["lead"] });
    await performByName(bench, "review.rename", call({ title: "A" }, { request: "r4" }));
    for (const other of [
      performByName(bench, "review.unblind", call({ reason: "x" }, { request: "r4" })),
      performByName(bench, "review.rename", call({ title: "A" }, { request: "r4", actor: second.id })),
    ])
      await expect(other).rejects.toMatchObject({ code: "request.reused" });
  });

  test("an action that fails half-way leaves nothing behind, not even its request's id", async () => {
    const contract = writing(
      "test.fails",
      "Records, then fails",
      z.object({ fail: z.boolean() }),
    ).gives<string>();
    const bench = withAction(
      act(contract, {
        who: ["lead"],
        async run(tx, { fail }) {
          await tx.record(titled, "title", { title: "Half" });
          if (fail) throw new UserError("test.refused", "no");
          return "done";
        },
      }),
    );
    const before = await cells();
    await expect(
      perform(bench, contract, { ...call({}), input: { fail: true }, request: "r5" }),
    ).rejects.toMatchObject({ code: "test.refused" });
    expect(await cells()).toEqual(before);
    expect(await factCount()).toBe(2);
    expect((await bench.storage.read((tx) => verify(tx))).faults).toEqual([]);
    const retried = await perform(bench, contract, { ...call({}), input: { fail: false }, request: "r5" });
    expect(retried).toBe("done");
    expect((await review.as(review.lead, info, {})).title).toBe("Half");
  });

  test("a body that does not fit its fact's schema is refused with all that was recorded before it", async () => {
    const strict = factType("review.titled", z.object({ title: z.string().max(3) }));
    const contract = writing("test.strict", "Records twice", z.object({})).gives<null>();
    const bench = withAction(
      act(contract, {
        who: ["lead"],
        async run(tx) {
          await tx.record(strict, "title", { title: "ok" });
          await tx.record(strict, "title", { title: "too long" });
          return null;
        },
      }),
    );
    await expect(perform(bench, contract, { ...call({}), input: {} })).rejects.toThrow();
    expect(await factCount()).toBe(2);
  });

  test("tells of a commit that changed something, and of no other", async () => {
    const told: string[] = [];
    const bench = { ...review.bench, committed: ({ action }: { action: string }) => told.push(action) };
    await performByName(bench, "review.info", call({}));
    await performByName(bench, "review.rename", call({ title: "A" }, { request: "r6" }));
    await performByName(bench, "review.rename", call({ title: "A" }, { request: "r6" }));
    await performByName(bench, "review.rename", call({ title: "" })).catch(() => undefined);
    expect(told).toEqual(["review.rename"]);
  });

  test("prepares elsewhere where there is an elsewhere, and a cancelled call records nothing", async () => {
    const contract = writing("test.long", "Long work", z.object({})).gives<unknown>();
    const stop = new AbortController();
    const bench = {
      ...withAction(
        act(contract, {
          who: ["lead"],
          prepare: async () => "here",
          async run(tx, _input, prepared) {
            await tx.record(titled, "title", { title: prepared });
            return prepared;
          },
        }),
      ),
      elsewhere: async () => "elsewhere",
    };
    expect(await perform(bench, contract, { ...call({}), input: {} })).toBe("elsewhere");
    const cancelled = { ...bench, elsewhere: async () => stop.abort() };
    const before = await factCount();
    await expect(
      perform(cancelled, contract, { ...call({}), input: {}, signal: stop.signal }),
    ).rejects.toMatchObject({ name: "AbortError" });
    expect(await factCount()).toBe(before);
  });

  test("a reading sees one moment and can write nothing", async () => {
    const contract = reading("test.peeks", "Tries to record", z.object({})).gives<string[]>();
    const bench = withAction(
      look(contract, {
        run: async (tx) => Object.keys(tx).filter((key) => key.startsWith("record")),
      }),
    );
    expect(await perform(bench, contract, { ...call({}), input: {} })).toEqual([]);
  });
});
