/** What Ovid's source line says; absent where it does not. */
export interface OvidSource {
  journal?: string;
  volume?: string;
  issue?: string;
  pages?: string;
  date?: string;
}

const LONGEST = 2000;

/**
 * Takes Ovid's `SO` line apart: `Ecohydrology. 8(6):1048-1064, September 2015.`, `BMC Proceedings. Conference:
 * … 12 (Supplement 3) (no pagination), 2018. Date of Publication: 2018.`, `Hydrobiologia. 2007 15 June; 433-441.`
 */
export function parseOvidSource(text: string): OvidSource {
  const line = text.slice(0, LONGEST).replace(/\s+/g, " ").trim();
  const source: OvidSource = {};
  const journal = /^(.{2,200}?)\.\s/.exec(line)?.[1];
  if (journal !== undefined) source.journal = journal;
  const place =
    /(?<![\d(])(?:Vol\.?\s*)?(\d{1,5}[A-Za-z]?)\s?(?:\(([^()]{1,40})\))?\s?(?:\(?(?:pp\s?)([\w.,-]{1,30})\)|:\s?([\w.,-]{1,30}?)|\(no pagination\)),\s*([^.]{4,40})/.exec(
      line,
    );
  if (place !== null) {
    const [, volume, issue, inBrackets, afterColon, date] = place;
    if (volume !== undefined) source.volume = volume;
    if (issue !== undefined) source.issue = issue;
    const pages = inBrackets ?? afterColon;
    if (pages !== undefined) source.pages = pages;
    if (date !== undefined) source.date = date;
    return source;
  }
  const older =
    /\.\s(\d{4}[^;.]{0,20});\s?(?:(\d{1,5})\s?(?:\(([^()]{1,40})\))?:\s?)?(\w{0,4}\d+(?:-\w{0,4}\d+)?)(?:\.|$)/.exec(
      line,
    );
  if (older !== null) {
    const [, date, volume, issue, pages] = older;
    if (date !== undefined) source.date = date;
    if (volume !== undefined) source.volume = volume;
    if (issue !== undefined) source.issue = issue;
    if (pages !== undefined) source.pages = pages;
  }
  return source;
}
