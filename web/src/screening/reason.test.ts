import { criterionSchema, exclusionReasonSchema } from "@chartroom/core/protocol";
import { expect, test } from "vitest";
import { proposedReason, reasonsAt } from "./reason.ts";

const criterion = (id: string) => criterionSchema.parse({ id, element: "concept", include: "any" });
const reason = (code: string, more: object = {}) =>
  exclusionReasonSchema.parse({ code, label: code, ...more });

const criteria = [criterion("population"), criterion("concept"), criterion("source")];
const reasons = [
  reason("review", { criterion: "source" }),
  reason("topic", { criterion: "concept" }),
  reason("no-text", { stages: ["full_text"] }),
];

test("the first failed criterion in the protocol's order proposes its reason", () => {
  expect(proposedReason(criteria, reasons, { source: "failed", concept: "failed" })?.code).toBe("topic");
});

test("a failed criterion without a reason leaves the proposal to the next", () => {
  expect(proposedReason(criteria, reasons, { population: "failed", source: "failed" })?.code).toBe("review");
});

test("nothing failed, nothing proposed", () => {
  expect(proposedReason(criteria, reasons, { concept: "met" })).toBeUndefined();
});

test("a stage has its own reasons, numbered without gaps", () => {
  expect(reasonsAt(reasons, "title_abstract").map(({ code }) => code)).toEqual(["review", "topic"]);
  expect(reasonsAt(reasons, "full_text").map(({ code }) => code)).toEqual(["review", "topic", "no-text"]);
});
