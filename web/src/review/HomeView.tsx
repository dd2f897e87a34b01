import { Button, TextInput, Textarea } from "@mantine/core";
import { type ReactNode, useRef, useState } from "react";
import { Go } from "../ui/Go.tsx";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { Await, type Loadable } from "../ui/Loadable.tsx";
import { percent } from "../ui/number.ts";
import "./home.css";

/** A review that was open on this machine before. */
export interface RecentReview {
  id: string;
  href: string;
  title: string;
  stage: string;
  /** Share of the work at this stage that is done, 0 to 1. */
  progress: number;
  /** Last change in words: "2 days ago, R. A." */
  changed: string;
}

/** The least that a review needs to begin. */
export interface NewReview {
  title: string;
  population: string;
  concept: string;
  context: string;
}

export interface HomeViewProps {
  recent: Loadable<readonly RecentReview[]>;
  /** Where the program runs: reviews live in this folder, or on this server. */
  place: string;
  onExample: () => void;
  onNew: (review: NewReview) => void;
  onFiles: (files: readonly File[]) => void;
  /** Asks for a folder on this machine; absent where the page is served from elsewhere. */
  onFolder?: ((path: string) => void) | undefined;
}

function Door({
  icon,
  title,
  words,
  children,
}: {
  icon: IconName;
  title: string;
  words: string;
  children: ReactNode;
}) {
  return (
    <section className="door">
      <h2>
        <Icon name={icon} size={20} />
        {title}
      </h2>
      <p className="soft">{words}</p>
      {children}
    </section>
  );
}

function NewForm({ onNew }: Pick<HomeViewProps, "onNew">) {
  const [draft, setDraft] = useState<NewReview>({ title: "", population: "", concept: "", context: "" });
  const missing = draft.title.trim() === "";
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!missing) onNew(draft);
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
        <Button type="submit" variant="default" disabled={missing}>
          Begin
        </Button>
      </div>
    </form>
  );
}

function FilesForm({ onFiles, onFolder }: Pick<HomeViewProps, "onFiles" | "onFolder">) {
  const [path, setPath] = useState("");
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <div className="stack">
      {onFolder === undefined ? null : (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (path.trim() !== "") onFolder(path.trim());
          }}
        >
          <TextInput
            label="Folder of a review"
            value={path}
            onChange={(event) => {
              setPath(event.currentTarget.value);
            }}
          />
          <div>
            <Button type="submit" variant="default" disabled={path.trim() === ""}>
              Open folder
            </Button>
          </div>
        </form>
      )}
      <div className="row">
        <Button
          variant="default"
          leftSection={<Icon name="upload" />}
          onClick={() => chooser.current?.click()}
        >
          Choose export files
        </Button>
      </div>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label="Choose export files"
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
        }}
      />
    </div>
  );
}

function Recent({ reviews }: { reviews: readonly RecentReview[] }) {
  if (reviews.length === 0) return <p className="soft">None yet. What you open appears here.</p>;
  return (
    <ul className="plain recent">
      {reviews.map(({ id, href, title, stage, progress, changed }) => (
        <li key={id}>
          <Go href={href} className="recent-title">
            {title}
          </Go>
          <span className="recent-stage">
            <span>
              {stage}, {percent(progress)}
            </span>
            <span className="meter" aria-hidden="true">
              <span style={{ width: `${progress * 100}%` }} />
            </span>
          </span>
          <span className="soft small">{changed}</span>
        </li>
      ))}
    </ul>
  );
}

/** Three doors and the reviews of before; no account, no tour. */
export function HomeView(props: HomeViewProps) {
  return (
    <main
      className="home"
      onDragOver={(event) => {
        event.preventDefault();
      }}
      onDrop={(event) => {
        event.preventDefault();
        props.onFiles([...event.dataTransfer.files]);
      }}
    >
      <header>
        <h1>Chartroom</h1>
        <p>
          From a question to a living evidence map. Every decision is kept; every count is computed from them.
        </p>
      </header>
      <div className="doors">
        <Door
          icon="card"
          title="Open the example"
          words="A complete small review with conflicts, charts and a report. Two minutes; nothing in it can break."
        >
          <div>
            <Button onClick={props.onExample}>Open the example</Button>
          </div>
        </Door>
        <Door
          icon="plus"
          title="New review"
          words="A title and the question are enough. All else can be changed later, and every change is kept."
        >
          <NewForm onNew={props.onNew} />
        </Door>
        <Door
          icon="folder"
          title="Open a folder or drop files"
          words="A review is a folder. Export files from databases or other screening tools can be dropped anywhere here."
        >
          <FilesForm onFiles={props.onFiles} onFolder={props.onFolder} />
        </Door>
      </div>
      <section className="home-recent">
        <h2>Recent reviews</h2>
        <Await data={props.recent}>{(reviews) => <Recent reviews={reviews} />}</Await>
      </section>
      <footer className="soft small">{props.place}</footer>
    </main>
  );
}
