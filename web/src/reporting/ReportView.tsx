import { Tabs } from "@mantine/core";
import { Go } from "../ui/Go.tsx";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { Await, Empty, type Loadable } from "../ui/Loadable.tsx";
import { count } from "../ui/number.ts";
import { Room } from "../ui/Room.tsx";
import { Scrolls } from "../ui/Scrolls.tsx";
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
  /** The place that fills it. */
  href: string;
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
  /** Set where the counts do not add up: says which. */
  sums?: string | undefined;
}

const STATES: Readonly<
  Record<ChecklistItem["state"], { readonly words: string; readonly icon: IconName; readonly tone: string }>
> = {
  filled: { words: "Filled", icon: "check", tone: "tone-include" },
  part: { words: "In part", icon: "attention", tone: "tone-attention" },
  missing: { words: "Missing", icon: "attention", tone: "tone-exclude" },
  not_applicable: { words: "Not applicable", icon: "open", tone: "tone-soft" },
};

function Items({ checklist }: { checklist: Checklist }) {
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
            {checklist.items.map(({ number, section, asks, state, words, href }) => (
              <tr key={number}>
                <th scope="row">{number}</th>
                <td>
                  <b>{section}</b> {asks}
                </td>
                <td>
                  <span className={`mark ${STATES[state].tone}`}>
                    <Icon name={STATES[state].icon} />
                    {STATES[state].words}
                  </span>
                </td>
                <td>
                  <Go href={href}>{words}</Go>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
    </section>
  );
}

function Report({ report }: { report: ReportState }) {
  return (
    <Room title="Report" lead="Computed from the record at this moment; nothing in it is typed twice.">
      <div className="stack">
        {report.sums === undefined ? null : (
          <p className="notice tone-exclude" role="alert">
            <Icon name="attention" />
            <b>The counts do not add up.</b> {report.sums}
          </p>
        )}
        <Tabs defaultValue="preview" keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="preview">Preview</Tabs.Tab>
            <Tabs.Tab value="missing">What is missing</Tabs.Tab>
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
                <Items key={checklist.name} checklist={checklist} />
              ))}
            </div>
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
            </ul>
          </Tabs.Panel>
        </Tabs>
      </div>
    </Room>
  );
}

/** The report as it will print, what is missing for each checklist item, and the downloads. */
export function ReportView({ report }: { report: Loadable<ReportState> }) {
  return <Await data={report}>{(ready) => <Report report={ready} />}</Await>;
}
