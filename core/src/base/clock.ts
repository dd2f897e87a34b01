/** Tells the time; handed in wherever time matters, so that tests and replays can set it. */
export interface Clock {
  /** Now, as ISO 8601 in UTC with milliseconds. */
  now(): string;
}

export const systemClock: Clock = { now: () => new Date().toISOString() };

/** A clock that starts at `start` and moves on by `step` milliseconds at each reading. */
export function steppingClock(start: string, step = 1000): Clock {
  let time = Date.parse(start);
  return {
    now() {
      const at = new Date(time).toISOString();
      time += step;
      return at;
    },
  };
}
