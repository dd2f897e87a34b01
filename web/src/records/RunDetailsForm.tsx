import { Button } from "@mantine/core";
import { useState } from "react";
import type { Run } from "@chartroom/core/records";
import { SearchForm } from "./SearchForm.tsx";
import { draftOf, type SearchDraft } from "./searchDraft.ts";

export interface RunDetailsFormProps {
  run: Run;
  runs: readonly Run[];
  sources: readonly string[];
  records: number;
  today: string;
  onDescribe: (run: Run, draft: SearchDraft) => void;
  onClose: () => void;
}

/** What is known of a search that was imported; correcting it is a fact of its own, and can be undone. */
export function RunDetailsForm({ run, onDescribe, onClose, ...props }: RunDetailsFormProps) {
  const [draft, setDraft] = useState(() => draftOf(run));
  const changed = JSON.stringify(draft) !== JSON.stringify(draftOf(run));
  return (
    <form
      className="run-wide stack"
      aria-label={`Details of ${run.fileName}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.source.trim() === "" || !changed) return;
        onDescribe(run, draft);
        onClose();
      }}
    >
      <SearchForm {...props} draft={draft} onChange={setDraft} />
      <div className="row">
        <Button type="submit" disabled={draft.source.trim() === "" || !changed}>
          Save
        </Button>
        <Button variant="default" onClick={onClose}>
          Leave it as it was
        </Button>
      </div>
    </form>
  );
}
