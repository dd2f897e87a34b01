import { useEffect, useState } from "react";
import { status } from "@chartroom/core/flow";
import { checklist, type ReportText, reportTexts, writeText } from "@chartroom/core/reporting";
import { COLLECTORS, hasRole, undo } from "@chartroom/core/review";
import { downloadHref } from "../api/client.ts";
import { faultOf } from "../api/fault.ts";
import { useReview } from "../api/review.ts";
import { useAsk, useTell } from "../api/useAsk.ts";
import { useMe } from "../app/me.ts";
import { loadable } from "../ui/Loadable.tsx";
import { checklistOf } from "./fromServer.ts";
import { readDrafts, withDraft, writeDrafts } from "./textDrafts.ts";
import { type Download, type ReportState, ReportView } from "./ReportView.tsx";

const DOWNLOADS: readonly (readonly [words: string, about: string, name: string])[] = [
  ["The report", "HTML, one file that needs nothing else", "report.html"],
  ["The report to edit", "DOCX, for Word and LibreOffice", "report.docx"],
  ["Charted data and counts", "XLSX, one sheet a table", "report.xlsx"],
  ["Charted data", "CSV, a row per study", "report.csv"],
  ["Flow diagram", "SVG, PRISMA 2020", "report.svg"],
];

function downloads(review: string): Download[] {
  return DOWNLOADS.map(([words, about, name]) => ({ words, about, href: downloadHref(review, name, true) }));
}

/** The report: as it stands, what it wants, its texts, its files. */
export function ReportRoom() {
  const review = useReview();
  const me = useMe();
  const standing = useAsk(status, {});
  const items = useAsk(checklist, {});
  const texts = useAsk(reportTexts, {});
  const write = useTell(writeText);
  const takeBack = useTell(undo);
  const [drafts, setDrafts] = useState(() => readDrafts(localStorage, review, me.id));
  const changeDraft = (part: ReportText, text: string, kept: string) => {
    setDrafts((before) => withDraft(before, part, text, kept));
  };
  useEffect(() => {
    writeDrafts(localStorage, review, me.id, drafts);
  }, [review, me.id, drafts]);
  const [last, setLast] = useState<{ part: ReportText; fact: string | undefined }>();

  const report: ReportState | undefined =
    standing.data && items.data && texts.data
      ? {
          // the version makes the frame load anew when the record has changed
          ...(standing.data.counts.identified > 0 && {
            previewHref: `${downloadHref(review, "report.html")}?at=${standing.data.version}`,
          }),
          checklists: [{ name: "PRISMA-ScR", items: checklistOf(review, items.data) }],
          downloads: downloads(review),
          referencesHref: `/r/${review}/records/export?class=included`,
          ...(standing.data.faults.length > 0 && { sums: standing.data.faults.join(" ") }),
        }
      : undefined;
  const query = {
    data: report,
    error: standing.error ?? items.error ?? texts.error,
    refetch: () => Promise.all([standing.refetch(), items.refetch(), texts.refetch()]),
  };
  const fault = write.error ?? takeBack.error;
  return (
    <ReportView
      report={loadable("Writing the report from the record…", query, faultOf)}
      texts={{
        texts: texts.data ?? {},
        mayWrite: hasRole(me, ...COLLECTORS),
        drafts,
        onDraft: (part, text) => {
          changeDraft(part, text, texts.data?.[part] ?? "");
        },
        onWrite: (part, text) => {
          setLast({ part, fact: undefined });
          takeBack.reset();
          write.mutate(
            { part, text },
            {
              onSuccess: ({ fact }) => {
                changeDraft(part, text, text);
                setLast({ part, fact });
              },
            },
          );
        },
        ...(last?.fact !== undefined && {
          kept: {
            part: last.part,
            undo: () => {
              if (last.fact === undefined) return;
              takeBack.mutate({ fact: last.fact });
              setLast(undefined);
            },
          },
        }),
        ...(fault !== null && last !== undefined && { fault: { part: last.part, fault: faultOf(fault) } }),
      }}
    />
  );
}
