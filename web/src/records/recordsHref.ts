import { type Narrowing, writeNarrowing } from "./address.ts";

/** A narrowing as the query of an address. */
export function queryOf(narrowing: Narrowing): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(writeNarrowing(narrowing)))
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) query.append(name, String(one));
  return query;
}

/** The address of the table of records, or of another place that takes the same query, narrowed like this. */
export function recordsHref(review: string, narrowing: Narrowing, place = "records"): string {
  const words = queryOf(narrowing).toString();
  return `/r/${review}/${place}${words === "" ? "" : `?${words}`}`;
}
