import { expect, it } from "vitest";
import { carriedLines } from "./carriedLines.ts";

it("tells each decision with its reviewer, stage and reasons, and keeps every label", () => {
  const decision = { labels: ["pilot"], notes: ["only mice"], suggests: "exclude" as const };
  expect(
    carriedLines({
      decisions: [
        {
          tool: "rayyan",
          reviewer: "Ana",
          stage: undefined,
          word: "Excluded",
          reasons: ["a", "b"],
          ...decision,
        },
        {
          tool: "covidence",
          reviewer: "",
          stage: "full_text",
          word: "Exclusion reason",
          reasons: [],
          ...decision,
        },
      ],
      labels: { "rayyan.labels": "pilot" },
    }),
  ).toEqual({
    decisions: [
      { key: "0 Ana", tool: "rayyan", words: "Ana: Excluded, because of a, b", note: "#pilot · only mice" },
      {
        key: "1 ",
        tool: "covidence",
        words: "Somebody: Exclusion reason, at full text",
        note: "#pilot · only mice",
      },
    ],
    others: [{ name: "rayyan.labels", value: "pilot" }],
  });
});
