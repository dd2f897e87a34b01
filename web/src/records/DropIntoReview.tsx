import { COLLECTORS } from "@chartroom/core/review";
import { useMe } from "../app/me.ts";
import { DropAnywhere } from "./DropAnywhere.tsx";
import { deskOf } from "./importDesk.ts";

/** Files that are dropped on any page of a review are looked into, and shown where files are imported. */
export function DropIntoReview({ review, navigate }: { review: string; navigate: (href: string) => void }) {
  const { roles } = useMe();
  if (!COLLECTORS.some((role) => roles.includes(role))) return null;
  return (
    <DropAnywhere
      words="What the files hold is shown first; nothing is kept until you say so."
      onFiles={(files) => {
        deskOf(review).add(files);
        navigate(`/r/${review}/records/import`);
      }}
    />
  );
}
