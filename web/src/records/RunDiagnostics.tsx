import { type Run, runDiagnostics } from "@chartroom/core/records";
import { downloadHref } from "../api/client.ts";
import { faultOf } from "../api/fault.ts";
import { useReview } from "../api/review.ts";
import { useAsk } from "../api/useAsk.ts";
import { Icon } from "../ui/Icon.tsx";
import { Await, loadable } from "../ui/Loadable.tsx";
import { Oddities } from "./Oddities.tsx";
import type { RawPlace } from "./RawDrawer.tsx";

/** What was odd in an imported file, each with its lines, and all of it as a file. */
export function RunDiagnostics({ run, onPlace }: { run: Run; onPlace: (place: RawPlace) => void }) {
  const review = useReview();
  const query = useAsk(runDiagnostics, { run: run.id });
  const { file, fileName, mapping } = run;
  return (
    <section className="run-wide stack" aria-label={`What was odd in ${fileName}`}>
      <Await data={loadable(`Reading ${fileName} again…`, query, faultOf)}>
        {(found) => (
          <>
            <Oddities
              oddities={found}
              total={found.length}
              onPlace={({ line, record }) => {
                onPlace({ file, fileName, line, record, mapping });
              }}
            />
            <p className="row">
              {(["csv", "json"] as const).map((ending) => (
                <a
                  key={ending}
                  className="quiet small"
                  href={downloadHref(review, `diagnostics-${run.id}.${ending}`, true)}
                  download
                >
                  <Icon name="download" />
                  {ending === "csv" ? "All of it as a table (CSV)" : "All of it as JSON"}
                </a>
              ))}
            </p>
          </>
        )}
      </Await>
    </section>
  );
}
