import { describe, expect, it } from "vitest";
import { REPORT_TEXTS } from "@chartroom/core/reporting";
import { checklistOf } from "./fromServer.ts";
import { PARTS } from "./parts.ts";

const item = (number: number, missing?: string) => ({
  item: number,
  part: "Part",
  title: `Title ${number}`,
  asks: "Asks.",
  answeredIn: ["x"],
  ...(missing !== undefined && { missing }),
});

describe("checklistOf", () => {
  it("gives each of the 22 items exactly one place that fills it", () => {
    const items = checklistOf(
      "R",
      Array.from({ length: 22 }, (_, at) => item(at + 1)),
    );
    for (const one of items)
      expect([one.href, one.text].filter((place) => place !== undefined)).toHaveLength(1);
    expect(items.every(({ state }) => state === "filled")).toBe(true);
  });
  it("says what is missing and leads to the text that fills it", () => {
    const [one] = checklistOf("R", [item(21, "The conclusions are not written.")]);
    expect(one).toMatchObject({
      state: "missing",
      words: "The conclusions are not written.",
      text: "conclusions",
    });
  });
  it("leads to the protocol for the review's own funding and to the text for that of the sources", () => {
    expect(checklistOf("R", [item(22, "The review's funding is not stated.")])[0]).toMatchObject({
      href: "/r/R/protocol",
    });
    expect(checklistOf("R", [item(22, "The funding of the sources is not stated.")])[0]).toMatchObject({
      text: "sourcesFunding",
    });
  });
});

describe("PARTS", () => {
  it("offers every text of the report once", () => {
    expect(PARTS.map(({ id }) => id).sort()).toEqual([...REPORT_TEXTS].sort());
  });
});
