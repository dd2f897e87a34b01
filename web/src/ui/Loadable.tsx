import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";

/** What went wrong, in the three sentences that every fault owes a person. */
export interface Fault {
  /** The stable code, shown small so that it can be quoted. */
  code?: string | undefined;
  happened: string;
  /** What was kept in spite of it. */
  kept?: string | undefined;
  /** What to do now. */
  hint?: string | undefined;
}

/** Something that is on its way, has failed, or is here. */
export type Loadable<T> =
  | { readonly is: "loading"; readonly words: string }
  | { readonly is: "failed"; readonly fault: Fault; readonly retry?: (() => void) | undefined }
  | { readonly is: "ready"; readonly value: T };

/** The parts of a TanStack query result that a screen needs. */
interface QueryLike<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** Says in words what is being fetched; a moving line, no spinner. */
export function Loading({ words }: { words: string }) {
  return (
    <div className="state" role="status">
      <p className="soft">{words}</p>
      <span className="state-line" />
    </div>
  );
}

/** What happened, what was kept, what to do. */
export function Failed({ fault, retry }: { fault: Fault; retry?: (() => void) | undefined }) {
  return (
    <div className="state" role="alert">
      <h2 className="tone-exclude">
        <Icon name="attention" size={20} />
        {fault.happened}
      </h2>
      {fault.kept === undefined ? null : <p>{fault.kept}</p>}
      {fault.hint === undefined ? null : <p>{fault.hint}</p>}
      <div className="row">
        {retry === undefined ? null : (
          <Button variant="default" onClick={retry}>
            Try again
          </Button>
        )}
        {fault.code === undefined ? null : <code className="soft small">{fault.code}</code>}
      </div>
    </div>
  );
}

export interface EmptyProps {
  title: string;
  /** Whether it stands for the whole room, so that it is the room's heading. */
  whole?: boolean | undefined;
  children: ReactNode;
}

/** Nothing is here yet: says why, and what brings something here. */
export function Empty({ title, whole = false, children }: EmptyProps) {
  const Heading = whole ? "h1" : "h2";
  return (
    <div className="state">
      <Heading>{title}</Heading>
      {children}
    </div>
  );
}

/** Shows the words while loading, the fault where it failed, else what `children` makes of the value. */
export function Await<T>({ data, children }: { data: Loadable<T>; children: (value: T) => ReactNode }) {
  switch (data.is) {
    case "loading":
      return <Loading words={data.words} />;
    case "failed":
      return <Failed fault={data.fault} retry={data.retry} />;
    case "ready":
      return <>{children(data.value)}</>;
  }
}

/** A query's result as a Loadable; data that is here stays shown while a newer answer is awaited. */
export function loadable<T>(
  words: string,
  query: QueryLike<T>,
  toFault: (error: unknown) => Fault,
): Loadable<T> {
  if (query.data !== undefined) return { is: "ready", value: query.data };
  if (query.error === null || query.error === undefined) return { is: "loading", words };
  return {
    is: "failed",
    fault: toFault(query.error),
    retry: () => {
      void query.refetch();
    },
  };
}
