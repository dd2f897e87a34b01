import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Progress } from "@chartroom/core/base/progress";
import { askHome, makeReview, openExample, openFolder } from "../api/client.ts";
import { carryFiles } from "../api/carriedFiles.ts";
import { faultOf } from "../api/fault.ts";
import { loadable } from "../ui/Loadable.tsx";
import { useNow } from "../ui/useNow.ts";
import { homeOf, progressWords } from "./homeFromServer.ts";
import { type DoorName, HomeView, type HomeViewProps } from "./HomeView.tsx";

/** The first page: what is open, what was, and the doors to more. */
export function HomeRoom() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const now = useNow();
  const query = useQuery({ queryKey: ["home"], queryFn: askHome });
  const [work, setWork] = useState<HomeViewProps["work"]>();
  const [fault, setFault] = useState<HomeViewProps["fault"]>();

  const [dropped, setDropped] = useState<readonly File[]>([]);
  const enterReview = async (review: string) => {
    carryFiles(dropped);
    setDropped([]);
    await navigate({ to: dropped.length > 0 ? `/r/${review}/records/import` : `/r/${review}/` });
  };
  const enter = async (door: DoorName, words: string, open: () => Promise<{ review: string }>) => {
    setFault(undefined);
    setWork({ door, words });
    try {
      const { review } = await open();
      await client.invalidateQueries({ queryKey: ["home"] });
      await enterReview(review);
    } catch (error) {
      setFault({ door, fault: faultOf(error) });
    } finally {
      setWork(undefined);
    }
  };
  const onProgress = (progress: Progress) => {
    setWork({ door: "example", ...progressWords(progress) });
  };
  const data = query.data && homeOf(query.data, now);
  return (
    <HomeView
      home={loadable(
        "Looking for your reviews…",
        { data, error: query.error, refetch: query.refetch },
        faultOf,
      )}
      work={work}
      dropped={dropped.map(({ name }) => name)}
      onFiles={setDropped}
      onInto={(review) => void enterReview(review)}
      fault={fault}
      onExample={(name) =>
        void enter("example", "Making the example from its files…", () => openExample(name, onProgress))
      }
      onNew={(wish) =>
        void enter("new", "Making the review…", () => makeReview({ ...wish, title: wish.title.trim() }))
      }
      onFolder={(folder) => void enter("folder", `Opening ${folder}…`, () => openFolder(folder))}
    />
  );
}
