import { describe, expect, it } from "vitest";
import { exampleInput } from "./testing.ts";
import { characteristicFields, evidenceText, valueText } from "./value.ts";

const { form, studies } = exampleInput();
const values = studies[0]?.values ?? {};
const field = (id: string) => {
  const found = form.sections.flatMap((section) => section.fields).find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

describe("valueText", () => {
  it.each([
    ["country", "Spain"],
    ["design", "Other: Diary study"],
    ["nurses", "12 people"],
    ["consent", "Unclear"],
    [
      "outcomes",
      "Outcome: Length of handover; Minutes: 11.5 | Outcome: Items asked again; Minutes: Not reported",
    ],
  ])("%s", (id, expected) => {
    expect(valueText(field(id), values[id])).toBe(expected);
  });

  it("tells an absent value from one that is not reported", () => {
    expect(valueText(field("country"), undefined)).toBe("–");
    expect(valueText(field("country"), { kind: "not_reported" })).toBe("Not reported");
    expect(valueText(field("outcomes"), { kind: "not_reported" })).toBe("Not reported");
    expect(valueText(field("design"), { kind: "choice", choice: "trial" })).toBe("Randomised trial");
    expect(valueText(field("design"), { kind: "choice", choice: "gone" })).toBe("gone");
  });
});

describe("evidenceText", () => {
  it("gives place and words, or whichever there is", () => {
    expect(evidenceText({ page: 4, place: "Table 2", quote: "so" })).toBe("p. 4, Table 2: “so”");
    expect(evidenceText({ quote: "so" })).toBe("“so”");
    expect(evidenceText({ page: 4 })).toBe("p. 4");
    expect(evidenceText(undefined)).toBe("");
  });
});

describe("characteristicFields", () => {
  it("takes the fields asked for in that order, else short ones", () => {
    const ids = (wanted?: string[]) => characteristicFields(form, wanted).map((one) => one.id);
    expect(ids(["nurses", "country", "unknown"])).toEqual(["nurses", "country"]);
    expect(ids()).toEqual(["country", "design", "nurses", "consent"]);
  });
});
