import { z } from "zod";
import { citations } from "../../flow/index.ts";
import { UserError } from "../../base/error.ts";
import { FORMATS, LIMITS } from "../../references/index.ts";
import { TOOL_IDS, TOOLS } from "./tools.ts";

/** Which references go out, for whom, and in which form. */
export const exportSchema = citations.input
  .omit({ offset: true, limit: true, facets: true, citation: true })
  .extend({
    /** The program that shall read them. */
    for: z.enum(TOOL_IDS).optional(),
    /** A format's id; the tool's own, else RIS, where it is left out. */
    to: z.string().optional(),
    /** Leaves out what the review decided. */
    plain: z.boolean().default(false),
  });
export type ExportWish = z.output<typeof exportSchema>;

/** The ids of all formats that references can be written in. */
export const WRITTEN_FORMATS: readonly string[] = FORMATS.map(({ id }) => id).filter((id) => id in LIMITS);

/** The format to write; throws UserError `export.other-format` where the tool does not read it. */
export function formatFor({ for: tool, to }: Pick<ExportWish, "for" | "to">): string {
  const taken = TOOLS.find(({ id }) => id === tool);
  if (taken === undefined || to === undefined || taken.formats.includes(to))
    return to ?? taken?.formats[0] ?? "ris";
  throw new UserError("export.other-format", `${taken.name} is not given "${to}".`, {
    hint: `Formats for ${taken.name}: ${taken.formats.join(", ")}.`,
  });
}
