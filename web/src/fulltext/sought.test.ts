import { expect, test } from "vitest";
import type { RetrievalEntry, SoughtReport } from "@chartroom/core/fulltext";
import { exclusionReasonSchema } from "@chartroom/core/protocol";
import { soughtReport } from "./sought.ts";

const REASONS = [
  exclusionReasonSchema.parse({ code: "off", label: "Not on the topic", stages: ["full_text"] }),
];
const step = (name: RetrievalEntry["step"]): RetrievalEntry => ({
  fact: name,
  at: "",
  actor: "p",
  step: name,
  route: "",
  date: "",
  note: "",
});
const report = (more: Partial<SoughtReport>): SoughtReport => ({
  citation: "c",
  title: "T",
  authors: "Example A",
  year: 2024,
  doi: undefined,
  state: "open",
  reason: null,
  log: [],
  ...more,
});

test("while a report waits, the last step of getting it is told; a note is no step", () => {
  expect(soughtReport(report({}), "r", REASONS).words).toBe("To be read");
  expect(soughtReport(report({ log: [step("requested")] }), "r", REASONS).words).toBe("Requested");
  expect(
    soughtReport(report({ log: [step("requested"), step("received"), step("note")] }), "r", REASONS).words,
  ).toBe("Received, to be read");
});

test("an outcome goes before the log, and says its reason", () => {
  const out = soughtReport(
    report({ state: "exclude", reason: "off", log: [step("received")] }),
    "r",
    REASONS,
  );
  expect(out).toMatchObject({
    group: "exclude",
    tone: "exclude",
    words: "Excluded: Not on the topic",
    about: "Example A · 2024",
  });
  expect(soughtReport(report({ state: "include" }), "r", REASONS)).toMatchObject({
    group: "include",
    words: "Included",
  });
});

test("a state that is not known is to be read, and a title that is not given is said", () => {
  expect(soughtReport(report({ state: "recast", title: "", year: undefined }), "r", REASONS)).toMatchObject({
    group: "open",
    title: "Untitled",
    about: "Example A",
  });
});
