import { useState } from "react";
import { type Changes, changes, flowDiagram, type Status, status } from "@chartroom/core/flow";
import { type VersionInfo, versions } from "@chartroom/core/review";
import { faultOf } from "../api/fault.ts";
import { useAsk } from "../api/useAsk.ts";
import { loadable } from "../ui/Loadable.tsx";
import type { NamedVersion, VersionChoice, VersionFlow } from "./FlowSheet.tsx";

const KINDS: Readonly<Record<string, string>> = {
  protocol: "protocol registered",
  search: "search updated",
  report: "report published",
};

/** The named versions as they can be chosen, the newest first. */
function namedVersions(all: readonly VersionInfo[]): NamedVersion[] {
  return all.map(({ name, kind, at }) => ({ name, kind: KINDS[kind] ?? "", at: Date.parse(at) })).reverse();
}

/** The flow of a version, and what changed since. */
function versionFlowOf(then: Status, since: Changes): VersionFlow {
  return {
    flow: flowDiagram(then.flow, { theme: "auto" }),
    ...(then.faults.length > 0 && { sums: then.faults.join(" ") }),
    changes: since.changes,
  };
}

/** The versions of this review, which one is chosen, and its flow. */
export function useVersions(): VersionChoice {
  const [version, setVersion] = useState<string>();
  const all = useAsk(versions, {});
  const chosen = version !== undefined;
  const then = useAsk(status, { version }, { enabled: chosen });
  const since = useAsk(changes, { from: version ?? "" }, { enabled: chosen });
  const query = {
    data: then.data && since.data && versionFlowOf(then.data, since.data),
    error: then.error ?? since.error,
    refetch: () => Promise.all([then.refetch(), since.refetch()]),
  };
  return {
    versions: namedVersions(all.data ?? []),
    version,
    onVersion: setVersion,
    shown: chosen ? loadable(`Counting the review as of “${version}”…`, query, faultOf) : undefined,
  };
}
