import { checkFlow, escapeMarkup } from "../../flow/index.ts";
import type { Numbered } from "../block.ts";
import type { ReportInput } from "../input.ts";
import { reportSections, reviewTypeWords } from "../report.ts";
import { includedTotals } from "../sections/background.ts";
import { dateWords, figures as figureWords } from "../words.ts";
import { blockHtml } from "./block.ts";
import { REPORT_STYLE } from "./style.ts";

// Nothing may be loaded or run, even if a hole were found in the escaping.
const POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

function contentsHtml(sections: readonly Numbered[]): string {
  const entry = (section: Numbered): string => {
    const parts =
      section.appendix === true || section.parts.length === 0
        ? ""
        : `<ol>${section.parts.map(entry).join("")}</ol>`;
    return `<li><a href="#${escapeMarkup(section.id)}"><span class="number">${section.number}</span><span>${escapeMarkup(section.title)}</span></a>${parts}</li>`;
  };
  return `<nav class="contents" aria-label="Contents"><h2>Contents</h2><ol>${sections.map(entry).join("")}</ol></nav>`;
}

function sectionHtml(section: Numbered, level: 2 | 3, figures: { next: number }): string {
  const prefix = section.appendix === true && level === 2 ? "Appendix " : "";
  const heading = `<h${level}><span class="number">${prefix}${section.number}</span>${escapeMarkup(section.title)}</h${level}>`;
  const blocks = section.blocks.map((block) => blockHtml(block, figures, level === 2 ? 3 : 4));
  const parts = section.parts.map((part) => sectionHtml(part, 3, figures));
  const kind = section.appendix === true ? ' class="appendix"' : "";
  return [
    `<section id="${escapeMarkup(section.id)}"${kind}>`,
    heading,
    ...blocks,
    ...parts,
    "</section>",
  ].join("\n");
}

/**
 * The whole report as one HTML file that loads nothing and runs no script: it reads the same from a folder, a
 * mail or a preprint server. All text of others is escaped, and pictures of others stand behind `img`.
 */
export function htmlReport(input: ReportInput): string {
  const sections = reportSections(input);
  const figures = { next: 1 };
  const title = escapeMarkup(input.protocol.title);
  const included = includedTotals(input);
  const meta = [
    dateWords(input.program.date),
    input.versions.at(-1)?.name ?? "",
    `${figureWords(included.studies, "study", "studies")} in ${figureWords(included.reports, "report")}`,
  ].filter((part) => part !== "");
  const notes = [
    ...input.labels.map((label) => `<p class="note" role="note">${escapeMarkup(label)}</p>`),
    ...(checkFlow(input.flow).length === 0
      ? []
      : [
          `<p class="note warning" role="note">The counts of this report do not add up; see the flow diagram.</p>`,
        ]),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Chartroom ${escapeMarkup(input.program.version)}">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<div class="frame">
<header class="top" id="top">
<p class="kicker">${escapeMarkup(reviewTypeWords(input))}</p>
<h1>${title}</h1>
<p class="meta">${meta.map(escapeMarkup).join(" · ")}</p>
${notes.join("\n")}
</header>
${contentsHtml(sections)}
<main id="main">
${sections.map((section) => sectionHtml(section, 2, figures)).join("\n")}
</main>
<footer>Written by Chartroom ${escapeMarkup(input.program.version)} on ${escapeMarkup(dateWords(input.program.date))} from the record of the review.</footer>
</div>
</body>
</html>
`;
}
