import type { z } from "zod";
import type { Contract } from "@chartroom/core/base/contract";
import type { Progress } from "@chartroom/core/base/progress";

interface ErrorBody {
  code: string;
  message: string;
  hint?: string;
  place?: { file?: string; record?: number | string; line?: number };
}

/** What the server refused, with its stable code; `away` where it did not answer at all. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: string;
  readonly hint: string | undefined;
  readonly place: ErrorBody["place"];
  readonly status: number;

  constructor(body: ErrorBody, status: number) {
    super(body.message);
    this.code = body.code;
    this.hint = body.hint;
    this.place = body.place;
    this.status = status;
  }

  get away(): boolean {
    return this.status === 0;
  }
}

const AWAY: ErrorBody = {
  code: "server.away",
  message: "The server does not answer.",
  hint: "Start it again with `npm start` or `chartroom serve`; what you decided meanwhile is kept in this browser.",
};

const UNREADABLE: ErrorBody = {
  code: "http.unreadable",
  message: "The server's answer cannot be read.",
  hint: "Reload the page.",
};

async function send(path: string, init: RequestInit = {}): Promise<Response> {
  try {
    const response = await fetch(path, {
      ...init,
      headers: { "X-Chartroom": "1", ...init.headers },
      credentials: "same-origin",
    });
    if (response.ok) return response;
    throw new ApiError(await errorOf(response), response.status);
  } catch (error) {
    if (error instanceof ApiError || (error instanceof DOMException && error.name === "AbortError"))
      throw error;
    throw new ApiError(AWAY, 0);
  }
}

async function errorOf(response: Response): Promise<ErrorBody> {
  try {
    const { error } = (await response.json()) as { error: ErrorBody };
    return error;
  } catch {
    return { ...UNREADABLE, code: `http.${response.status}` };
  }
}

/** An id for one request: sent again with the same id, it changes nothing twice. */
export function requestId(): string {
  return crypto.randomUUID();
}

/** Reads something of a review. */
export async function ask<Input extends z.ZodType, Output>(
  review: string,
  contract: Contract<Input, Output>,
  input: z.input<Input>,
  signal?: AbortSignal,
): Promise<Output> {
  const query = new URLSearchParams({ input: JSON.stringify(input) });
  const response = await send(
    `/api/r/${review}/${contract.name}?${query.toString()}`,
    signal === undefined ? {} : { signal },
  );
  const { result } = (await response.json()) as { result: Output };
  return result;
}

interface Telling {
  request?: string;
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
}

/** Records something in a review. Long work tells how far it is; aborting `signal` cancels it. */
export async function tell<Input extends z.ZodType, Output>(
  review: string,
  contract: Contract<Input, Output>,
  input: z.input<Input>,
  { request = requestId(), onProgress, signal }: Telling = {},
): Promise<Output> {
  const response = await send(`/api/r/${review}/${contract.name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ input, request }),
    ...(signal !== undefined && { signal }),
  });
  return resultOf<Output>(response, onProgress);
}

/** The answer of a request: one JSON document, or a line of JSON per step of long work. */
async function resultOf<Output>(
  response: Response,
  onProgress?: (progress: Progress) => void,
): Promise<Output> {
  if (!(response.headers.get("content-type") ?? "").includes("ndjson")) {
    const { result } = (await response.json()) as { result: Output };
    return result;
  }
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const piece = await reader?.read();
    rest += piece?.value ?? "";
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const step = JSON.parse(line) as { progress?: Progress; result?: Output; error?: ErrorBody };
      if (step.error !== undefined) throw new ApiError(step.error, 422);
      if (step.progress !== undefined) onProgress?.(step.progress);
      if ("result" in step) return step.result;
    }
    if (piece === undefined || piece.done) throw new ApiError(AWAY, 0);
  }
}

interface Uploading {
  signal?: AbortSignal;
  /** Told the bytes that are sent. */
  onProgress?: (progress: Progress) => void;
}

/** Sends a file into the review's store; it counts nowhere until it is imported. */
export function upload(
  review: string,
  file: Blob,
  { signal, onProgress }: Uploading = {},
): Promise<{ file: string; size: number }> {
  // fetch does not tell how much of a body is sent
  const request = new XMLHttpRequest();
  return new Promise((done, failed) => {
    const stop = () => {
      request.abort();
      failed(new DOMException("The upload was cancelled", "AbortError"));
    };
    if (signal?.aborted === true) {
      stop();
      return;
    }
    signal?.addEventListener("abort", stop, { once: true });
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      onProgress?.({ phase: "sending", done: loaded, total });
    });
    request.addEventListener("error", () => {
      failed(new ApiError(AWAY, 0));
    });
    request.addEventListener("load", () => {
      signal?.removeEventListener("abort", stop);
      try {
        const answer = JSON.parse(request.responseText) as {
          result?: { file: string; size: number };
          error?: ErrorBody;
        };
        if (answer.result !== undefined) done(answer.result);
        else failed(new ApiError(answer.error ?? UNREADABLE, request.status));
      } catch {
        failed(new ApiError(UNREADABLE, request.status));
      }
    });
    request.open("POST", `/api/r/${review}/files`);
    request.setRequestHeader("X-Chartroom", "1");
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.send(file);
  });
}

/** The address of a file of the report. */
export function downloadHref(review: string, name: string, save = false): string {
  return `/api/r/${review}/download/${name}${save ? "?save" : ""}`;
}

/** What the home page offers: reviews open on this server, and those opened here before. */
export interface HomeInfo {
  /** Whether this person started the server, and may open and make reviews. */
  owner: boolean;
  open: {
    review: string;
    folder: string;
    title: string;
    stage: string;
    version: number;
    identified: number;
    included: number;
  }[];
  recent: { folder: string; title: string; opened: string }[];
  reviewsFolder: string | null;
}

export async function askHome(): Promise<HomeInfo> {
  const { result } = (await (await send("/api/home")).json()) as { result: HomeInfo };
  return result;
}

/** Each member's launch link on this server, as a path; refused to everybody but the review's first lead. */
export async function askLinks(review: string): Promise<{ member: string; path: string }[]> {
  const { result } = (await (await send(`/api/home/links/${review}`)).json()) as {
    result: { member: string; path: string }[];
  };
  return result;
}

async function tellHome<Output>(
  path: string,
  body: unknown,
  onProgress?: (progress: Progress) => void,
): Promise<Output> {
  const response = await send(`/api/home/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return resultOf<Output>(response, onProgress);
}

export function makeReview(wish: {
  title: string;
  population: string;
  concept: string;
  context: string;
  lead?: string;
}): Promise<{ review: string }> {
  return tellHome("new", wish);
}

export function openFolder(folder: string): Promise<{ review: string }> {
  return tellHome("open", { folder });
}

/** Replays an example into a folder of its own and opens it. */
export async function openExample(
  name: "generative-ai-radiology" | "tutorial",
  onProgress?: (progress: Progress) => void,
): Promise<{ review: string }> {
  const { folder } = await tellHome<{ folder: string }>("example", { name }, onProgress);
  return openFolder(folder);
}
