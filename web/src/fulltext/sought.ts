import type { SoughtReport } from "@chartroom/core/fulltext";
import type { ExclusionReason } from "@chartroom/core/protocol";
import { citationHref, reasonWords } from "../records/fromServer.ts";
import type { IconName } from "../ui/Icon.tsx";

/** Where sought reports can stand, in the order of their life. */
export const SOUGHT_GROUPS = [
  { id: "open", words: "To be read" },
  { id: "not_retrieved", words: "Not retrieved" },
  { id: "exclude", words: "Excluded" },
  { id: "ongoing", words: "Ongoing" },
  { id: "awaiting_classification", words: "Awaiting classification" },
  { id: "include", words: "Included" },
] as const;
export type SoughtGroup = (typeof SOUGHT_GROUPS)[number]["id"];

/** A sought report in words. */
export interface Sought extends Pick<SoughtReport, "citation" | "doi" | "log"> {
  href: string;
  title: string;
  about: string;
  group: SoughtGroup;
  words: string;
  tone: "include" | "exclude" | "maybe" | "soft";
  icon: IconName;
}

function groupOf(state: string): SoughtGroup {
  return SOUGHT_GROUPS.find(({ id }) => id === state)?.id ?? "open";
}

const LOOKS: Readonly<Record<SoughtGroup, Pick<Sought, "tone" | "icon">>> = {
  open: { tone: "soft", icon: "open" },
  not_retrieved: { tone: "exclude", icon: "exclude" },
  exclude: { tone: "exclude", icon: "exclude" },
  ongoing: { tone: "maybe", icon: "maybe" },
  awaiting_classification: { tone: "maybe", icon: "maybe" },
  include: { tone: "include", icon: "include" },
};

/** Where a report stands; while it waits, the last step of getting it says more. */
export function soughtReport(
  report: SoughtReport,
  review: string,
  reasons: readonly ExclusionReason[],
): Sought {
  const { citation, doi, log, title, authors, year, reason } = report;
  const group = groupOf(report.state);
  const last = log.findLast(({ step }) => step !== "note")?.step;
  const label = SOUGHT_GROUPS.find(({ id }) => id === group)?.words ?? "";
  const waiting =
    last === "requested"
      ? "Requested"
      : last === "received"
        ? "Received, to be read"
        : last === "unavailable"
          ? "Not available so far"
          : label;
  return {
    citation,
    doi,
    log,
    href: citationHref(review, citation),
    title: title === "" ? "Untitled" : title,
    about: [authors, year].filter((part) => part !== undefined && part !== "").join(" · "),
    group,
    words: group === "open" ? waiting : reason === null ? label : `${label}: ${reasonWords(reason, reasons)}`,
    ...LOOKS[group],
  };
}
