import { describe, expect, it } from "vitest";
import { workedExample } from "../../flow/testing.ts";
import { exampleInput } from "../testing.ts";
import { recordedLimitations } from "./discussion.ts";

describe("recordedLimitations", () => {
  it("lists what the record shows, over both columns", () => {
    expect(recordedLimitations(exampleInput())).toEqual([
      "Records left unscreened when screening was stopped: 41.",
      "Records whose screening is not finished: 20.",
      "Reports that could not be retrieved: 12.",
      "Reports whose assessment is not finished: 4.",
      "Reports awaiting classification: 2.",
      "Records excluded without a human vote: 188.",
      "Open disagreements at full text: 2.",
      "Studies charted by one person where the protocol asks for two: 9.",
      "No peer review of the search is recorded.",
    ]);
  });

  it("is empty where nothing limits, and names sums that fail", () => {
    const input = exampleInput();
    input.flow = {
      databases: {
        ...workedExample(),
        notRetrieved: 0,
        sought: 40,
        screened: 240,
        identified: 310,
        identifiedBySource: { PubMed: 310 },
      },
    };
    input.searchNotes = { peerReview: "By a librarian" };
    input.stages.full_text.settled = input.stages.full_text.conflicts;
    input.charting.doubleCharted = input.charting.studies;
    expect(recordedLimitations(input)).toEqual([]);
    input.flow.databases.assessed = 39;
    expect(recordedLimitations(input)).toEqual([
      "The counts do not add up. Databases and registers: assessed is 39, but sought - not retrieved - in progress make 40.",
    ]);
  });
});
