import { type Counts, status } from "@chartroom/core/flow";
import { columns } from "../output.ts";
import { inReview } from "./acting.ts";
import type { Run } from "./command.ts";
import { stageAgreement } from "./figures.ts";

function countRows(counts: Counts): string[][] {
  const row = (name: string, n: number) => [name, n.toLocaleString("en")];
  const some = (name: string, n: number) => (n === 0 ? [] : [row(name, n)]);
  const full = Object.values(counts.fullTextExcluded).reduce((sum, n) => sum + n, 0);
  return [
    row("Records identified", counts.identified),
    ...Object.entries(counts.identifiedBySource).map(([source, n]) => row(`  ${source}`, n)),
    row("Duplicates", counts.duplicates),
    ...some("Removed before screening", counts.removed.automation + counts.removed.other),
    row("Screened", counts.screened),
    row("  excluded", counts.excluded.human + counts.excluded.automation),
    ...some("Left unscreened", counts.left),
    ...some("In progress at title and abstract", counts.inProgress),
    row("Reports sought", counts.sought),
    row("  not retrieved", counts.notRetrieved),
    row("Reports assessed", counts.assessed),
    row("  excluded", full),
    ...Object.entries(counts.fullTextExcluded).map(([reason, n]) => row(`    ${reason}`, n)),
    ...some("  ongoing", counts.ongoing),
    ...some("  awaiting classification", counts.awaitingClassification),
    ...some("In progress at full text", counts.fullTextInProgress),
    row("Studies included", counts.studiesIncluded),
    row("Reports of included studies", counts.reportsIncluded),
    ...some("Left out of the synthesis", counts.leftOutOfSynthesis),
  ];
}

/** `chartroom status` */
export const showStatus: Run = (context) =>
  inReview(context, async ({ ask }) => {
    const found = await ask(status, {});
    const agreement = [
      ["Title and abstract", found.agreement.title_abstract],
      ["Full text", found.agreement.full_text],
    ] as const;
    const lines = [
      found.title,
      `Stage: ${found.stage.replaceAll("_", " ")}; version ${found.version}`,
      "",
      columns(["Count", "n"], countRows(found.counts)),
      ...agreement.flatMap(([name, views]) =>
        views.length === 0 ? [] : ["", `Agreement, ${name.toLowerCase()}`, ...stageAgreement(views)],
      ),
      ...(found.faults.length === 0 ? [] : ["", "These counts do not add up:", ...found.faults]),
    ];
    return { json: found, text: lines.join("\n"), exitCode: found.faults.length === 0 ? 0 : 1 };
  });
