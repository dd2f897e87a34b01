import { Button, Radio } from "@mantine/core";
import type { Run } from "@chartroom/core/records";
import { counted } from "../ui/number.ts";
import { missingIn } from "./ImportPreview.tsx";
import type { ReadFile } from "./importDesk.ts";
import { SearchForm } from "./SearchForm.tsx";
import { basisOf, type SearchDraft } from "./searchDraft.ts";

export interface ImportTogetherProps {
  /** The files that can be kept. */
  files: readonly ReadFile[];
  sources: readonly string[];
  runs: readonly Run[];
  today: string;
  /** Whether they are the result of one search. */
  together: boolean;
  onTogether: (together: boolean) => void;
  onDraft: (file: string, draft: SearchDraft) => void;
  /** Keeps all of them: as one search where `together`, else each as its own form says. */
  onKeepTogether: () => void;
}

/** Several files at once: a search each, or one search that was exported in parts. */
export function ImportTogether(props: ImportTogetherProps) {
  const { files, together } = props;
  const [first] = files;
  if (first === undefined) return null;
  const records = files.reduce((sum, { preview }) => sum + preview.records, 0);
  const waiting = (together ? files.map((file) => ({ ...file, draft: first.draft })) : files).flatMap(
    (file) => missingIn(file) ?? [],
  );
  const busy = files.some(({ rereading }) => rereading);
  return (
    <section className="sheet stack" aria-label="All files">
      <Radio.Group
        label={<b>{`${counted(files.length, "file")} with ${counted(records, "record")}: what are they?`}</b>}
        value={together ? "one" : "each"}
        onChange={(value) => {
          props.onTogether(value === "one");
        }}
      >
        <div className="import-choice">
          <Radio
            value="each"
            label="A search each"
            description="One run for each file, each with its own source and day"
          />
          <Radio
            value="one"
            label="One search in several files"
            description="One run of all files: its hits are counted once, and it is withdrawn as a whole"
          />
        </div>
      </Radio.Group>
      {together ? (
        <SearchForm
          draft={first.draft}
          basis={basisOf(first.preview, first.draft)}
          sources={props.sources}
          runs={props.runs}
          records={records}
          today={props.today}
          onChange={(next) => {
            for (const { id } of files) props.onDraft(id, next);
          }}
        />
      ) : null}
      <div className="row">
        <Button disabled={waiting.length > 0 || busy} onClick={props.onKeepTogether}>
          {together
            ? `Keep ${counted(records, "record")} as one search`
            : `Keep all ${counted(files.length, "file")}`}
        </Button>
        {waiting.length === 0 ? null : (
          <span className="soft">
            {together
              ? waiting[0]
              : `${counted(waiting.length, "file")} below ${waiting.length === 1 ? "waits" : "wait"} for a word of yours.`}
          </span>
        )}
      </div>
    </section>
  );
}
