import { Go } from "./Go.tsx";
import { Icon } from "./Icon.tsx";
import { counted } from "./number.ts";

/** How safe this person's work is; the times are words that the caller computed ("2 days ago"). */
export interface Trust {
  /** The folder's name, or the server's. */
  place: string;
  /** Decisions of the review that are durable. */
  saved: number;
  /** This person's decisions that have not yet reached the record. */
  unsent: number;
  offline: boolean;
  backup: string | undefined;
  verified: { readonly ok: boolean; readonly when: string } | undefined;
  /** The models that may suggest in this review; none is the default. */
  models: readonly string[];
  logHref: string;
}

/** The foot of every page: quiet when all is well, loud when something is unsent or does not verify. */
export function TrustStrip({ trust }: { trust: Trust }) {
  const broken = trust.verified?.ok === false;
  const loud = trust.unsent > 0 || trust.offline || broken;
  return (
    <footer className={loud ? "trust is-loud" : "trust"} aria-label="How safe the work is">
      <span className="trust-part">
        <Icon name="folder" />
        {trust.place}
      </span>
      <span className="trust-part trust-main" role="status">
        {trust.unsent > 0 ? (
          <>
            <Icon name="attention" />
            {`${counted(trust.unsent, "decision")} not yet sent${trust.offline ? ": the server is away" : ""}`}
          </>
        ) : (
          <>
            <Icon name={trust.offline ? "offline" : "saved"} />
            {trust.offline ? "Server away; nothing unsent" : `All saved: ${counted(trust.saved, "fact")}`}
          </>
        )}
      </span>
      <span className="trust-part">
        {trust.backup === undefined ? "No backup yet" : `Backup ${trust.backup}`}
      </span>
      <span className="trust-part">
        {broken ? <Icon name="attention" /> : null}
        <Go href={trust.logHref}>
          {trust.verified === undefined
            ? "Being verified"
            : `${trust.verified.ok ? "Verified" : "Record does not verify,"} ${trust.verified.when}`}
        </Go>
      </span>
      <span className="trust-part">
        {trust.models.length === 0 ? "No model in use" : `Models vote by rule: ${trust.models.join(", ")}`}
      </span>
    </footer>
  );
}
