import { createContext, use } from "react";

const Review = createContext<string | undefined>(undefined);

/** Says which review everything below belongs to. */
export const ReviewProvider = Review.Provider;

/** The id of the review that is open. */
export function useReview(): string {
  const review = use(Review);
  if (review === undefined) throw new Error("no review is open here");
  return review;
}
