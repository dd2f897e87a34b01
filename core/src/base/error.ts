/** Where in the user's material a fault lies; lines and records count from 1. */
export interface Place {
  file?: string;
  record?: number | string;
  line?: number;
}

/**
 * A fault in what a person gave us, with a stable code that programs may rely on.
 * The message says what is wrong and where; `hint` says what to do about it.
 */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly code: string;
  readonly place: Place;
  readonly hint: string | undefined;

  constructor(
    code: string,
    message: string,
    options: { place?: Place; hint?: string; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.place = options.place ?? {};
    this.hint = options.hint;
  }
}

/** The place in words: `exports/embase.ris, record 12, line 340`; empty where nothing is known. */
export function describePlace(place: Place): string {
  const parts: string[] = [];
  if (place.file !== undefined) parts.push(place.file);
  if (place.record !== undefined) parts.push(`record ${place.record}`);
  if (place.line !== undefined) parts.push(`line ${place.line}`);
  return parts.join(", ");
}
