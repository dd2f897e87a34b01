import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { citations } from "../flow/index.ts";
import { importFile } from "../records/index.ts";
import { databases, type TestReview, testReview } from "../testing.ts";
import { settlePair } from "./index.ts";
import { allCitations } from "./store.ts";

describe.each(databases)("pages of citations on %s", (database) => {
  let review: TestReview;
  beforeEach(async () => {
    review = await testReview(database);
  });
  afterEach(() => review.close());

  test("follow each other without a gap, whatever was joined", async () => {
    const { as, lead, bench } = review;
    for (const [name, count] of [
      ["A", 9],
      ["B", 7],
    ] as const) {
      const text = Array.from(
        { length: count },
        (_, at) => `TY  - JOUR\nTI  - ${name}${at} a title\nER  - \n`,
      ).join("\n");
      const file = await bench.storage.blobs.put(new TextEncoder().encode(text));
      await as(lead, importFile, { file, fileName: `${name}.ris`, details: { source: { name } } });
    }
    const ids = await bench.storage.read(allCitations);
    // joined at the front, in a row, across the runs and at the end
    for (const [a, b] of [
      [0, 1],
      [0, 2],
      [4, 5],
      [3, 9],
      [10, 15],
    ] as const) {
      await as(lead, settlePair, { a: ids[a] ?? "", b: ids[b] ?? "", decision: "same" });
    }
    const all = await bench.storage.read(allCitations);
    expect(all).toHaveLength(11);
    for (let offset = 0; offset <= all.length; offset++) {
      const page = await as(lead, citations, { offset, limit: 3 });
      expect(page.total).toBe(11);
      expect(page.rows.map((row) => row.id)).toEqual(all.slice(offset, offset + 3));
    }
  });
});
