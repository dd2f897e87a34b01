import { UserError } from "@chartroom/core/base/error";
import type { Context } from "hono";

const MOST_JSON = 4 << 20;
const MOST_FILE = 2 ** 31;

async function* atMost(
  body: ReadableStream<Uint8Array>,
  most: number,
  tooLarge: () => UserError,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const piece of body as unknown as AsyncIterable<Uint8Array>) {
    size += piece.length;
    if (size > most) throw tooLarge();
    yield piece;
  }
}

function jsonTooLarge(): UserError {
  return new UserError("input.too-large", "This request is larger than 4 MB.", {
    hint: "Send large contents as a file, then name it.",
  });
}

async function bytesOf(context: Context): Promise<Uint8Array> {
  if (Number(context.req.header("content-length") ?? 0) > MOST_JSON) throw jsonTooLarge();
  const { body } = context.req.raw;
  if (body === null) return new Uint8Array();
  // what a length says, or that there is none, proves nothing
  const pieces: Uint8Array[] = [];
  for await (const piece of atMost(body, MOST_JSON, jsonTooLarge)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/**
 * The JSON object in a request's body, of 4 MB at most.
 * @throws UserError input.type, input.too-large, input.json
 */
export async function jsonObject(context: Context): Promise<Readonly<Record<string, unknown>>> {
  if (!/^application\/json\s*(;|$)/i.test(context.req.header("content-type") ?? "")) {
    throw new UserError("input.type", "Send JSON.", { hint: "Set Content-Type: application/json." });
  }
  const bytes = await bytesOf(context);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new UserError("input.json", "This is not JSON.", { cause: error });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new UserError("input.json", "This is not a JSON object.");
  return value as Readonly<Record<string, unknown>>;
}

/**
 * The bytes of an uploaded file, of 2 GB at most, as they arrive.
 * @throws UserError input.empty; import.too-large while reading
 */
export function uploadedFile(context: Context): AsyncGenerator<Uint8Array> {
  const { body } = context.req.raw;
  if (body === null) throw new UserError("input.empty", "There is no file in this request.");
  return atMost(
    body,
    MOST_FILE,
    () =>
      new UserError("import.too-large", "This file is larger than 2 GB.", {
        hint: "Split it, or import it with `chartroom import`.",
      }),
  );
}
