import type { Corpus } from "./corpus.ts";
import type { Groups } from "./groups.ts";
import { type IndexPair, sortStrongest } from "./scored-pair.ts";

interface Question {
  readonly pair: IndexPair;
  readonly x: number;
  readonly y: number;
}

function find<Group>(parents: Map<Group, Group>, group: Group): Group {
  let root = group;
  for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next;
  return root;
}

/** Questions in the order in which they are best asked. */
export interface AskingOrder<Question> {
  /** Those whose answer follows from no other. */
  readonly first: Question[];
  /** Those whose answer follows from the first ones, if these are all answered with yes. */
  readonly implied: Question[];
}

/**
 * Orders questions whether two groups are one so that the most is settled with the fewest answers: a question between
 * large groups settles as many pairs as the product of their sizes. Equal ones stay as they were.
 * @param groupsOf the two groups a question is about
 * @param sizeOf how many members a group has
 */
export function orderBySettling<Question, Group>(
  questions: readonly Question[],
  groupsOf: (question: Question) => readonly [Group, Group],
  sizeOf: (group: Group) => number,
): AskingOrder<Question> {
  const settles = (question: Question): number => {
    const [x, y] = groupsOf(question);
    return sizeOf(x) * sizeOf(y);
  };
  const parents = new Map<Group, Group>();
  const first: Question[] = [];
  const implied: Question[] = [];
  for (const question of [...questions].sort((p, q) => settles(q) - settles(p))) {
    const [x, y] = groupsOf(question);
    const [p, q] = [find(parents, x), find(parents, y)];
    (p === q ? implied : first).push(question);
    if (p !== q) parents.set(p, q);
  }
  return { first, implied };
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
 * The uncertain pairs as questions, one for two groups, at most one for fifty records (the strongest), in the order
 * that settles most with the fewest answers.
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
  const { first, implied } = orderBySettling(
    questions,
    ({ x, y }) => [x, y] as const,
    (group) => groups.members(group).length,
  );
  return { asked: [...first, ...implied].map(({ pair }) => pair), unasked };
}
