import { stringify } from "yaml";
import { z } from "zod";
import { UserError } from "../base/error.ts";
import { readYaml, schemaFault } from "../charting/index.ts";

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const oneOrMany = z.union([scalar.transform((each) => [each]), z.array(scalar)]);

/** A condition on one dimension: options by value or label, or a span of years or numbers, ends included. */
export const conditionSchema = z.strictObject({
  field: z.string(),
  anyOf: oneOrMany.optional(),
  noneOf: oneOrMany.optional(),
  from: z.number().optional(),
  to: z.number().optional(),
});
export type Condition = z.infer<typeof conditionSchema>;

/**
 * What a statement claims about a share: `most` above a half, `few` at most a quarter, `some` at least one,
 * `all`, `none`, `count` (with `atLeast`, `atMost`), `rises` (a greater share from the year `since` on than
 * before it). `limit` sets another share for most and few.
 */
export const QUANTIFIERS = ["all", "most", "some", "few", "none", "count", "rises"] as const;
export type Quantifier = (typeof QUANTIFIERS)[number];

export const tallySchema = z
  .strictObject({
    ...conditionSchema.shape,
    /** Ends the sentence "Of 38 studies, 3 (8 %) …". */
    says: z.string(),
    /** Only studies that meet all of these are counted. */
    among: z.array(conditionSchema).default([]),
    quantifier: z.enum(QUANTIFIERS),
    limit: z.number().min(0).max(1).optional(),
    atLeast: z.number().int().optional(),
    atMost: z.number().int().optional(),
    since: z.number().int().optional(),
    /** `all` and `none` may be wrong in a few studies and then hold in part; `strict` forbids it. */
    strict: z.boolean().default(false),
  })
  .refine((tally) => tally.quantifier !== "rises" || tally.since !== undefined, {
    message: "rises needs the year `since`",
    path: ["quantifier"],
  })
  .refine(
    (tally) => tally.quantifier !== "count" || tally.atLeast !== undefined || tally.atMost !== undefined,
    {
      message: "count needs atLeast or atMost",
      path: ["quantifier"],
    },
  );
export type TallyDefinition = z.infer<typeof tallySchema>;

/** A statement of a published review and how to test it on one's own studies. */
export const findingSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_-]*$/),
  statement: z.string(),
  tallies: z.array(tallySchema).min(1),
  /** Studies that must be seen beside the count: by id, DOI, label or title. */
  exceptions: z.array(scalar).default([]),
  /** Fields whose words are shown for the exceptions. */
  show: z.array(z.string()).default([]),
  /** What to keep in mind when reading the verdict; printed with it. */
  caution: z.string().default(""),
});
export type Finding = z.infer<typeof findingSchema>;

/** A file of findings of one published review. */
export const findingsSchema = z.strictObject({
  review: z.string(),
  source: z.string(),
  findings: z.array(findingSchema).min(1),
});
export type Findings = z.infer<typeof findingsSchema>;

/** Reads a file of findings from YAML; a fault throws `findings.yaml`, `findings.shape` or `findings.twice`. */
export function parseFindings(text: string, file = "findings.yaml"): Findings {
  const source = readYaml(text, file, "findings");
  const parsed = findingsSchema.safeParse(source.content);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    if (issue === undefined)
      throw new UserError("findings.shape", `${file} holds no findings`, { place: { file } });
    const hint = `A tally names field, anyOf or noneOf, says and a quantifier: ${QUANTIFIERS.join(", ")}.`;
    throw schemaFault(source, "findings.shape", issue, hint);
  }
  const ids = parsed.data.findings.map(({ id }) => id);
  const twice = ids.findIndex((id, at) => ids.indexOf(id) < at);
  if (twice >= 0) {
    const line = source.lineOf(["findings", twice, "id"]);
    const message = `${file}, line ${line}: the id "${ids[twice] ?? ""}" stands twice`;
    throw new UserError("findings.twice", message, {
      place: { file, line },
      hint: "Give each finding its own.",
    });
  }
  return parsed.data;
}

/** Writes findings as the YAML that `parseFindings` reads. */
export function printFindings(findings: Findings): string {
  return stringify(findings, { lineWidth: 100 });
}
