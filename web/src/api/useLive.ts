import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

const CALM = 400; // milliseconds: a burst of changes is one

/** Reads everything again when somebody changed the review; says whether the server can be heard. */
export function useLive(review: string): { away: boolean } {
  const client = useQueryClient();
  const [away, setAway] = useState(false);
  useEffect(() => {
    const events = new EventSource(`/api/r/${review}/events`);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const changed = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void client.invalidateQueries({ queryKey: ["review", review] }), CALM);
    };
    events.addEventListener("changed", changed);
    events.addEventListener("open", () => {
      setAway(false);
    });
    events.addEventListener("error", () => {
      setAway(true);
    });
    return () => {
      clearTimeout(timer);
      events.close();
    };
  }, [review, client]);
  return { away };
}
