import { perform, type Workbench } from "@chartroom/core/action";
import { runDiagnostics, runs } from "@chartroom/core/records";
import type { Context } from "hono";
import { csvRow } from "../output.ts";

interface Wanted {
  run: string;
  ending: "csv" | "json";
}

/** The run and the kind of file that a name such as `diagnostics-0123456789abcdef.csv` asks for. */
export function diagnosticsNamed(name: string): Wanted | undefined {
  const [, run, ending] = /^diagnostics-([0-9a-f]{16})\.(csv|json)$/.exec(name) ?? [];
  return run === undefined ? undefined : { run, ending: ending === "csv" ? "csv" : "json" };
}

/** All that was odd in an imported file, as a table or in the form of `chartroom convert --diagnostics`. */
export async function diagnosticsFile(
  context: Context,
  bench: Workbench,
  actor: string,
  { run, ending }: Wanted,
): Promise<Response> {
  const found = await perform(bench, runDiagnostics, { actor, input: { run } });
  const known = (await perform(bench, runs, { actor, input: {} })).find(({ id }) => id === run);
  context.header("Cache-Control", "no-store");
  context.header("Content-Disposition", `attachment; filename="diagnostics-${run}.${ending}"`);
  if (ending === "json") {
    const of = (severity: string) =>
      found
        .filter((one) => one.severity === severity)
        .map(({ severity: _severity, ...diagnostic }) => diagnostic);
    const { fileName: file, format, encoding, records } = known ?? {};
    const document = { file, format, encoding, records, warnings: of("warning"), errors: of("error") };
    context.header("Content-Type", "application/json; charset=utf-8");
    return context.body(`${JSON.stringify(document, null, 2)}\n`);
  }
  const rows = found.map(({ severity, code, record, line, message }) =>
    csvRow([severity, code, record, line, message]),
  );
  context.header("Content-Type", "text/csv; charset=utf-8");
  return context.body([csvRow(["severity", "code", "record", "line", "message"]), ...rows].join(""));
}
