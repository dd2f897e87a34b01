import {
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";
import type { z } from "zod";
import type { Contract } from "@chartroom/core/base/contract";
import { ask, tell } from "./client.ts";
import { useReview } from "./review.ts";

/** Reads something of the open review, and again whenever the review changes. */
export function useAsk<Input extends z.ZodType, Output>(
  contract: Contract<Input, Output>,
  input: z.input<Input>,
  options: { enabled?: boolean; keep?: boolean } = {},
): UseQueryResult<Output> {
  const review = useReview();
  return useQuery({
    queryKey: ["review", review, contract.name, input],
    queryFn: ({ signal }) => ask(review, contract, input, signal),
    enabled: options.enabled ?? true,
    // while the next page or search is fetched, the last one stays
    ...(options.keep === true && { placeholderData: (before: unknown) => before as never }),
  });
}

/** Records something in the open review; everything shown is read again afterwards. */
export function useTell<Input extends z.ZodType, Output>(
  contract: Contract<Input, Output>,
): UseMutationResult<Output, Error, z.input<Input>> {
  const review = useReview();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: z.input<Input>) => tell(review, contract, input),
    onSuccess: () => client.invalidateQueries({ queryKey: ["review", review] }),
  });
}
