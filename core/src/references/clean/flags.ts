import type { Flag } from "../reference.ts";

/** What a source says about a record's standing. */
export interface FlagSource {
  title?: string | undefined;
  /** Publication types: `Retracted Publication`, `Published Erratum`, … */
  types?: readonly string[] | undefined;
  /**
   * Links to other publications. `kind` is MEDLINE's tag (RIN), PubMed's RefType (RetractionIn) or Crossref's
   * update type seen from the updated work (`retraction`); `text` is what the link says.
   */
  links?: readonly { kind: string; text: string }[] | undefined;
}

const BY_TYPE: readonly (readonly [RegExp, Flag["kind"]])[] = [
  [/^retracted (?:publication|article)\b|^retracted$/i, "retracted"],
  [/^retraction of publication\b|^retraction(?: notice)?$/i, "retraction-notice"],
  [/^(?:published erratum|erratum|corrigendum|correction)\b/i, "correction-notice"],
  [/^expression of concern\b/i, "expression-of-concern"],
];

// NLM's comments and corrections (https://www.nlm.nih.gov/bsd/mms/medlineelements.html) and Crossref's updates
const BY_LINK: Readonly<Record<string, Flag["kind"]>> = {
  rin: "retracted",
  retractionin: "retracted",
  retractedandrepublishedin: "retracted",
  rpi: "retracted",
  retraction: "retracted",
  withdrawal: "retracted",
  removal: "retracted",
  rof: "retraction-notice",
  retractionof: "retraction-notice",
  ein: "corrected",
  erratumin: "corrected",
  cri: "corrected",
  correctedandrepublishedin: "corrected",
  erratum: "corrected",
  correction: "corrected",
  corrigendum: "corrected",
  efr: "correction-notice",
  erratumfor: "correction-notice",
  eci: "expression-of-concern",
  expressionofconcernin: "expression-of-concern",
  expressionofconcern: "expression-of-concern",
};

// Only the marks that publishers set: "Retracted papers in oncology" and "Retraction of the eyelid" are
// titles of ordinary articles.
const BY_TITLE: readonly (readonly [RegExp, Flag["kind"]])[] = [
  [
    /^\W*(?:RETRACTED\b(?! (?:PAPERS|ARTICLES|PUBLICATIONS)\b)|retracted(?: article| paper| chapter)?\s*[:\]\u2013\u2014-])/u,
    "retracted",
  ],
  [
    /^\W*(?:Retracted(?: [Aa]rticle| [Pp]aper| [Cc]hapter)?\s*[:\]\u2013\u2014-]|WITHDRAWN\s*[:\]])/u,
    "retracted",
  ],
  [/\(retracted (?:article|paper)\b/i, "retracted"],
  [/^\W*retraction(?: of)?\s*[:"\u201c\u2018'\u2013\u2014\]]/iu, "retraction-notice"],
  [
    /^\W*(?:retraction (?:note|notice|statement)\b|notice of retraction\b|statement of retraction\b)/i,
    "retraction-notice",
  ],
  [/^\W*retraction of (?:vol|article|paper)\b|\(retraction of vol\b/i, "retraction-notice"],
  [
    /^\W*(?:author |publisher(?:'s|\u2019s)? )?(?:correction|corrigendum|erratum|addendum)(?: (?:to|for|in|on|and \w+ to)\b| ?[:\u2013\u2014"\u201c\]])/iu,
    "correction-notice",
  ],
  [/^\W*(?:editorial )?expression of concern\b|^\W*editorial note of concern\b/i, "expression-of-concern"],
];

/** Retractions, corrections and expressions of concern that the source itself states; each kind once. */
export function flagsFrom(source: FlagSource): Flag[] {
  const flags = new Map<Flag["kind"], Flag>();
  const add = (kind: Flag["kind"], basis: string): void => {
    if (!flags.has(kind)) flags.set(kind, { kind, basis });
  };
  for (const link of source.links ?? []) {
    const kind = BY_LINK[link.kind.toLowerCase().replace(/[^a-z]/g, "")];
    if (kind !== undefined) add(kind, `${link.kind}: ${link.text}`.trim());
  }
  for (const type of source.types ?? []) {
    for (const [pattern, kind] of BY_TYPE)
      if (pattern.test(type.trim())) add(kind, `publication type: ${type.trim()}`);
  }
  const title = source.title;
  if (title !== undefined && MARKED.test(title)) {
    for (const [pattern, kind] of BY_TITLE) if (pattern.test(title)) add(kind, "title");
  }
  return [...flags.values()];
}

const MARKED = /retract|withdrawn|correct|corrigend|errat|addend|concern/i;
