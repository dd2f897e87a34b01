import { Button, Textarea, TextInput } from "@mantine/core";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Go } from "../ui/Go.tsx";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { Await, type Fault, type Loadable } from "../ui/Loadable.tsx";
import { Refused } from "../ui/Refused.tsx";
import { useDropped } from "../ui/useDropped.ts";
import "./home.css";

/** A review that is open on this server. */
export interface OpenReview {
  id: string;
  href: string;
  title: string;
  /** Where it stands: "Full text; 331 records, 38 studies included". */
  stands: string;
}

/** A review that was open on this machine before. */
export interface EarlierReview {
  folder: string;
  title: string;
  /** When it was opened last, in words. */
  opened: string;
}

/** The least that a review needs to begin. */
export interface NewReview {
  title: string;
  population: string;
  concept: string;
  context: string;
}

export const EXAMPLES = ["generative-ai-radiology", "tutorial"] as const;
export type Example = (typeof EXAMPLES)[number];

/** What is known of this person's reviews. */
export interface Home {
  /** Whether this person started the server, and may make and open reviews. */
  owner: boolean;
  open: readonly OpenReview[];
  earlier: readonly EarlierReview[];
  /** Where new reviews are put; known to the owner. */
  folder?: string | undefined;
}

/** Behind which door something is under way, or was refused. */
export type DoorName = "example" | "new" | "folder";

export interface HomeViewProps {
  home: Loadable<Home>;
  /** What is being done, in words. */
  work?: { readonly door: DoorName; readonly words: string; readonly share?: number | undefined } | undefined;
  fault?: { readonly door: DoorName; readonly fault: Fault } | undefined;
  /** Names of the files that were dropped here and wait to hear into which review they go. */
  dropped: readonly string[];
  onFiles: (files: readonly File[]) => void;
  onInto: (review: string) => void;
  onExample: (name: Example) => void;
  onNew: (review: NewReview) => void;
  onFolder: (path: string) => void;
}

interface DoorProps {
  name: DoorName;
  icon: IconName;
  title: string;
  words: string;
  children: ReactNode;
}

function Door({
  name,
  icon,
  title,
  words,
  work,
  fault,
  children,
}: DoorProps & Pick<HomeViewProps, "work" | "fault">) {
  return (
    <section className="door">
      <h2>
        <Icon name={icon} size={20} />
        {title}
      </h2>
      <p className="soft">{words}</p>
      {children}
      {work?.door !== name ? null : (
        <div role="status">
          <p className="soft small">{work.words}</p>
          {work.share === undefined ? (
            <span className="state-line" />
          ) : (
            <span className="meter" aria-hidden="true">
              <span style={{ width: `${work.share * 100}%` }} />
            </span>
          )}
        </div>
      )}
      {fault?.door === name ? <Refused fault={fault.fault} /> : null}
    </section>
  );
}

function ExampleDoor({ onExample, busy }: Pick<HomeViewProps, "onExample"> & { busy: boolean }) {
  return (
    <div className="stack">
      <div>
        <Button
          disabled={busy}
          onClick={() => {
            onExample("generative-ai-radiology");
          }}
        >
          Open the example
        </Button>
        <p className="soft small">
          Generative AI in radiology: real records, read by language models, from search to report.
        </p>
      </div>
      <div>
        <Button
          variant="default"
          disabled={busy}
          onClick={() => {
            onExample("tutorial");
          }}
        >
          Open the tutorial
        </Button>
        <p className="soft small">
          A small review with invented records and readers, done in a moment: try things on it.
        </p>
      </div>
    </div>
  );
}

function NewForm({ onNew, busy }: Pick<HomeViewProps, "onNew"> & { busy: boolean }) {
  const [draft, setDraft] = useState<NewReview>({ title: "", population: "", concept: "", context: "" });
  const missing = draft.title.trim() === "";
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!missing && !busy) onNew(draft);
      }}
    >
      <TextInput
        label="Title"
        value={draft.title}
        onChange={(event) => {
          setDraft({ ...draft, title: event.currentTarget.value });
        }}
      />
      {(["population", "concept", "context"] as const).map((element) => (
        <Textarea
          key={element}
          label={element.charAt(0).toUpperCase() + element.slice(1)}
          autosize
          minRows={1}
          value={draft[element]}
          onChange={(event) => {
            setDraft({ ...draft, [element]: event.currentTarget.value });
          }}
        />
      ))}
      <div>
        <Button type="submit" variant="default" disabled={missing || busy}>
          Begin
        </Button>
      </div>
    </form>
  );
}

function FolderForm({ onFolder, busy }: Pick<HomeViewProps, "onFolder"> & { busy: boolean }) {
  const [path, setPath] = useState("");
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (path.trim() !== "" && !busy) onFolder(path.trim());
      }}
    >
      <TextInput
        label="Folder of the review"
        description="Its whole path on this machine"
        value={path}
        onChange={(event) => {
          setPath(event.currentTarget.value);
        }}
      />
      <div>
        <Button type="submit" variant="default" disabled={path.trim() === "" || busy}>
          Open folder
        </Button>
      </div>
    </form>
  );
}

function Doors(props: HomeViewProps) {
  const { work, fault } = props;
  const busy = work !== undefined;
  return (
    <div className="doors">
      <Door
        name="example"
        icon="card"
        title="Open the example"
        words="A whole review to look at and to try things on. It is made anew from its files, so nothing in it can break."
        work={work}
        fault={fault}
      >
        <ExampleDoor onExample={props.onExample} busy={busy} />
      </Door>
      <Door
        name="new"
        icon="plus"
        title="New review"
        words="A title and the question are enough. All else can be changed later, and every change is kept."
        work={work}
        fault={fault}
      >
        <NewForm onNew={props.onNew} busy={busy} />
      </Door>
      <Door
        name="folder"
        icon="folder"
        title="Open a folder"
        words="A review is a folder: your own, a copy, or one that a colleague sent. Export files of databases can be dropped anywhere here."
        work={work}
        fault={fault}
      >
        <FolderForm onFolder={props.onFolder} busy={busy} />
      </Door>
    </div>
  );
}

function Open({ reviews }: { reviews: readonly OpenReview[] }) {
  return (
    <ul className="plain recent">
      {reviews.map(({ id, href, title, stands }) => (
        <li key={id}>
          <Go href={href} className="recent-title">
            {title}
          </Go>
          <span className="soft">{stands}</span>
        </li>
      ))}
    </ul>
  );
}

function Earlier({
  reviews,
  onFolder,
}: { reviews: readonly EarlierReview[] } & Pick<HomeViewProps, "onFolder">) {
  return (
    <ul className="plain recent">
      {reviews.map(({ folder, title, opened }) => (
        <li key={folder}>
          <span>
            <span className="recent-title">{title}</span>
            <span className="soft small recent-folder">{`${folder}, opened ${opened}`}</span>
          </span>
          <span>
            <Button
              variant="default"
              aria-label={`Open ${title}`}
              onClick={() => {
                onFolder(folder);
              }}
            >
              Open
            </Button>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Asks into which review dropped files go; nothing of them is kept before it was seen there. */
function Dropped({
  home,
  dropped,
  onFiles,
  onInto,
}: { home: Home } & Pick<HomeViewProps, "dropped" | "onFiles" | "onInto">) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  return (
    <section className="sheet stack home-dropped">
      <h2 ref={heading} tabIndex={-1}>
        {`Into which review ${dropped.length === 1 ? "does this file" : `do these ${dropped.length} files`} go?`}
      </h2>
      <p className="soft">{dropped.join(", ")}</p>
      {home.open.length === 0 ? null : (
        <div className="row">
          {home.open.map(({ id, title }) => (
            <Button
              key={id}
              variant="default"
              onClick={() => {
                onInto(id);
              }}
            >
              {title}
            </Button>
          ))}
        </div>
      )}
      <p className="soft small">
        {home.owner
          ? `Or begin a new review, or open one, below: ${dropped.length === 1 ? "the file comes" : "the files come"} along. `
          : ""}
        {dropped.length === 1 ? "What it holds" : "What they hold"} is shown before anything is kept.
      </p>
      <div>
        <button
          type="button"
          className="quiet small"
          onClick={() => {
            onFiles([]);
          }}
        >
          <Icon name="cross" />
          Leave them
        </button>
      </div>
    </section>
  );
}

function Signed({ home, ...rest }: { home: Home } & Omit<HomeViewProps, "home">) {
  return (
    <>
      {rest.dropped.length === 0 || (!home.owner && home.open.length === 0) ? null : (
        <Dropped home={home} {...rest} />
      )}
      {home.owner ? (
        <Doors {...rest} home={{ is: "ready", value: home }} />
      ) : (
        <p className="notice tone-soft">
          <Icon name="person" />
          {home.open.length === 0
            ? "You are not signed in here. Open the launch link that the lead of your review gave you."
            : "Your reviews on this server stand below. Whoever started the server can make and open others."}
        </p>
      )}
      {home.open.length === 0 ? null : (
        <section className="home-recent">
          <h2>{home.owner ? "Open now" : "Your reviews"}</h2>
          <Open reviews={home.open} />
        </section>
      )}
      {home.earlier.length === 0 ? null : (
        <section className="home-recent">
          <h2>Earlier</h2>
          <Earlier reviews={home.earlier} onFolder={rest.onFolder} />
        </section>
      )}
      {home.folder === undefined ? null : (
        <footer className="soft small">
          New reviews become folders in {home.folder}. Nothing leaves this machine.
        </footer>
      )}
    </>
  );
}

/** Three doors and the reviews of before; no account, no tour. Whoever did not start the server sees their reviews alone. */
export function HomeView({ home, ...rest }: HomeViewProps) {
  const over = useDropped((files) => {
    if (files.length > 0) rest.onFiles(files);
  });
  return (
    <main className={over ? "home is-over" : "home"}>
      <header>
        <h1>Chartroom</h1>
        <p>
          From a question to a living evidence map. Every decision is kept; every count is computed from them.
        </p>
      </header>
      <Await data={home}>{(ready) => <Signed {...rest} home={ready} />}</Await>
    </main>
  );
}
