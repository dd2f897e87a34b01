import type { Counts, Status } from "@chartroom/core/flow";
import type { PilotView, Progress } from "@chartroom/core/screening";
import type { RailEntry, RailState } from "../ui/Rail.tsx";
import { count, counted } from "../ui/number.ts";

/** What the rail needs to know of the review, through this person's eyes. */
export interface RailFacts {
  review: string;
  status: Status;
  protocol: boolean;
  maybes: number;
  stages: readonly (Progress & { conflicts: number })[];
  pilots: readonly Pick<PilotView, "state" | "mineLeft" | "finished">[];
  chartsLeft: number | undefined;
}

interface Place {
  id: string;
  label: string;
  /** Whether it can be worked in, whether it is finished, what is left for this person. */
  reached: boolean;
  done: boolean;
  left?: string | undefined;
  waitsFor?: string | undefined;
  /** May be passed over: it is never what is next. */
  optional?: boolean;
}

const leftWords = (n: number) => (n > 0 ? `${count(n)} left` : undefined);

function places({ status, protocol, maybes, stages, pilots, chartsLeft }: RailFacts): Place[] {
  const counts: Counts = status.counts;
  const [titles, texts] = stages;
  const round = pilots.find(({ state }) => state === "open");
  const conflicts = stages.reduce((sum, stage) => sum + stage.conflicts, 0);
  const imported = counts.identified > 0;
  const sought = counts.sought > 0;
  const included = counts.reportsIncluded > 0;
  return [
    { id: "protocol", label: "Protocol", reached: true, done: protocol },
    {
      id: "records",
      label: "Records",
      reached: true,
      done: imported,
      left: imported ? count(counts.identified - counts.duplicates) : undefined,
    },
    {
      id: "duplicates",
      label: "Duplicates",
      reached: imported,
      done: imported && status.stage !== "deduplicate" && maybes === 0,
      left: maybes > 0 ? counted(maybes, "pair") : undefined,
      waitsFor: "after the import",
    },
    {
      id: "pilot",
      label: "Pilot",
      reached: imported,
      done: pilots.length > 0 && round === undefined,
      left: round?.finished === true ? "all done" : leftWords(round?.mineLeft ?? 0),
      waitsFor: "after the import",
      optional: round === undefined,
    },
    {
      id: "screen",
      label: "Screen",
      reached: imported,
      done: imported && counts.inProgress === 0,
      left: leftWords(titles?.left ?? 0),
      waitsFor: "after the import",
    },
    {
      id: "conflicts",
      label: "Conflicts",
      reached: imported,
      done: imported && conflicts === 0 && counts.inProgress === 0,
      left: conflicts > 0 ? count(conflicts) : undefined,
      waitsFor: "after screening",
    },
    {
      id: "fulltext",
      label: "Full text",
      reached: sought,
      done: sought && counts.fullTextInProgress === 0,
      left: leftWords(texts?.left ?? 0),
      waitsFor: "after screening",
    },
    {
      id: "charting",
      label: "Charting",
      reached: included,
      done: chartsLeft === 0,
      left: leftWords(chartsLeft ?? 0),
      waitsFor: "after full text",
    },
    {
      id: "map",
      label: "Map",
      reached: included && chartsLeft !== undefined,
      done: chartsLeft === 0,
      waitsFor: "after charting",
    },
    { id: "report", label: "Report", reached: imported, done: false, waitsFor: "after the import" },
  ];
}

/** The rail: the life of the review in its order; the first place that is reached and not done is next. */
export function railEntries(facts: RailFacts): RailEntry[] {
  const all = places(facts);
  const nextId = all.find((place) => place.reached && !place.done && place.optional !== true)?.id;
  const href = (id: string) => `/r/${facts.review}/${id}`;
  const stateOf = (place: Place): RailState => {
    if (place.done) return "done";
    if (!place.reached) return "blocked";
    return place.id === nextId ? "next" : "open";
  };
  return [
    { id: "overview", label: "Overview", href: `/r/${facts.review}/`, state: "open" },
    ...all.map((place) => ({
      id: place.id,
      label: place.label,
      href: href(place.id),
      state: stateOf(place),
      left: place.left,
      waitsFor: place.reached ? undefined : place.waitsFor,
    })),
    { id: "log", label: "Log", href: href("log"), state: "open" },
    { id: "team", label: "Team", href: href("team"), state: "open" },
  ];
}
