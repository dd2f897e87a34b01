import { fold } from "./text.ts";

/** What sort of text a title announces; everything else is `work`. */
export type Kind = "work" | "correction" | "retraction" | "reply" | "comment";

const EDGE = "[^\\p{L}\\p{N}]*";
const CORRECTION = new RegExp(
  `^${EDGE}(?:erratum|errata|corrigend|correction|corrected|author correction|publisher correction|expression of concern|addendum)|\\b(?:erratum|corrigendum|correction)\\b(?: to\\b|:| for\\b)`,
  "u",
);
const RETRACTION = new RegExp(
  `^${EDGE}(?:retract|withdrawn)|\\bretraction\\b(?: to\\b|:| for\\b| of\\b)|\\[retract(?:ed|ion)|\\bretraction notice\\b`,
  "u",
);
const REPLY = new RegExp(
  `^${EDGE}(?:re(?:ply|sponse|joinder|buttal)\\b|re:|in reply|the authors'? (?:reply|respond|response)|author(?:s'?|'s)? (?:reply|response)|letter to|letter:)|\\b(?:reply|response)[^\\p{L}]*$|(?:reply|response)[ :-]+(?:to|from) (?:the )?(?:author|letter|editor)`,
  "u",
);
const COMMENT = new RegExp(
  `^${EDGE}(?:(?:an? )?(?:comments?|commentary) on|commentary|invited comment|discussion of|comment:|editorial comment)|\\binvited commentary${EDGE}$`,
  "u",
);
const PROTOCOL = new RegExp(
  `\\b(?:study|trial|review|research) protocol\\b|\\bprotocol (?:for|of) an?\\b|: (?:a |the )?protocol\\b|^protocol\\b|\\bprotocol${EDGE}$`,
  "u",
);
const PREPRINT_SERVER =
  /arxiv|biorxiv|medrxiv|ssrn|preprint|research square|chemrxiv|psyarxiv|osf\b|social science research network|techrxiv|engrxiv/;
const REGISTER =
  /clinicaltrials\.gov|trial ?register|trials? registry|ictrp|who registry|\bnct\d{8}\b|chictr|isrctn registry/;
// "(vol 142, pg 310, 2003)": only a correction cites the place of what it corrects in its title.
const CITED_PLACE =
  /\s*\((?:[^()]*\bvol(?:ume)?\.? ?\w+[,;] ?(?:pg|pp?|page|art)\.? ?\w+[^()]*|[^()]*\((?:19|20)\d\d\) ?\w*\d+[:;, ]+\(?[^()]*\d[^()]*\)?[^()]*)\)\W*$/;

// Without one of these a title is plain; most are, and the expressions above are slow.
const TELLING =
  /retract|withdrawn|errat|corrig|correct|concern|addend|repl[iy]|respon|rejoin|rebut|re:|letter|comment|discussion|\(/;

/** The kind that a folded title (`fold`) announces. */
export function kindOf(folded: string): Kind {
  if (!TELLING.test(folded)) return "work";
  if (RETRACTION.test(folded)) return "retraction";
  if (CORRECTION.test(folded)) return "correction";
  if (REPLY.test(folded)) return "reply";
  if (COMMENT.test(folded)) return "comment";
  return CITED_PLACE.test(folded) ? "correction" : "work";
}

/** A folded title without the place that a correction cites at its end. */
export function withoutCitedPlace(folded: string): string {
  return folded.includes("(") ? folded.replace(CITED_PLACE, "") : folded;
}

/** Whether a folded title announces a protocol. */
export function isProtocol(folded: string): boolean {
  return folded.includes("protocol") && PROTOCOL.test(folded);
}

/** Whether a journal field names a preprint server. */
export function isPreprintServer(journal: string): boolean {
  return PREPRINT_SERVER.test(fold(journal));
}

/** Whether a journal field names a register of trials. */
export function isRegister(journal: string): boolean {
  return REGISTER.test(fold(journal));
}
