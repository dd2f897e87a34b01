import { type Changes, changes, type Counts, status, type Status } from "@chartroom/core/flow";
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

function stateWords({ named, stage, version }: Status): string {
  const where = `Stage: ${stage.replaceAll("_", " ")}; version ${version}`;
  return named === undefined
    ? where
    : `As of the version "${named.name}" of ${named.at.slice(0, 10)}. ${where}`;
}

function changeLines({ from, to, changes: found }: Changes): string[] {
  const until = to === undefined ? "" : ` until "${to.name}"`;
  if (found.length === 0) return ["", `No count has changed since "${from.name}"${until}.`];
  const rows = found.map(({ words, before, after }) => [
    words,
    before.toLocaleString("en"),
    after.toLocaleString("en"),
    `${after > before ? "+" : "\u2212"}${Math.abs(after - before).toLocaleString("en")}`,
  ]);
  return [
    "",
    `Changed since "${from.name}"${until}`,
    columns(["Count", "then", to === undefined ? "now" : "later", "change"], rows),
  ];
}

/** `chartroom status` */
export const showStatus: Run = (context, given) =>
  inReview(context, async ({ ask }) => {
    const [version, since] = [given.text("version"), given.text("since")];
    const found = await ask(status, { version });
    const changed = since === undefined ? undefined : await ask(changes, { from: since, to: version });
    const agreement = [
      ["Title and abstract", found.agreement.title_abstract],
      ["Full text", found.agreement.full_text],
    ] as const;
    const lines = [
      found.title,
      stateWords(found),
      "",
      columns(["Count", "n"], countRows(found.counts)),
      ...(changed === undefined ? [] : changeLines(changed)),
      ...agreement.flatMap(([name, views]) =>
        views.length === 0 ? [] : ["", `Agreement, ${name.toLowerCase()}`, ...stageAgreement(views)],
      ),
      ...(found.faults.length === 0 ? [] : ["", "These counts do not add up:", ...found.faults]),
    ];
    const json = changed === undefined ? found : { ...found, changed };
    return { json, text: lines.join("\n"), exitCode: found.faults.length === 0 ? 0 : 1 };
  });
