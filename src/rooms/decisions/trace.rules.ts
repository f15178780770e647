import type { BasisKind } from "./group.rules.ts";
import type { ReviewAct } from "./review.rules.ts";

export type BasisLine = {
  readonly kind: BasisKind;
  readonly reference: string;
  readonly words: string;
  readonly count: number;
  readonly madeAt: Date;
};

export type TiedClaim = {
  readonly number: number;
  /** As it is being written: for the team. */
  readonly text: string;
  /** As it was last published; null when it never was, or was withdrawn. */
  readonly publishedText: string | null;
  readonly madeAt: Date;
};

export type Batch = {
  readonly id: string;
  readonly words: string;
  readonly count: number;
  /** Of those, the contributions still in the draft. */
  readonly left: number;
  readonly by: string | null;
  readonly madeAt: Date;
  readonly undoneAt: Date | null;
};

export type Review = {
  readonly act: ReviewAct;
  readonly version: number;
  readonly note: string;
  readonly by: string | null;
  readonly actingRole: string;
  readonly madeAt: Date;
};

export type Successor = {
  readonly number: number;
  readonly state: "draft" | "published" | "replaced";
  readonly reason: string;
  readonly count: number;
  readonly publishedAt: Date | null;
};
