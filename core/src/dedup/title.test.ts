import { describe, expect, it } from "vitest";
import { spelled } from "./spelling.ts";
import { fold } from "./text.ts";
import { titleOf, titleWords } from "./title.ts";

function words(raw: string): string {
  return titleWords(titleOf(fold(raw)).forms[0] ?? "")
    .map(spelled)
    .join(" ");
}

describe("titleOf", () => {
  it.each([
    ["Randomised trials in haematology", "Randomized trial in hematology"],
    ["TNF-&amp;alpha; blockade in the elderly", "TNF-α blockade in the elderly"],
    ["Uptake of <i>E. coli</i> by H<sub>2</sub>O", "Uptake of E. coli by H2O"],
    ["Walking aids after stroke [Review]", "Walking aids after stroke"],
    ["Walking aids after stroke. LA: Chi", "Walking aids after stroke"],
    ["Erratum: Walking aids after stroke (vol 142, pg 310, 2003)", "Walking aids after stroke"],
    ["Walking aids after stroke*", "Walking aids after stroke1"],
    ["Über die Höhe der Bäume", "Uber die Hohe der Baume"],
  ])("lets %j meet %j", (a, b) => {
    expect(words(a)).toBe(words(b));
  });

  it("keeps both halves of a title and its translation", () => {
    const { forms, translated } = titleOf(
      fold("Gehhilfen nach dem Schlaganfall im Alter [Walking aids after stroke in old age]"),
    );
    expect(translated).toBe(true);
    expect(forms).toContain("walking aids after stroke in old age");
    expect(forms).toContain("gehhilfen nach dem schlaganfall im alter");
  });

  it("keeps a closing label apart from an article", () => {
    expect(words("Sleep and memory: case A")).not.toBe(words("Sleep and memory: case B"));
  });

  it("keeps a title that is all note", () => {
    expect(words("Editorial")).toBe("editorial");
  });
});
