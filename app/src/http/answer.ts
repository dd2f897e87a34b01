import { UserError } from "@chartroom/core/base/error";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

const STATUS: readonly (readonly [RegExp, ContentfulStatusCode])[] = [
  [/^who\.stranger$/, 401],
  [/^who\./, 403],
  [/^input\./, 400],
  [/^request\./, 409],
  [/^storage\.full$/, 507],
  [/^storage\./, 503],
  [/(\.unknown|\.not-found)$/, 404],
];

/** An error as JSON: what a person can mend in full, what they cannot without its inner workings. */
export function errorBody(error: unknown): { code: string; message: string; hint?: string; place?: object } {
  if (error instanceof UserError) {
    const { code, message, hint, place } = error;
    return {
      code,
      message,
      ...(hint !== undefined && { hint }),
      ...(Object.keys(place).length > 0 && { place }),
    };
  }
  return {
    code: "program.fault",
    message: "Something went wrong in Chartroom itself; nothing of this was saved.",
    hint: "The server's terminal says more. Please report it.",
  };
}

export function errorStatus(error: unknown): ContentfulStatusCode {
  if (!(error instanceof UserError)) return 500;
  return STATUS.find(([pattern]) => pattern.test(error.code))?.[1] ?? 422;
}

export function refuse(context: Context, error: unknown): Response {
  return context.json({ error: errorBody(error) }, errorStatus(error));
}
