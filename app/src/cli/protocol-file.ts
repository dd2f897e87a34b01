import { readYaml, schemaFault } from "@chartroom/core/charting";
import { type Protocol, protocolSchema } from "@chartroom/core/protocol";
import type { Context } from "../context.ts";
import { textFile } from "./input-file.ts";

/**
 * Reads a protocol from JSON or YAML (of which JSON is a part).
 * @throws UserError protocol.yaml, protocol.invalid, with file and line
 */
export async function protocolFile(context: Context, name: string): Promise<Protocol> {
  const source = readYaml(await textFile(context, name), name, "protocol");
  const parsed = protocolSchema.safeParse(source.content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue === undefined) throw parsed.error;
  throw schemaFault(
    source,
    "protocol.invalid",
    issue,
    "`chartroom protocol show` prints a protocol to begin with.",
  );
}
