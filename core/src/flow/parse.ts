import { UserError } from "../base/error.ts";
import { type Counts, countsSchema, type Flow, flowSchema } from "./counts.ts";

interface Fault {
  path: PropertyKey[];
  message: string;
}

function invalid(faults: readonly Fault[]): UserError {
  const first = faults[0];
  const at =
    first === undefined || first.path.length === 0 ? "the document" : first.path.map(String).join(".");
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : "";
  return new UserError("flow.invalid", `${at}: ${first?.message ?? "not a count"}${more}`, {
    place: { record: at },
    hint: "Give every count of docs/counts.md as a whole number, 0 where there is none.",
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The counts where `chartroom status --json` keeps them, or the document itself. */
function unwrap(value: Record<string, unknown>): Record<string, unknown> {
  if ("databases" in value || "identified" in value) return value;
  if (isObject(value.flow)) return value.flow;
  return isObject(value.counts) ? value.counts : value;
}

/**
 * Reads a flow from JSON text: a Flow, the Counts of a single column, or a document that holds either under
 * `flow` or `counts`. Sums are not checked here; see checkFlow.
 * Throws UserError flow.not-json, flow.not-counts or flow.invalid (naming the count at fault).
 */
export function parseCounts(json: string): Flow {
  let value: unknown;
  try {
    value = JSON.parse(json.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw new UserError("flow.not-json", "The counts are not valid JSON.", {
      hint: "Give a file such as `chartroom status --json` prints.",
      cause,
    });
  }
  if (!isObject(value)) {
    throw new UserError("flow.not-counts", "The JSON is no object with counts.", {
      hint: "Give a file such as `chartroom status --json` prints.",
    });
  }
  const document = unwrap(value);
  if ("databases" in document) {
    const flow = flowSchema.safeParse(document);
    if (!flow.success) throw invalid(flow.error.issues);
    return flow.data;
  }
  const counts = countsSchema.safeParse(document);
  if (!counts.success) throw invalid(counts.error.issues);
  return { databases: counts.data satisfies Counts };
}
