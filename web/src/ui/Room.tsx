import type { ReactNode } from "react";

export interface RoomProps {
  title: string;
  /** One sentence: what this place is for, or how things stand. */
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A place in the review with its heading, what can be done there, and its content. */
export function Room({ title, lead, actions, children }: RoomProps) {
  return (
    <div className="room">
      <div className="room-head">
        <div>
          <h1>{title}</h1>
          {lead === undefined ? null : <p>{lead}</p>}
        </div>
        {actions === undefined ? null : <div className="room-actions no-print">{actions}</div>}
      </div>
      {children}
    </div>
  );
}
