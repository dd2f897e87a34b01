import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { rename } from "../review/index.ts";
import { type Tx } from "../storage/index.ts";
import { databases, type TestReview, testReview } from "../testing.ts";
import { type Fact, hashBody, hashFact, readLedger, verify } from "./index.ts";

const SECOND = join(dirname(fileURLToPath(import.meta.url)), "../../../prove/verify.mjs");

/** The second verifier's answer over an exported file. */
interface SecondOpinion {
  facts: number;
  sealed: number;
  heads: { device: string; number: number; hash: string }[];
  faults: { kind: string; number: number }[];
}

describe.each(databases)("verification on %s", (database) => {
  let review: TestReview;
  beforeEach(async () => {
    review = await testReview(database);
    for (let at = 1; at <= 6; at++) await review.as(review.lead, rename, { title: `Title ${at}` });
  });
  afterEach(() => review.close());

  const tamper = (work: (tx: Tx) => Promise<unknown>) => review.bench.storage.write(work);
  const kinds = async (known: string[] = []) => {
    const { faults } = await review.bench.storage.read((tx) => verify(tx, known));
    return faults.map(({ kind, number }) => `${kind} ${number}`);
  };
  async function chain(): Promise<Fact[]> {
    return review.bench.storage.read(async (tx) => {
      const facts: Fact[] = [];
      for await (const page of readLedger({ ...tx, viewer: "everything" }, review.bench.registry))
        facts.push(...page);
      return facts;
    });
  }
  const at = async (number: number) => (await chain())[number - 1] as Fact;
  const insert = (tx: Tx, fact: Fact) =>
    sql`insert into facts
    (review, hash, previous, device, number, clock, at, actor, action, request, type, version, subject, supersedes, state, salt, body, body_hash)
    values (${tx.review}, ${fact.hash}, ${fact.previous}, ${fact.device}, ${fact.number}, ${fact.clock}, ${fact.at}, ${fact.actor},
      ${fact.action}, ${fact.request}, ${fact.type}, ${fact.version}, ${fact.subject}, ${fact.supersedes}, ${fact.state}, ${fact.salt},
      ${fact.body}, ${fact.bodyHash})`.execute(tx.db);

  /** What the verifier that shares no code with this one says of the exported facts. */
  async function secondOpinion(): Promise<SecondOpinion> {
    const file = join(dirname(review.stateFolder), "facts.jsonl");
    const lines = (await chain()).map((fact) =>
      JSON.stringify({ review: review.bench.storage.review, ...fact }),
    );
    writeFileSync(file, `${lines.join("\n")}\n`);
    return JSON.parse(execFileSync("node", [SECOND, file, "--json"], { encoding: "utf8" })) as SecondOpinion;
  }

  async function bothSay(expected: string[]): Promise<void> {
    expect(await kinds()).toEqual(expected);
    const second = (await secondOpinion()).faults.map(({ kind, number }) => `${kind} ${number}`);
    // an export has no list of heads, so what only the heads tell cannot be told from it
    expect(second).toEqual(expected.filter((one) => !one.startsWith("head")));
  }

  test("an untouched ledger is clean by both, and a known hash proves its tail", async () => {
    const last = await at(8);
    const { storage, device } = review.bench;
    const result = await storage.read((tx) => verify(tx, [last.hash]));
    expect(result).toMatchObject({ facts: 8, faults: [], sealed: 0, redacted: 0, tail: "proven" });
    if (database === "sqlite") expect(device.lastHash()).toBe(last.hash);
    expect((await storage.read((tx) => verify(tx))).tail).toBe("unproven");
    const second = await secondOpinion();
    expect(second).toMatchObject({ facts: 8, faults: [] });
    expect(second.heads).toEqual(result.devices);
  });

  test("a changed body", async () => {
    const { hash } = await at(4);
    await tamper((tx) =>
      sql`update facts set body = '{"title":"Another"}' where review = ${tx.review} and hash = ${hash}`.execute(
        tx.db,
      ),
    );
    await bothSay(["body 4"]);
  });

  test("a changed body whose hash was made to fit", async () => {
    const fact = await at(4);
    const body = '{"title":"Another"}';
    const bodyHash = hashBody(fact.salt ?? "", body);
    await tamper((tx) =>
      sql`update facts set body = ${body}, body_hash = ${bodyHash} where review = ${tx.review} and hash = ${fact.hash}`.execute(
        tx.db,
      ),
    );
    await bothSay(["changed 4"]);
  });

  test.each(["at", "actor", "action", "request", "type", "subject", "supersedes"])(
    "a changed header: %s",
    async (column) => {
      const { hash } = await at(5);
      await tamper((tx) =>
        sql`update facts set ${sql.ref(column)} = 'x' where review = ${tx.review} and hash = ${hash}`.execute(
          tx.db,
        ),
      );
      await bothSay(["changed 5"]);
    },
  );

  test.each(["clock", "version"])("a changed header: %s", async (column) => {
    const { hash } = await at(5);
    await tamper((tx) =>
      sql`update facts set ${sql.ref(column)} = 99 where review = ${tx.review} and hash = ${hash}`.execute(
        tx.db,
      ),
    );
    await bothSay(["changed 5"]);
  });

  test("a fact replaced together with its hash", async () => {
    const fact = await at(5);
    const forged = { ...fact, at: "2020-01-01T00:00:00.000Z" };
    const hash = hashFact(review.bench.storage.review, forged);
    await tamper((tx) =>
      sql`update facts set at = ${forged.at}, hash = ${hash} where review = ${tx.review} and hash = ${fact.hash}`.execute(
        tx.db,
      ),
    );
    await bothSay(["link 6"]);
  });

  test("two facts swapped", async () => {
    const [fourth, fifth] = [await at(4), await at(5)];
    await tamper(async (tx) => {
      for (const [fact, number] of [
        [fourth, 5],
        [fifth, 4],
      ] as const)
        await sql`update facts set number = ${number} where review = ${tx.review} and hash = ${fact.hash}`.execute(
          tx.db,
        );
    });
    await bothSay(["link 4", "changed 4", "link 5", "changed 5", "link 6"]);
  });

  test("a fact taken out of the middle", async () => {
    const { hash } = await at(4);
    await tamper((tx) =>
      sql`delete from facts where review = ${tx.review} and hash = ${hash}`.execute(tx.db),
    );
    await bothSay(["gap 5"]);
  });

  test("the first fact taken out", async () => {
    const { hash } = await at(1);
    await tamper((tx) =>
      sql`delete from facts where review = ${tx.review} and hash = ${hash}`.execute(tx.db),
    );
    await bothSay(["gap 2"]);
  });

  test("a tail cut off, the heads with it, is found by a hash known from outside alone", async () => {
    const [sixth, last] = [await at(6), await at(8)];
    await tamper(async (tx) => {
      await sql`delete from facts where review = ${tx.review} and number > 6`.execute(tx.db);
      await sql`update heads set number = 6, hash = ${sixth.hash} where review = ${tx.review}`.execute(tx.db);
    });
    await bothSay([]);
    expect(await kinds([last.hash])).toEqual(["tail 0"]);
    expect(await kinds([sixth.hash])).toEqual([]);
  });

  test("a fork, also one before the chain's beginning", async () => {
    const third = await at(3);
    const twin = { ...third, request: "another", hash: "" };
    twin.hash = hashFact(review.bench.storage.review, twin);
    await tamper((tx) => insert(tx, twin));
    expect((await kinds()).filter((kind) => kind.startsWith("fork"))).toEqual(["fork 3"]);
    expect((await secondOpinion()).faults).toContainEqual(
      expect.objectContaining({ kind: "fork", number: 3 }),
    );
    await tamper((tx) =>
      sql`delete from facts where review = ${tx.review} and hash = ${twin.hash}`.execute(tx.db),
    );
    const before = { ...third, number: 0, hash: "" };
    before.hash = hashFact(review.bench.storage.review, before);
    await tamper((tx) => insert(tx, before));
    expect((await kinds())[0]).toBe("fork 0");
  });

  test("a changed head, and a missing one", async () => {
    const third = await at(3);
    await tamper((tx) =>
      sql`update heads set hash = ${third.hash} where review = ${tx.review}`.execute(tx.db),
    );
    expect(await kinds()).toEqual(["head 8"]);
    await tamper((tx) => sql`delete from heads where review = ${tx.review}`.execute(tx.db));
    expect(await kinds()).toEqual(["head 8"]);
  });

  test("a missing body, and a missing salt", async () => {
    const [fourth, sixth] = [await at(4), await at(6)];
    await tamper(async (tx) => {
      await sql`update facts set body = null where review = ${tx.review} and hash = ${fourth.hash}`.execute(
        tx.db,
      );
      await sql`update facts set salt = null where review = ${tx.review} and hash = ${sixth.hash}`.execute(
        tx.db,
      );
    });
    await bothSay(["body 4", "body 6"]);
  });

  test("a body that is said to be redacted, while no fact says so", async () => {
    const { hash } = await at(4);
    await tamper((tx) =>
      sql`update facts set state = 'redacted', salt = null, body = null where review = ${tx.review} and hash = ${hash}`.execute(
        tx.db,
      ),
    );
    await bothSay(["body 4"]);
    expect((await review.bench.storage.read((tx) => verify(tx))).redacted).toBe(1);
  });

  test("a sealed body is counted, not faulted: the chain holds without it", async () => {
    const { hash } = await at(4);
    await tamper((tx) =>
      sql`update facts set state = 'sealed', salt = null, body = null where review = ${tx.review} and hash = ${hash}`.execute(
        tx.db,
      ),
    );
    await bothSay([]);
    expect((await review.bench.storage.read((tx) => verify(tx))).sealed).toBe(1);
    expect((await secondOpinion()).sealed).toBe(1);
  });
});

test("a fork is found wherever it stands, also where a page of the chain ends", async () => {
  const review = await testReview();
  const first = review.bench.storage;
  const page = 2000;
  // a chain as long as verification reads at once, forged: only its forks matter here
  await first.write(async (tx) => {
    for (let number = 1; number <= page + 2; number++) {
      for (const twin of number === page ? ["a", "b"] : ["a"])
        await sql`insert into facts (review, hash, previous, device, number, clock, at, actor, action, request, type, version, subject, state, body_hash)
          values (${tx.review}, ${`${number}${twin}`}, '', 'forged', ${number}, ${number}, '', '', '', '', '', 1, '', 'sealed', '')`.execute(
          tx.db,
        );
    }
  });
  const { faults, facts } = await first.read((tx) => verify(tx));
  expect(faults.filter(({ kind }) => kind === "fork").map(({ number }) => number)).toEqual([page]);
  expect(facts).toBe(page + 3 + 2);
  await review.close();
});
