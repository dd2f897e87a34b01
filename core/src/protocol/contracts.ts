import { z } from "zod";
import { reading, writing } from "../base/contract.ts";
import { type Protocol, protocolSchema } from "./protocol.ts";
import { type Reopened, reopeningSchema } from "./reopening.ts";

/** One version of the protocol, as stated or amended. */
export interface ProtocolVersion {
  fact: string;
  number: number;
  at: string;
  actor: string;
  reason: string;
  /** What it re-opened, as an amendment. */
  reopened: Reopened[];
  protocol: Protocol;
}

export interface ProtocolState {
  /** Undefined until one is stated. */
  current: ProtocolVersion | undefined;
  /** Earlier and current versions, oldest first, without their text. */
  history: Omit<ProtocolVersion, "protocol">[];
  /** Two amendments that were made side by side on different copies and wait for the lead. */
  conflict: string[];
}

export const protocol = reading(
  "protocol.get",
  "The protocol in force and its history",
  z.object({}),
).gives<ProtocolState>();

export const protocolVersion = reading(
  "protocol.version",
  "One version of the protocol, whole",
  z.object({ fact: z.string() }),
).gives<ProtocolVersion>();

export const stateProtocol = writing(
  "protocol.state",
  "States the protocol, or amends it with a reason; an amendment names the outcomes that it re-opens, all others stand",
  z.object({
    protocol: protocolSchema,
    reason: z.string().trim().default(""),
    reopens: z.array(reopeningSchema).max(100).default([]),
  }),
).gives<ProtocolVersion>();
