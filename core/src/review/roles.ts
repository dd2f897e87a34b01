import { z } from "zod";

/** What a member may be in a review; one member can be several (domain: Who may what). */
export const ROLES = ["lead", "reviewer", "adjudicator", "librarian", "observer", "machine"] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

/** Roles that work on the search and the records. */
export const COLLECTORS: readonly Role[] = ["lead", "reviewer", "adjudicator", "librarian"];
/** Roles that vote and chart. */
export const VOTERS: readonly Role[] = ["lead", "reviewer", "adjudicator", "machine"];

export interface Member {
  id: string;
  name: string;
  roles: Role[];
  kind: "person" | "machine";
  /** Name, version and prompt of a machine. */
  model: string | null;
  active: boolean;
  /** Since when the lead sees what blinding would hide, where they unblinded. */
  unblinded: string | null;
}

/** Whether a viewer has one of these roles. */
export function hasRole(viewer: { readonly roles: readonly string[] }, ...roles: readonly Role[]): boolean {
  return roles.some((role) => viewer.roles.includes(role));
}
