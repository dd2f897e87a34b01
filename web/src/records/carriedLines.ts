import type { CarryingTool } from "@chartroom/core/references";
import type { CarriedView } from "@chartroom/core/screening";

const STAGES = { title_abstract: "at title and abstract", full_text: "at full text" } as const;

/** A record's decisions of another tool in sentences, and every label by its own name. */
export function carriedLines({ decisions, labels }: Pick<CarriedView, "decisions" | "labels">): {
  decisions: { key: string; tool: CarryingTool; words: string; note: string }[];
  others: { name: string; value: string }[];
} {
  return {
    decisions: decisions.map(({ tool, reviewer, stage, word, reasons, labels: tags, notes }, at) => ({
      key: `${at} ${reviewer}`,
      tool,
      words: [
        `${reviewer === "" ? "Somebody" : reviewer}: ${word}`,
        ...(stage === undefined ? [] : [STAGES[stage]]),
        ...(reasons.length === 0 ? [] : [`because of ${reasons.join(", ")}`]),
      ].join(", "),
      note: [...tags.map((tag) => `#${tag}`), ...notes].join(" · "),
    })),
    others: Object.entries(labels).map(([name, value]) => ({ name, value })),
  };
}
