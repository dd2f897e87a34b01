import type { Fact } from "../review/FactList.tsx";
import { HomeView } from "../review/HomeView.tsx";
import { LogView } from "../review/LogView.tsx";
import { OverviewView } from "../review/OverviewView.tsx";
import { TeamView } from "../review/TeamView.tsx";
import { FLOW } from "./drawings.ts";

const nothing = () => undefined;
const NOW = Date.UTC(2026, 2, 3, 14, 2);
const fact = { type: "screening.vote", reason: undefined, subject: undefined, sealed: false } as const;

// invented facts
const FACTS: readonly Fact[] = [
  {
    ...fact,
    hash: "a1",
    icon: "exclude",
    actor: "Reader A.",
    words: "excluded",
    subject: { words: "Chatbots in everything", href: "#c2" },
    reason: "No own data",
    at: NOW - 90_000,
  },
  {
    ...fact,
    hash: "a2",
    icon: "include",
    actor: "Reader B.",
    words: "voted",
    sealed: true,
    at: NOW - 700_000,
  },
  {
    ...fact,
    hash: "a3",
    icon: "pencil",
    actor: "Lead L.",
    words: "amended the protocol to version 2",
    reason: "Simulated images are in scope.",
    at: NOW - 9e7,
  },
  {
    ...fact,
    hash: "a4",
    icon: "upload",
    actor: "Librarian M.",
    words: "imported 412 records of Embase",
    at: NOW - 4e8,
  },
];

/** The first page, with two invented reviews. */
export function HomeSample() {
  return (
    <HomeView
      dropped={[]}
      onFiles={nothing}
      onInto={nothing}
      home={{
        is: "ready",
        value: {
          owner: true,
          open: [
            {
              id: "r1",
              href: "#overview",
              title: "Generative AI in radiology (invented)",
              stands: "Title and abstract; 1,482 records, 6 studies included",
            },
          ],
          earlier: [
            { folder: "/reviews/reefs", title: "Maps of coral reefs (invented)", opened: "12 Jan 2026" },
          ],
          folder: "/reviews",
        },
      }}
      work={{ door: "example", words: "Importing records: 120 of 331", share: 0.36 }}
      onExample={nothing}
      onNew={nothing}
      onFolder={nothing}
    />
  );
}

/** An invented review half-way through screening. */
export function OverviewSample() {
  return (
    <OverviewView
      overview={{
        is: "ready",
        value: {
          flow: FLOW,
          blinded:
            "You see your own votes and closed outcomes; others' votes on open records are hidden, also in these counts.",
          next: {
            words: "Screen 214 records",
            why: "You have done 61; two readers are needed for each.",
            href: "#screening",
          },
          stages: [
            {
              id: "protocol",
              label: "Protocol",
              href: "#protocol",
              state: "done",
              words: "version 2, registered",
            },
            {
              id: "search",
              label: "Search",
              href: "#search",
              state: "done",
              words: "4 sources, 1,482 records",
            },
            {
              id: "dedup",
              label: "Duplicates",
              href: "#dedup",
              state: "waiting",
              words: "4 pairs wait for the librarian",
              progress: 0.94,
            },
            {
              id: "screening",
              label: "Title and abstract",
              href: "#screening",
              state: "next",
              words: "214 left for you",
              progress: 0.62,
            },
            {
              id: "fulltext",
              label: "Full text",
              href: "#fulltext",
              state: "later",
              words: "after screening",
            },
            {
              id: "charting",
              label: "Charting",
              href: "#charting",
              state: "later",
              words: "6 studies so far",
            },
          ],
          pace: { perHour: 84, forecast: "2 to 4 hours left at your pace." },
          sources: [
            { name: "PubMed", records: 612, alone: 288 },
            { name: "Embase", records: 540, alone: 201 },
            { name: "IEEE Xplore", records: 130, alone: 77 },
            { name: "Google Scholar", records: 200, alone: 41 },
          ],
          overlap: [
            { sources: ["PubMed"], citations: 288 },
            { sources: ["PubMed", "Embase"], citations: 240 },
            { sources: ["Embase"], citations: 201 },
            { sources: ["PubMed", "Embase", "Google Scholar"], citations: 44 },
          ],
          agreement: [
            {
              id: "t",
              label: "Title and abstract:",
              words: "87 % the same on 120 records, AC1 0.81 (0.72 to 0.90)",
              agreement: { stage: "title_abstract", pairs: [], overall: [] },
            },
          ],
          latest: FACTS,
          logHref: "#log",
        },
      }}
      now={NOW}
      onCount={nothing}
    />
  );
}

/** Four invented members. */
export function TeamSample() {
  const member = { machine: false, removed: false } as const;
  return (
    <TeamView
      team={{
        is: "ready",
        value: {
          me: "m1",
          mayManage: true,
          mayUnblind: true,
          links: true,
          blinding: "Blinded: nobody sees another's vote on a record before all who are assigned have voted.",
          members: [
            { ...member, id: "m1", name: "Lead L.", roles: ["lead"], launchLink: "#link" },
            { ...member, id: "m2", name: "Reader A.", roles: ["reviewer"], launchLink: "#link" },
            { ...member, id: "m3", name: "Reader B.", roles: ["reviewer"], removed: true },
            { ...member, id: "m4", name: "Invented model 7B", roles: ["machine"], machine: true },
          ],
          assignments: [
            {
              stage: "title_abstract",
              votesNeeded: 2,
              mode: "everybody",
              assigned: [{ id: "m2", name: "Reader A." }],
              voters: [
                { id: "m1", name: "Lead L." },
                { id: "m2", name: "Reader A." },
              ],
            },
          ],
        },
      }}
      onAdd={nothing}
      onChange={nothing}
      onAssign={nothing}
      onUnblind={nothing}
    />
  );
}

/** The log of the invented facts. */
export function LogSample() {
  return (
    <LogView
      log={{
        is: "ready",
        value: {
          total: 2417,
          fetched: 100,
          versions: [{ name: "protocol registered", at: NOW - 4e9, clock: 12 }],
          facts: FACTS,
          people: [{ id: "m1", name: "Lead L." }],
          kinds: [{ id: "screening.vote", words: "Votes" }],
          verification: {
            ok: true,
            when: "today, 09:12",
            facts: 2417,
            findings: ["The tail of 1 of 2 devices is unproven: no other copy holds it."],
          },
          more: true,
          exportHref: "#facts",
        },
      }}
      choice={{ words: "", person: null, kind: null }}
      now={NOW}
      onChoose={nothing}
      onMore={nothing}
      onVerify={nothing}
    />
  );
}
