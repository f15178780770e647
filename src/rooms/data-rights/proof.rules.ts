import type { ContributionId } from "#kernel/ids.ts";
import type { Basis } from "./request.rules.ts";

/** What the log says of an erased or detached contribution. `leaf` null: it was never in the log. */
export type LoggedForgetting = {
  readonly id: ContributionId;
  readonly number: number;
  readonly what: "erase" | "detach";
  readonly at: Date;
  readonly basis: Basis | null;
  readonly leaf: string | null;
  /** Hexadecimal SHA-256 of the leaf, as the tree holds it. */
  readonly leafHash: string | null;
  /** Its place in the log; null while it waits. */
  readonly index: number | null;
  /** A published checkpoint covers it: the proof can be given. */
  readonly isCovered: boolean;
};
