import { describe, expect, test } from "vitest";
import { sectionsOf } from "./abstract.ts";

describe("sectionsOf", () => {
  test("splits at headings in capitals", () => {
    expect(
      sectionsOf("BACKGROUND: Reports vary. METHODS: Two people read them. RESULTS: They agreed."),
    ).toEqual([
      { heading: "BACKGROUND", text: "Reports vary." },
      { heading: "METHODS", text: "Two people read them." },
      { heading: "RESULTS", text: "They agreed." },
    ]);
  });

  test("splits at known headings in lower case, also on new lines", () => {
    expect(sectionsOf("Purpose: To see.\nMaterials and methods: We looked.\nConclusion: We saw.")).toEqual([
      { heading: "Purpose", text: "To see." },
      { heading: "Materials and methods", text: "We looked." },
      { heading: "Conclusion", text: "We saw." },
    ]);
  });

  test("keeps what stands before the first heading", () => {
    expect(sectionsOf("Invented for a test. OBJECTIVE: To try.")).toEqual([
      { text: "Invented for a test." },
      { heading: "OBJECTIVE", text: "To try." },
    ]);
  });

  test.each(["No headings at all: just a colon.", "The ratio was 1:2 and the RESULTS were good: better."])(
    "leaves running text whole: %s",
    (text) => {
      expect(sectionsOf(text)).toEqual([{ text }]);
    },
  );

  test("an empty abstract has no sections", () => {
    expect(sectionsOf("  ")).toEqual([]);
  });
});
