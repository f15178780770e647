// What a reference value looks like in vectors.json, and what an implementation of it gets and gives.
import type { Interval } from "#engine/statistics/index.ts";

export type Vector = {
  readonly id: string;
  readonly input: Record<string, never> | null;
  readonly expected: Expected;
  readonly tolerance: number;
};
export type Expected = Record<string, unknown> | readonly Record<string, number>[];
/** What was found, in the shape of what is expected; keys left out are for reference only and named with the reason. */
export type Found = unknown;
export type Row = { stage: string; collection: string; profil: string; avis: string; etoiles: string; weight: string };
export type Given = { readonly input: Input; readonly expected: Expected; readonly rows: readonly Row[] };
/** Inputs differ from vector to vector: each implementation names the fields it reads. */
export type Input = {
  readonly table: number[][];
  readonly seed: number[][];
  readonly row_targets: number[];
  readonly column_targets: number[];
  readonly base_weight: number;
  readonly cells: readonly { stype: string; "sch.wide": string; n: number; sum_api00: number }[];
  readonly targets: Record<string, Record<string, number>>;
  readonly counts: Record<string, Record<string, number>>;
  readonly cluster: string | null;
  readonly promoters: number;
  readonly detractors: number;
  readonly n: number;
  readonly a_counts_1_to_5: number[];
  readonly b_counts_1_to_5: number[];
  readonly groups: number[][];
  readonly p: number[];
  readonly ranks: number[][];
  readonly ballots: readonly [count: number, order: string][];
};

export type Implementations = Readonly<Record<string, (given: Given) => Found>>;

export const averageOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
export const pair = ({ low, high }: Interval) => [low, high];
