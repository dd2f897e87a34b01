import type { Fault } from "../ui/Loadable.tsx";
import { ApiError } from "./client.ts";

/** A refusal in the sentences that the page shows. */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof ApiError)) {
    return {
      happened: "Something went wrong in this page.",
      hint: "Reload it; what was saved is safe.",
      code: "page.fault",
    };
  }
  const { place } = error;
  const where = [
    place?.file,
    place?.record === undefined ? undefined : `record ${place.record}`,
    place?.line === undefined ? undefined : `line ${place.line}`,
  ]
    .filter((part) => part !== undefined)
    .join(", ");
  return {
    code: error.code,
    happened: error.message,
    hint: error.hint,
    ...(where !== "" && { kept: `Where: ${where}.` }),
  };
}
