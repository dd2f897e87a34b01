import { Icon } from "./Icon.tsx";
import type { Fault } from "./Loadable.tsx";

/** A refusal beside what was tried: what happened, what was kept, what to do. */
export function Refused({ fault }: { fault: Fault }) {
  return (
    <div className="notice tone-exclude" role="alert">
      <Icon name="attention" />
      <b>{fault.happened}</b>
      {fault.kept === undefined ? null : <span>{fault.kept}</span>}
      {fault.hint === undefined ? null : <span>{fault.hint}</span>}
      {fault.code === undefined ? null : <code className="soft small">{fault.code}</code>}
    </div>
  );
}
