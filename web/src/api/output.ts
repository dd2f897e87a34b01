/** What an action of the given contract answers. */
export type Output<One extends { readonly output?: unknown }> = Exclude<One["output"], undefined>;
