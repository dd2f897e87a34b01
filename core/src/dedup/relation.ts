import type { Corpus } from "./corpus.ts";
import { cochraneVersion } from "./doi.ts";
import type { Entry } from "./entry.ts";
import type { Evidence } from "./evidence.ts";
import type { Kind } from "./kind.ts";
import { TITLE } from "./title-comparison.ts";

/** How one citation can stand to another without being its duplicate; read `a` is … `b`. */
export type RelationKind =
  | "preprint-of"
  | "version-of"
  | "correction-of"
  | "retraction-of"
  | "comment-on"
  | "report-of-same-study";

/** A reason why two entries that look alike are two: a relation, or numbers that tell them apart. */
export interface Distinction {
  readonly kind: RelationKind | "numbered";
  /** Which of the evidence's entries is the first of the relation: the preprint, the correction, the comment. */
  readonly from: "a" | "b";
  readonly reason: string;
}

const KIND_RELATION: Readonly<Record<Exclude<Kind, "work">, RelationKind>> = {
  correction: "correction-of",
  retraction: "retraction-of",
  reply: "comment-on",
  comment: "comment-on",
};

function fromFirst(first: boolean): "a" | "b" {
  return first ? "a" : "b";
}

function byKind(a: Entry, b: Entry): Distinction {
  const second = a.kind === "work";
  const kind = second ? b.kind : a.kind;
  return {
    kind: KIND_RELATION[kind as Exclude<Kind, "work">],
    from: fromFirst(!second),
    reason: "one is a correction of, or a comment on, the other",
  };
}

/** The same item, marked in one database (`RETRACTED: …`, `… [corrected]`), not a notice about it. */
function isMarkedOnly({ title, pages, volume, doi, a }: Evidence): boolean {
  const range = pages.level === "same" && a.pages !== undefined && a.pages.last - a.pages.first >= 2;
  return (
    (range && volume !== false && title.level >= TITLE.alike) ||
    (doi === true && title.level >= TITLE.contained)
  );
}

function editionsOfReview(corpus: Corpus, a: Entry, b: Entry): Distinction | undefined {
  const x = cochraneVersion(corpus.labels.text(a.doi));
  const y = cochraneVersion(corpus.labels.text(b.doi));
  if (x === undefined || x.review !== y?.review || x.version === y.version) return undefined;
  return {
    kind: "version-of",
    from: fromFirst(Number(x.version) > Number(y.version)),
    reason: "two versions of one Cochrane review",
  };
}

/** Finds what makes two entries two works although they look alike; the last that applies wins. */
export function distinctionBetween(corpus: Corpus, evidence: Evidence): Distinction | undefined {
  const { a, b, title, pages, doi } = evidence;
  const editions = editionsOfReview(corpus, a, b);
  if (editions !== undefined) return editions;
  const marked = isMarkedOnly(evidence);
  if (a.protocol !== b.protocol && title.level >= TITLE.partly && !marked)
    return { kind: "report-of-same-study", from: fromFirst(a.protocol), reason: "protocol and report" };
  if (a.register !== b.register && title.level >= TITLE.partly && !marked)
    return { kind: "report-of-same-study", from: fromFirst(a.register), reason: "register entry and report" };
  if (a.preprint !== b.preprint && title.level >= TITLE.alike)
    return { kind: "preprint-of", from: fromFirst(a.preprint), reason: "preprint and article" };
  if (a.kind !== b.kind && title.level >= TITLE.different && !marked) return byKind(a, b);
  if (title.numbers && !(doi === true && (pages.level === "same" || pages.level === "first")))
    return { kind: "numbered", from: "a", reason: "numbers in the titles differ" };
  return undefined;
}
