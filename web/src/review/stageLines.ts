import { namesOf } from "../screening/awaited.ts";
import { count, counted, percent } from "../ui/number.ts";
import {
  chartsDiffering,
  chartsLeft,
  collects,
  openPilot,
  type OverviewFacts,
  type StageProgress,
} from "./overviewFacts.ts";
import type { StageLine } from "./OverviewView.tsx";
import type { NextThing } from "./nextThing.ts";

type Line = Omit<StageLine, "href"> & { path: string };

/** Done, waiting or later; what is next for the person is marked afterwards. */
function stand(done: boolean, reached: boolean): StageLine["state"] {
  return done ? "done" : reached ? "waiting" : "later";
}

function protocolLine({ protocol }: OverviewFacts): Line {
  const { current } = protocol;
  const registered = current?.protocol.registration === undefined ? "not registered" : "registered";
  return {
    id: "protocol",
    label: "Protocol",
    path: "protocol",
    state: stand(current !== undefined, true),
    words:
      current === undefined ? "waits for the lead to state it" : `version ${current.number}, ${registered}`,
  };
}

function recordsLine({ status, duplicates }: OverviewFacts): Line {
  const { identified } = status.counts;
  return {
    id: "records",
    label: "Search and import",
    path: "records",
    state: stand(identified > 0, true),
    words:
      identified > 0
        ? `${counted(identified, "record")} from ${counted(duplicates.sources.length, "source")}`
        : "waits for the first import",
  };
}

function duplicatesLine(facts: OverviewFacts): Line {
  const { duplicates, status } = facts;
  const any = status.counts.identified > 0;
  const open = duplicates.unchecked > 0 || duplicates.maybes > 0;
  const waits = collects(facts) ? "for you or another collector" : "for who collects";
  return {
    id: "duplicates",
    label: "Duplicates",
    path: "duplicates",
    state: stand(any && !open, any),
    words: !any
      ? "after the import"
      : duplicates.unchecked > 0
        ? `${counted(duplicates.unchecked, "record")} not looked at yet; waits ${waits}`
        : duplicates.maybes > 0
          ? `${counted(duplicates.maybes, "pair")} wait ${waits}`
          : `${counted(duplicates.duplicates, "duplicate")} among ${counted(duplicates.records, "record")}`,
  };
}

function pilotLines(facts: OverviewFacts): Line[] {
  const last = facts.pilots.at(-1);
  if (last === undefined) {
    const { identified, screened } = facts.status.counts;
    return identified === 0 || screened > 0
      ? []
      : [
          {
            id: "pilot",
            label: "Pilot",
            path: "pilot",
            state: "later",
            words: "no round drawn; it shows whether all read the criteria alike, before screening begins",
          },
        ];
  }
  const open = openPilot(facts);
  const behind = (open?.done ?? []).filter(({ votes }) => votes < last.size);
  const share = last.agreement?.forward.allAgree.share?.value;
  return [
    {
      id: "pilot",
      label: `Pilot, round ${last.round}`,
      path: "pilot",
      state: stand(open === undefined, true),
      words:
        open === undefined
          ? `closed${share === undefined ? "" : `, ${percent(share)} the same; the gate is ${percent(last.gate)}`}`
          : behind.length === 0
            ? "everybody is done; waits for the lead to close it"
            : `waits for ${namesOf(behind)}`,
    },
  ];
}

function whoReads(stage: StageProgress, me: string): string {
  const others = stage.assigned.filter(({ id }) => id !== me);
  return others.length === 0
    ? ""
    : `; read by ${namesOf(others)}${others.length < stage.assigned.length ? " and you" : ""}`;
}

interface Screening {
  id: string;
  label: string;
  path: string;
  after: string;
  stage: StageProgress | undefined;
  /** Decided, and all that reached the stage. */
  done: number;
  all: number;
}

function screeningLine({ me }: OverviewFacts, { id, label, path, after, stage, done, all }: Screening): Line {
  const open = all - done;
  const closed = stage?.closed === true;
  const finished = all > 0 && (open === 0 || closed);
  const left = stage?.left ?? 0;
  return {
    id,
    label,
    path,
    state: stand(finished, all > 0),
    words:
      all === 0
        ? after
        : finished
          ? `${count(done)} of ${count(all)} decided${closed ? "; stopped by the lead" : ""}`
          : left > 0
            ? `${count(left)} left for you, ${count(open)} open in all`
            : `${count(open)} open${stage === undefined ? "" : whoReads(stage, me.id)}`,
    ...(all > 0 && { progress: done / all }),
  };
}

function chartingLine(facts: OverviewFacts): Line {
  const tasks = (facts.charting ?? []).filter((task) => task.leftOut === undefined);
  const agreed = tasks.filter((task) => task.state === "agreed").length;
  const left = chartsLeft(facts);
  const differing = chartsDiffering(facts);
  const reached = facts.status.counts.reportsIncluded > 0;
  return {
    id: "charting",
    label: "Charting",
    path: "charting",
    state: stand(reached && tasks.length > 0 && agreed === tasks.length, reached),
    words: !reached
      ? "after full text"
      : tasks.length === 0
        ? "waits for the charting form"
        : `${count(agreed)} of ${counted(tasks.length, "study", "studies")} agreed${left > 0 ? `; ${count(left)} left for you` : ""}${differing > 0 ? `; ${count(differing)} differ` : ""}`,
    ...(tasks.length > 0 && { progress: agreed / tasks.length }),
  };
}

/** The stages of the review's life, in their order, with who is awaited; the one of `next` is marked. */
export function stageLines(facts: OverviewFacts, next: NextThing | undefined): StageLine[] {
  const { counts } = facts.status;
  const titles = facts.stages.find(({ stage }) => stage === "title_abstract");
  const texts = facts.stages.find(({ stage }) => stage === "full_text");
  const lines: Line[] = [
    protocolLine(facts),
    recordsLine(facts),
    duplicatesLine(facts),
    ...pilotLines(facts),
    screeningLine(facts, {
      id: "screen",
      label: "Title and abstract",
      path: "screen",
      after: "after the import",
      stage: titles,
      done: counts.screened,
      all: counts.screened + counts.inProgress + counts.left,
    }),
    screeningLine(facts, {
      id: "fulltext",
      label: "Full text",
      path: "fulltext",
      after: "after title and abstract",
      stage: texts,
      done: counts.sought - counts.fullTextInProgress,
      all: counts.sought,
    }),
    chartingLine(facts),
  ];
  const at = lines.findIndex(
    ({ path }) => next !== undefined && (path === next.path || path === next.path.split("/")[0]),
  );
  return lines.map(({ path, ...line }, index) => ({
    ...line,
    href: `/r/${facts.review}/${path}`,
    ...(index === at && { state: "next" as const }),
  }));
}
