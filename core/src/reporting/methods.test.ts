import { describe, expect, it } from "vitest";
import {
  chartingSentences,
  dedupSentences,
  machineSentences,
  protocolSentences,
  searchSentences,
  stageSentences,
} from "./methods.ts";
import { exampleInput } from "./testing.ts";

describe("methods text", () => {
  it("tells how titles and abstracts were really screened", () => {
    expect(stageSentences(exampleInput(), "title_abstract")).toEqual([
      "Each record was screened independently by two reviewers out of a team of 3, who could not see each other's decisions before both had been made.",
      "Disagreements (96) were settled by an adjudicator who had not voted on them.",
      "Pilot round 1 of 25 reached 68 % agreement, less than the 75 % that were asked for. The review went on because: the criteria were reworded together.",
      "Pilot round 2 of 25 reached 88 % agreement (at least 75 % were asked for).",
      "Records were shown by a classifier that learnt from each reviewer's own decisions.",
      "Screening was stopped after 2,500 of 2,561 records by the rule “hypergeometric test at 95 % recall” (Callaghan and Müller-Hansen 2020).",
      "The rule puts recall at 95 % or more with p < 0.05.",
    ]);
  });

  it("changes with each setting", () => {
    const input = exampleInput();
    const stage = input.stages.full_text;
    const text = () => stageSentences(input, "full_text").join(" ");
    expect(text()).toContain("settled by consensus of those who had voted; 2 are still open");
    expect(text()).toContain("Each exclusion needed a reason");
    stage.rules = { ...stage.rules, votesNeeded: 1, reasonRequired: false };
    expect(text()).toBe("Full texts were screened by one reviewer each out of a team of 2.");
    stage.rules = { ...stage.rules, votesNeeded: 3, maybeAgainstExclude: "forward" };
    stage.conflicts = 0;
    stage.blinded = false;
    expect(text()).toBe(
      "Each report was screened by three reviewers, who could see each other's decisions. Disagreements were to be settled by consensus of those who had voted; there were none. “Maybe” against “exclude” went forward.",
    );
  });

  it("claims no independence for votes of another tool that nobody vouched for", () => {
    const input = exampleInput();
    const stage = input.stages.title_abstract;
    const [voters, adopted, more] = (() => {
      stage.adopted = { votes: 40, of: 100, independent: 0, tools: ["Rayyan"] };
      return stageSentences(input, "title_abstract");
    })();
    expect(voters).toBe(
      "Each record was screened by two reviewers out of a team of 3; votes cast in Chartroom were cast before anybody else's could be seen.",
    );
    expect(adopted).toBe("Of 100 votes, 40 were made before in Rayyan and adopted from its export.");
    expect(more).toBe(
      "Whether these were made independently is not known, and the agreement figures leave them out.",
    );
    stage.adopted = { votes: 40, of: 100, independent: 40, tools: ["ASReview", "Rayyan"] };
    const text = stageSentences(input, "title_abstract").join(" ");
    expect(text).toContain("screened independently by two reviewers");
    expect(text).toContain(
      "made before in ASReview and Rayyan and adopted from their exports. For all of these",
    );
    stage.adopted = { votes: 40, of: 100, independent: 30, tools: ["Rayyan"] };
    expect(stageSentences(input, "title_abstract").join(" ")).toContain(
      "For 30 of these, the review's lead stated that the tool had hidden each reviewer's decisions from the others; they are part of the agreement figures. Whether the other 10 were made independently is not known",
    );
  });

  it("counts searches without withdrawn runs", () => {
    expect(searchSentences(exampleInput())).toEqual([
      "Four sources were searched between 12 October 2025 and 14 October 2025: PubMed, Embase, Scopus and ClinicalTrials.gov.",
      "The 4 searches delivered 4,218 records.",
      "One run was withdrawn, and counts nowhere.",
      "Every search text is printed word for word in the appendix.",
    ]);
    expect(searchSentences({ ...exampleInput(), runs: [] })).toEqual(["No search is recorded."]);
  });

  it("tells of protocol, duplicates and charting", () => {
    expect(protocolSentences(exampleInput()).join(" ")).toContain("It was amended once");
    expect(protocolSentences({ ...exampleInput(), amendments: [] })).toContain("It was not amended.");
    expect(dedupSentences(exampleInput())[1]).toBe(
      "Of 4,218 records, 1,630 were duplicates (1,592 joined by rule, 38 by a person), which left 2,588 citations.",
    );
    expect(chartingSentences(exampleInput())[1]).toBe(
      "Two chartists charted independently of each other; this was done for 100 of 109 studies.",
    );
  });

  it("never calls a review free of machines that was not", () => {
    const input = exampleInput();
    expect(machineSentences(input)[0]).toBe(
      "Machines voted under one rule of the protocol, each signed beforehand.",
    );
    input.protocol.machineRules = [];
    expect(machineSentences(input)[0]).toBe(
      "Machines voted, but the protocol holds no signed rule that lets them.",
    );
    input.flow.databases.excluded.automation = 0;
    expect(machineSentences(input)[0]).toMatch(/^No machine decided anything/);
    input.machineUse = [];
    expect(machineSentences(input)).toEqual([
      "No language model and no other generative system took part in this review.",
    ]);
  });
});
