import { createContext, use } from "react";
import type { Member } from "@chartroom/core/review";

const Me = createContext<Member | undefined>(undefined);

export const MeProvider = Me.Provider;

/** The member who is signed in to the open review. */
export function useMe(): Member {
  const me = use(Me);
  if (me === undefined) throw new Error("nobody is signed in here");
  return me;
}
