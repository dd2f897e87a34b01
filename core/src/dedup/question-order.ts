import type { Corpus } from "./corpus.ts";
import type { Groups } from "./groups.ts";
import { type IndexPair, sortStrongest } from "./scored-pair.ts";

interface Question {
  readonly pair: IndexPair;
  readonly x: number;
  readonly y: number;
}

function find(parents: Map<number, number>, group: number): number {
  let root = group;
  for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next;
  return root;
}

/** What people are asked, and how many of the weakest pairs they are spared. */
export interface Questions {
  readonly asked: IndexPair[];
  readonly unasked: number;
}

// Twenty pairs for a thousand records: more than that costs more than the duplicates left in.
const MOST_SHARE = 0.02;
const FEWEST_ASKED = 25;

/**
 * The uncertain pairs as questions, one for two groups, at most one for fifty records (the strongest), in the order that settles most with the fewest answers: a
 * question between large groups settles as many pairs as the product of their sizes; a question whose answer follows
 * from those before it, if they are all answered with yes, comes last.
 */
export function orderQuestions(corpus: Corpus, groups: Groups, maybes: readonly IndexPair[]): Questions {
  const questions: Question[] = [];
  const seen = new Set<string>();
  for (const pair of sortStrongest(
    corpus,
    maybes.map((maybe) => ({ ...maybe, round: 0 })),
  )) {
    const [x, y] = [groups.of(pair.one), groups.of(pair.other)].sort((p, q) => p - q) as [number, number];
    const key = `${x} ${y}`;
    if (x === y || seen.has(key) || groups.areSeparated(x, y)) continue;
    seen.add(key);
    questions.push({ pair, x, y });
  }
  const most = Math.max(FEWEST_ASKED, Math.floor(MOST_SHARE * corpus.size));
  const unasked = Math.max(0, questions.length - most);
  questions.length -= unasked;
  const settles = ({ x, y }: Question): number => groups.members(x).length * groups.members(y).length;
  questions.sort((p, q) => settles(q) - settles(p));
  const parents = new Map<number, number>();
  const first: IndexPair[] = [];
  const implied: IndexPair[] = [];
  for (const { pair, x, y } of questions) {
    const [p, q] = [find(parents, x), find(parents, y)];
    (p === q ? implied : first).push(pair);
    if (p !== q) parents.set(p, q);
  }
  return { asked: [...first, ...implied], unasked };
}
