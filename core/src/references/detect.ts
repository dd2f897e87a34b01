import type { Format, Sample } from "./formats/format.ts";
import { FORMATS } from "./formats/list.ts";

const ENOUGH = 0.2;
const BY_ENDING = 0.25;

function endingOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot < 0 ? "" : name.slice(dot + 1).toLowerCase();
}

/** How much each format thinks the sample to be its own, best first, those at 0 left out. */
export function rankFormats(sample: Sample): { format: Format; score: number }[] {
  const ending = endingOf(sample.name);
  return FORMATS.map((format) => ({
    format,
    score: format.detect(sample),
    ending: format.extensions.includes(ending),
  }))
    .map(({ format, score, ending: fits }) => ({
      format,
      // The ending decides between equals, and alone only where no content speaks.
      score: score > 0 ? score + (fits ? 0.001 : 0) : fits && sample.text.trim() !== "" ? BY_ENDING : 0,
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
}

/** The format of a file by the content of its beginning; its ending is the last resort. Undefined where nothing fits. */
export function detectFormat(sample: Sample): Format | undefined {
  const best = rankFormats(sample)[0];
  return best !== undefined && best.score >= ENOUGH ? best.format : undefined;
}
