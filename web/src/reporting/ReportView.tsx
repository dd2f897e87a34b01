import { Tabs } from "@mantine/core";
import { useState } from "react";
import type { ReportText } from "@chartroom/core/reporting";
import { Go } from "../ui/Go.tsx";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { Await, Empty, type Loadable } from "../ui/Loadable.tsx";
import { count } from "../ui/number.ts";
import { Room } from "../ui/Room.tsx";
import { Scrolls } from "../ui/Scrolls.tsx";
import { Texts, type TextsProps } from "./Texts.tsx";
import "./report.css";

/** An item of a reporting checklist (PRISMA-ScR, PRISMA-S) and how the review fills it. */
export interface ChecklistItem {
  /** The checklist's own number, such as "7". */
  number: string;
  section: string;
  /** What the item asks, in short. */
  asks: string;
  state: "filled" | "part" | "missing" | "not_applicable";
  /** What fills it, or what is missing. */
  words: string;
  /** The place that fills it; */
  href?: string | undefined;
  /** or the text of the report that does. */
  text?: ReportText | undefined;
}

export interface Checklist {
  name: string;
  items: readonly ChecklistItem[];
}

export interface Download {
  words: string;
  /** "HTML, 240 kB" */
  about: string;
  href: string;
}

export interface ReportState {
  /** Address of the report as it will print, a whole HTML document; absent while there is nothing to report. */
  previewHref?: string | undefined;
  checklists: readonly Checklist[];
  downloads: readonly Download[];
  /** Where the references of included reports are saved for other programs. */
  referencesHref: string;
  /** Set where the counts do not add up: says which. */
  sums?: string | undefined;
}

export interface ReportViewProps {
  report: Loadable<ReportState>;
  texts: Omit<TextsProps, "wanted">;
}

const STATES: Readonly<
  Record<ChecklistItem["state"], { readonly words: string; readonly icon: IconName; readonly tone: string }>
> = {
  filled: { words: "Filled", icon: "check", tone: "tone-include" },
  part: { words: "In part", icon: "attention", tone: "tone-attention" },
  missing: { words: "Missing", icon: "attention", tone: "tone-exclude" },
  not_applicable: { words: "Not applicable", icon: "open", tone: "tone-soft" },
};

function Filler({ item, onText }: { item: ChecklistItem; onText: (text: ReportText) => void }) {
  const { href, text, words } = item;
  if (text !== undefined) {
    return (
      <button
        type="button"
        className="quiet report-filler"
        onClick={() => {
          onText(text);
        }}
      >
        {words}
      </button>
    );
  }
  return href === undefined ? words : <Go href={href}>{words}</Go>;
}

function Items({ checklist, onText }: { checklist: Checklist; onText: (text: ReportText) => void }) {
  const wanting = checklist.items.filter(({ state }) => state === "missing" || state === "part").length;
  return (
    <section className="sheet">
      <div className="row apart">
        <h2>{checklist.name}</h2>
        <span className={`mark ${wanting === 0 ? "tone-include" : "tone-attention"}`}>
          <Icon name={wanting === 0 ? "check" : "attention"} />
          {wanting === 0
            ? "Nothing is missing"
            : `${count(wanting)} of ${count(checklist.items.length)} want something`}
        </span>
      </div>
      <Scrolls label={checklist.name}>
        <table className="table checklist">
          <thead>
            <tr>
              <th scope="col">Item</th>
              <th scope="col">Asks</th>
              <th scope="col">State</th>
              <th scope="col">What stands, or is missing</th>
            </tr>
          </thead>
          <tbody>
            {checklist.items.map((item) => (
              <tr key={item.number}>
                <th scope="row">{item.number}</th>
                <td>
                  <b>{item.section}</b> {item.asks}
                </td>
                <td>
                  <span className={`mark ${STATES[item.state].tone}`}>
                    <Icon name={STATES[item.state].icon} />
                    {STATES[item.state].words}
                  </span>
                </td>
                <td>
                  <Filler item={item} onText={onText} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
    </section>
  );
}

function wantingIn(checklists: readonly Checklist[]): number {
  const items = checklists.flatMap((checklist) => checklist.items);
  return items.filter(({ state }) => state === "missing" || state === "part").length;
}

function Report({ report, texts }: { report: ReportState } & Pick<ReportViewProps, "texts">) {
  const [tab, setTab] = useState<string | null>("preview");
  const [wanted, setWanted] = useState<ReportText>();
  const wanting = wantingIn(report.checklists);
  return (
    <Room title="Report" lead="Computed from the record at this moment; no count in it is typed by hand.">
      <div className="stack">
        {report.sums === undefined ? null : (
          <p className="notice tone-exclude" role="alert">
            <Icon name="attention" />
            <b>The counts do not add up.</b> {report.sums}
          </p>
        )}
        <Tabs
          value={tab}
          onChange={(next) => {
            setWanted(undefined);
            setTab(next);
          }}
          keepMounted={false}
        >
          <Tabs.List className="report-tabs">
            <Tabs.Tab value="preview">Preview</Tabs.Tab>
            <Tabs.Tab value="missing">
              {wanting === 0 ? "Checklist" : `Checklist: ${count(wanting)} missing`}
            </Tabs.Tab>
            <Tabs.Tab value="texts">Texts</Tabs.Tab>
            <Tabs.Tab value="downloads">Downloads</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="preview" pt="md">
            {report.previewHref === undefined ? (
              <Empty title="Nothing to report yet">
                <p>With a protocol and a first import there is a report, and it grows with every decision.</p>
              </Empty>
            ) : (
              <iframe
                className="report-preview"
                title="The report as it will print"
                sandbox=""
                src={report.previewHref}
              />
            )}
          </Tabs.Panel>
          <Tabs.Panel value="missing" pt="md">
            <div className="stack">
              {report.checklists.map((checklist) => (
                <Items
                  key={checklist.name}
                  checklist={checklist}
                  onText={(text) => {
                    setWanted(text);
                    setTab("texts");
                  }}
                />
              ))}
            </div>
          </Tabs.Panel>
          <Tabs.Panel value="texts" pt="md">
            <Texts {...texts} wanted={wanted} />
          </Tabs.Panel>
          <Tabs.Panel value="downloads" pt="md">
            <ul className="plain downloads">
              {report.downloads.map(({ words, about, href }) => (
                <li key={href}>
                  <a href={href} download className="quiet">
                    <Icon name="download" />
                    {words}
                  </a>
                  <span className="soft small">{about}</span>
                </li>
              ))}
              <li>
                <Go href={report.referencesHref} className="quiet">
                  <Icon name="next" />
                  References of the included reports
                </Go>
                <span className="soft small">For Zotero, EndNote, Rayyan, Covidence or any program</span>
              </li>
            </ul>
          </Tabs.Panel>
        </Tabs>
      </div>
    </Room>
  );
}

/** The report as it will print, what is missing for each checklist item, its texts, and the downloads. */
export function ReportView({ report, texts }: ReportViewProps) {
  return <Await data={report}>{(ready) => <Report report={ready} texts={texts} />}</Await>;
}
