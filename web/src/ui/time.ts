const MINUTE = 60_000;
const DAY = 86_400_000;

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const date = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

/** Hours and minutes of the reader's own day: 14:02. */
export function clockTime(at: number): string {
  return clock.format(at);
}

/** A calendar date: 3 Mar 2026. */
export function calendarDate(at: number): string {
  return date.format(at);
}

/** How long ago, as people say it; both in milliseconds since 1970. Older than a week is a date. */
export function ago(at: number, now: number): string {
  const past = now - at;
  if (past < MINUTE) return "just now";
  if (past < 60 * MINUTE) return `${Math.floor(past / MINUTE)} min ago`;
  if (past < DAY) return `${Math.floor(past / (60 * MINUTE))} h ago`;
  const days = Math.floor(past / DAY);
  if (days === 1) return "yesterday";
  return days <= 7 ? `${days} days ago` : calendarDate(at);
}
