import { type CarriedDecision, type CarriedMeaning, listedIn, stageOf } from "./decision.ts";

const CODE = "eppi.code ";
const FLAG_NAMES = ["eppi.flag", "I/E/D/S flag", "I/E flag", "Item status", "ItemStatus"] as const;

/** "EXCLUDE on population" and "INCLUDE on title & abstract": how EPPI-Reviewer's screening tools name their codes. */
function meaningOfCode(code: string): CarriedMeaning | undefined {
  if (/^\s*exclude\b/i.test(code)) return "exclude";
  if (/^\s*(?:include\b|retain\b|marker paper\b)/i.test(code)) return "include";
  return /^\s*(?:maybe|unsure|unclear|second opinion)\b/i.test(code) ? "maybe" : undefined;
}

/** What an exclusion code says beyond the exclusion: "EXCLUDE on population" gives "population". */
function reasonOfCode(code: string): string | undefined {
  const text = code.replace(/^\s*exclude[ds]?\s*(?:on|:|-|because of)?\s*/i, "").trim();
  return text === "" || /^(?:title|abstract|t&a|full[\s-]*text)/i.test(text) ? undefined : text;
}

/** EPPI-Reviewer's completed codes of a screening tool, else the item's flag (I or E); both name no reviewer. */
export function eppiDecisions(labels: Readonly<Record<string, string>>): CarriedDecision[] {
  const found: CarriedDecision[] = [];
  for (const [name, codes] of Object.entries(labels)) {
    if (!name.startsWith(CODE)) continue;
    const set = name.slice(CODE.length);
    for (const code of listedIn(codes, /\n/)) {
      const suggests = meaningOfCode(code);
      if (suggests === undefined) continue;
      const reason = suggests === "exclude" ? reasonOfCode(code) : undefined;
      const note = labels[`eppi.note ${set}: ${code}`];
      found.push({
        tool: "eppi-reviewer",
        reviewer: "",
        stage: stageOf(set) ?? stageOf(code),
        word: `${set}: ${code}`,
        suggests,
        reasons: reason === undefined ? [] : [reason],
        labels: [],
        notes: note === undefined ? [] : [note],
      });
    }
  }
  if (found.length > 0) return found;
  const flag = FLAG_NAMES.map((name) => labels[name]?.trim()).find((text) => text !== undefined);
  if (flag === undefined || !/^(?:i|e|included?|excluded?)$/i.test(flag)) return [];
  return [
    {
      tool: "eppi-reviewer",
      reviewer: "",
      stage: undefined,
      word: flag,
      suggests: /^i/i.test(flag) ? "include" : "exclude",
      reasons: [],
      labels: [],
      notes: [],
    },
  ];
}
