import { describe, expect, it } from "vitest";
import { abstractOverlap, abstractPrint } from "./abstract.ts";

const WALK =
  "Background: walking aids are often prescribed after stroke although their influence upon recovery remains uncertain. Methods: thirty patients walked twelve metres under three conditions while sensors recorded cadence.";
const SLEEP =
  "We asked whether shorter nights impair declarative memory among adolescents attending boarding schools during examinations, measuring actigraphy alongside vocabulary learning across several consecutive school weeks.";

describe("abstractPrint", () => {
  it("is the same for plain text and for text that has to be folded", () => {
    expect(abstractPrint(`${WALK} &amp; more`).length).toBeGreaterThan(12);
    const accented = abstractOverlap(
      abstractPrint(WALK),
      abstractPrint(WALK.replace("Background", "Bàckground")),
    );
    expect(accented).toBe(1);
  });

  it("finds a cut abstract in the whole, and two texts apart", () => {
    expect(abstractOverlap(abstractPrint(WALK), abstractPrint(WALK.slice(0, 150)))).toBe(1);
    expect(abstractOverlap(abstractPrint(WALK), abstractPrint(SLEEP))).toBeLessThan(0.2);
  });

  it("says nothing of a missing or very short abstract", () => {
    expect(abstractOverlap(abstractPrint(WALK), abstractPrint("No abstract."))).toBeUndefined();
  });
});
