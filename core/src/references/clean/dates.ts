const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const MONTH_NAME = /(?<![a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:[a-z]{0,6})(?![a-z])/i;
const YEAR = /(?<!\d)(1[4-9]\d\d|20\d\d|2100)(?!\d)/;
const LONGEST_DATE = 200;

function dated(year: number, month?: number, day?: number): { date: string; year: number } {
  if (month === undefined || month < 1 || month > 12) return { date: String(year), year };
  const upToMonth = `${year}-${String(month).padStart(2, "0")}`;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days =
    month === 2 ? (leap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  if (day === undefined || day < 1 || day > days) return { date: upToMonth, year };
  return { date: `${upToMonth}-${String(day).padStart(2, "0")}`, year };
}

function fromWords(text: string, year: number): { date: string; year: number } {
  const name = MONTH_NAME.exec(text);
  if (name === null) return { date: String(year), year };
  const month = MONTHS.indexOf((name[1] ?? "").toLowerCase()) + 1;
  const after = text.slice(name.index + name[0].length);
  const before = text.slice(0, name.index);
  // A span (Mar-Apr, 13-15 Dec) is only as precise as what its parts share, its first month.
  if (/^\s*[-\u2013/]\s*[a-z]/i.test(after)) return dated(year, month);
  const dayBefore = /(?<![\d-])(\d{1,2})(?:st|nd|rd|th)?[\s.-]*$/.exec(before)?.[1];
  const dayAfter = /^\.?[\s-]*(\d{1,2})(?:st|nd|rd|th)?(?![\d-])/.exec(after)?.[1];
  const day = dayBefore ?? dayAfter;
  return day === undefined ? dated(year, month) : dated(year, month, Number(day));
}

/**
 * A date in any export's hand: `2024`, `2019/06//`, `20170812`, `2024 Mar 9`, `13-15 Dec. 2023`, `28 May 2024`.
 * `date` is ISO 8601 and only as precise as the text; day and month in figures that could be either are left
 * out. Both absent where there is no year.
 */
export function parseDate(text: string): { date?: string; year?: number } {
  const whole = text.trim();
  const trimmed = whole.length > LONGEST_DATE ? whole.slice(0, LONGEST_DATE) : whole;
  if (trimmed.length === 4 && /^\d{4}$/.test(trimmed)) {
    const year = Number(trimmed);
    return year >= 1400 && year <= 2100 ? { date: trimmed, year } : {};
  }
  const ordered = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)/.exec(trimmed);
  if (ordered !== null && YEAR.test(ordered[1] ?? "")) {
    return dated(
      Number(ordered[1]),
      Number(ordered[2]),
      ordered[3] === undefined ? undefined : Number(ordered[3]),
    );
  }
  const monthOf = /^(\d{1,2})[-/. ](\d{4})$/.exec(trimmed);
  if (monthOf !== null && YEAR.test(monthOf[2] ?? "")) return dated(Number(monthOf[2]), Number(monthOf[1]));
  const packed = /(?<!\d)(1[4-9]\d\d|20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)/.exec(trimmed);
  if (packed !== null) return dated(Number(packed[1]), Number(packed[2]), Number(packed[3]));
  const figures = /(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)/.exec(trimmed);
  if (figures !== null && YEAR.test(figures[3] ?? "")) {
    const [first, second, year] = [Number(figures[1]), Number(figures[2]), Number(figures[3])];
    if (first > 12) return dated(year, second, first);
    if (second > 12 || first === second) return dated(year, first, second);
    return dated(year);
  }
  const year = YEAR.exec(trimmed);
  if (year === null) return {};
  const rest = `${trimmed.slice(0, year.index)} ${trimmed.slice(year.index + 4)}`;
  return fromWords(rest, Number(year[0]));
}
