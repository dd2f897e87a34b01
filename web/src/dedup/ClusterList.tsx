import { Button, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { Go } from "../ui/Go.tsx";
import { Icon } from "../ui/Icon.tsx";
import { count, counted } from "../ui/number.ts";

/** A pair of records that holds a citation together. */
export interface ClusterJoin {
  a: string;
  b: string;
  /** "PubMed and Embase". */
  sources: string;
  /** What agreed, or who said so. */
  reason: string;
}

/** A citation with several records. */
export interface Cluster {
  id: string;
  href: string;
  title: string;
  about: string;
  flags: readonly string[];
  records: readonly { readonly id: string; readonly source: string }[];
  joins: readonly ClusterJoin[];
}

export interface ClusterListProps {
  /** What is searched, as typed. */
  words: string;
  /** Place of the first that is shown, from 0; how many there are in all that fit. */
  from: number;
  total: number;
  clusters: readonly Cluster[];
  onWords: (words: string) => void;
  onPage: (by: 1 | -1) => void;
  onSplit: (record: string, source: string) => void;
  onSeparate: (cluster: Cluster) => void;
  /** Shows which fields of a pair agree, and what decided. */
  why: (join: ClusterJoin) => ReactNode;
}

function OneCluster({
  cluster,
  onSplit,
  onSeparate,
  why,
}: { cluster: Cluster } & Pick<ClusterListProps, "onSplit" | "onSeparate" | "why">) {
  return (
    <li className="cluster">
      <Go href={cluster.href}>{cluster.title}</Go>
      <p className="soft small">
        {cluster.flags.map((flag) => (
          <span key={flag} className="mark tone-attention">
            <Icon name="flag" />
            {flag}{" "}
          </span>
        ))}
        {cluster.about}
      </p>
      <div className="row">
        {cluster.records.map((record) => (
          <button
            key={record.id}
            type="button"
            className="quiet small"
            aria-label={`Split off the record from ${record.source}`}
            title="Split off: this record is another work"
            onClick={() => {
              onSplit(record.id, record.source);
            }}
          >
            <Icon name="split" />
            {record.source}
          </button>
        ))}
        {cluster.records.length > 2 ? (
          <button
            type="button"
            className="quiet small"
            onClick={() => {
              onSeparate(cluster);
            }}
          >
            <Icon name="cross" />
            Take all apart
          </button>
        ) : null}
      </div>
      <ul className="plain">
        {cluster.joins.map((join) => (
          <li key={`${join.a} ${join.b}`}>{why(join)}</li>
        ))}
      </ul>
    </li>
  );
}

/** Every citation that was joined from several records: to be searched, looked into and taken apart again. */
export function ClusterList({ words, from, total, clusters, onWords, onPage, ...each }: ClusterListProps) {
  const last = from + clusters.length;
  return (
    <section className="sheet stack" aria-label="Joined records">
      <h2>
        {words.trim() === ""
          ? `${counted(total, "citation")} joined from several records`
          : `${counted(total, "joined citation")} with “${words.trim()}”`}
      </h2>
      <TextInput
        className="cluster-search"
        aria-label="Search the joined citations"
        placeholder="Title, author, DOI or PMID"
        leftSection={<Icon name="search" />}
        value={words}
        onChange={(event) => {
          onWords(event.currentTarget.value);
        }}
      />
      {total === 0 ? (
        <p className="soft">
          {words.trim() === "" ? "No record was joined with another." : "None has all these words."}
        </p>
      ) : (
        <ol className="plain">
          {clusters.map((cluster) => (
            <OneCluster key={cluster.id} cluster={cluster} {...each} />
          ))}
        </ol>
      )}
      {total > clusters.length ? (
        <div className="row">
          <Button
            variant="default"
            disabled={from === 0}
            onClick={() => {
              onPage(-1);
            }}
          >
            Earlier
          </Button>
          <Button
            variant="default"
            disabled={last >= total}
            onClick={() => {
              onPage(1);
            }}
          >
            Further
          </Button>
          <span className="soft">{`${count(from + 1)} to ${count(last)} of ${count(total)}`}</span>
        </div>
      ) : null}
    </section>
  );
}
