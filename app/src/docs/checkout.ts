import { fileURLToPath } from "node:url";

/** The checkout's folder, with a `/` at its end. */
export const checkout = fileURLToPath(new URL("../../../", import.meta.url));
