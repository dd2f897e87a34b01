import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { UserError } from "@chartroom/core/base/error";
import { z } from "zod";
import type { Context } from "../context.ts";

/** A file that a command reads; `-` is standard input. */
export interface InputFile {
  name: string;
  /** Undefined for standard input. */
  path: string | undefined;
  /** In bytes; undefined for standard input. */
  size: number | undefined;
  /** Its bytes in pieces, until the command is stopped. */
  bytes(): AsyncGenerator<Uint8Array>;
}

const PIECE = 1 << 18;
const LARGEST_TEXT = 64 << 20;

function inputFault(error: unknown, file: string): UserError {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code === "EACCES" || code === "EPERM") {
    return new UserError("file.not-readable", "This file may not be read.", {
      place: { file },
      hint: "Ask for the right to read it.",
      cause: error,
    });
  }
  if (code === "ENOENT" || code === "ENOTDIR") {
    return new UserError("file.not-found", "There is no such file.", {
      place: { file },
      hint: "Check its name and folder.",
      cause: error,
    });
  }
  return new UserError("file.not-readable", "This file could not be read.", {
    place: { file },
    hint: "Check the disk it is on.",
    cause: error,
  });
}

async function* guarded(
  pieces: AsyncIterable<Uint8Array>,
  name: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of pieces) {
      signal.throwIfAborted();
      yield piece;
    }
  } catch (error) {
    const isSystem = error instanceof Error && (error as NodeJS.ErrnoException).syscall !== undefined;
    throw isSystem ? inputFault(error, name) : error;
  }
}

/**
 * Finds a file that the command names.
 * @throws UserError file.not-found, file.not-readable, file.is-folder
 */
export async function inputFile(context: Context, name: string): Promise<InputFile> {
  const { cwd, signal } = context;
  if (name === "-")
    return {
      name: "standard input",
      path: undefined,
      size: undefined,
      bytes: () => guarded(context.stdin(), name, signal),
    };
  const path = resolve(cwd, name);
  const found = await stat(path).catch((error: unknown) => {
    throw inputFault(error, name);
  });
  if (found.isDirectory())
    throw new UserError("file.is-folder", "This is a folder.", {
      place: { file: name },
      hint: "Name a file in it.",
    });
  const bytes = () => guarded(createReadStream(path, { highWaterMark: PIECE }), name, signal);
  return { name, path, size: found.size, bytes };
}

/** A small text file, whole (UTF-8). */
export async function textFile(context: Context, name: string): Promise<string> {
  const { path, size } = await inputFile(context, name);
  if (path === undefined) {
    const pieces: Uint8Array[] = [];
    for await (const piece of context.stdin()) pieces.push(piece);
    return Buffer.concat(pieces).toString("utf8");
  }
  if ((size ?? 0) > LARGEST_TEXT)
    throw new UserError("file.too-large", "This file is far too large for what it should be.", {
      place: { file: name },
    });
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw inputFault(error, name);
  });
  return text.replace(/^\uFEFF/, "");
}

/** The mapping of a table's columns from a JSON file: column -> field of a reference. */
export async function mappingFile(
  context: Context,
  name: string | undefined,
): Promise<Record<string, string> | undefined> {
  if (name === undefined) return undefined;
  const text = await textFile(context, name);
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(text));
  } catch (error) {
    throw new UserError("mapping.invalid", "A mapping is a JSON object of column names and fields.", {
      place: { file: basename(name) },
      hint: 'For example {"Titel": "title", "Jahr": "year"}.',
      cause: error,
    });
  }
}
