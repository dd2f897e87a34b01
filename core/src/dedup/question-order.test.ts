import { describe, expect, it } from "vitest";
import { Corpus } from "./corpus.ts";
import { Groups } from "./groups.ts";
import { orderQuestions } from "./question-order.ts";
import type { IndexPair } from "./scored-pair.ts";

function corpusOf(size: number): Corpus {
  const corpus = new Corpus();
  for (let index = 0; index < size; index++)
    corpus.add({ id: `i${index}`, title: `Title ${index}`, authors: [] });
  return corpus;
}

function pair(one: number, other: number, score: number): IndexPair {
  return { one, other, score, round: 0, reason: 0 };
}

function shown({ one, other }: IndexPair): string {
  return `${one}-${other}`;
}

describe("orderQuestions", () => {
  it("asks once for two groups, about the strongest pair", () => {
    const groups = new Groups(4);
    groups.join(groups.of(0), groups.of(1));
    groups.join(groups.of(2), groups.of(3));
    const { asked } = orderQuestions(corpusOf(4), groups, [pair(0, 2, 10), pair(1, 3, 20), pair(0, 1, 30)]);
    expect(asked.map(shown)).toEqual(["1-3"]);
  });

  it("begins with the question that settles most pairs", () => {
    const groups = new Groups(6);
    groups.join(groups.of(0), groups.of(1));
    groups.join(groups.of(0), groups.of(2));
    const { asked } = orderQuestions(corpusOf(6), groups, [pair(4, 5, 90), pair(2, 3, 10)]);
    expect(asked.map(shown)).toEqual(["2-3", "4-5"]);
  });

  it("ends with what would follow from the answers before", () => {
    const { asked } = orderQuestions(corpusOf(3), new Groups(3), [
      pair(0, 1, 5),
      pair(1, 2, 30),
      pair(0, 2, 20),
    ]);
    expect(asked.map(shown)).toEqual(["1-2", "0-2", "0-1"]);
  });

  it("does not ask what a split has answered", () => {
    const groups = new Groups(2);
    groups.separate(0, 1);
    expect(orderQuestions(corpusOf(2), groups, [pair(0, 1, 5)])).toEqual({ asked: [], unasked: 0 });
  });

  it("spares people the weakest pairs of many", () => {
    const pairs = Array.from({ length: 40 }, (_, at) => pair(2 * at, 2 * at + 1, at));
    const { asked, unasked } = orderQuestions(corpusOf(80), new Groups(80), pairs);
    expect([asked.length, unasked]).toEqual([25, 15]);
    expect(Math.min(...asked.map(({ score }) => score))).toBe(15);
  });
});
