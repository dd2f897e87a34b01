import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { askHome, makeReview, openFolder } from "../api/client.ts";
import { faultOf } from "../api/fault.ts";
import type { Fault } from "../ui/Loadable.tsx";
import { type DropTarget, HomeDrop } from "./HomeDrop.tsx";
import { deskOf } from "./importDesk.ts";

function entered(target: DropTarget): Promise<{ review: string }> {
  switch (target.is) {
    case "open":
      return Promise.resolve({ review: target.review });
    case "folder":
      return openFolder(target.folder);
    case "new":
      return makeReview({ title: target.title, population: "", concept: "", context: "" });
  }
}

/** Takes files that are dropped on the first page into a review, and goes there. */
export function HomeDropRoom() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data } = useQuery({ queryKey: ["home"], queryFn: askHome });
  const [busy, setBusy] = useState<string>();
  const [fault, setFault] = useState<Fault>();
  const go = async (target: DropTarget, files: readonly File[]) => {
    setFault(undefined);
    setBusy(target.is === "new" ? "Making the review…" : `Opening ${target.title}…`);
    try {
      const { review } = await entered(target);
      deskOf(review).add(files);
      await client.invalidateQueries({ queryKey: ["home"] });
      await navigate({ to: `/r/${review}/records/import` });
    } catch (error) {
      setFault(faultOf(error));
    } finally {
      setBusy(undefined);
    }
  };
  if (data === undefined) return null;
  const targets: DropTarget[] = [
    ...data.open.map(({ review, title }) => ({ is: "open" as const, review, title })),
    ...data.recent.map(({ folder, title }) => ({ is: "folder" as const, folder, title })),
  ];
  return (
    <HomeDrop
      targets={targets}
      mayMake={data.owner}
      busy={busy}
      fault={fault}
      onGo={(target, files) => void go(target, files)}
    />
  );
}
