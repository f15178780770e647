import { plackettLuce, type StrengthOptions, type Strengths } from "./plackett-luce.ts";

/** One comparison: who was chosen, who was not; "cannot decide" is no comparison. */
export type Comparison = { readonly winner: number; readonly loser: number; readonly weight?: number };

/**
 * Bradley and Terry's model of comparisons two at a time: i is chosen over j with probability pᵢ/(pᵢ + pⱼ). 0.1 virtual
 * win each way against one virtual item, unless said otherwise, gives every item a finite place: the page says so, and
 * shows `components`.
 * Source: R. Bradley, M. Terry, Biometrika 39:324, 1952; fitted as in `plackettLuce`.
 */
export function bradleyTerry(
  comparisons: readonly Comparison[],
  itemCount: number,
  options: StrengthOptions = {},
): Strengths | null {
  const choices = comparisons.map(({ winner, loser, weight = 1 }) => ({ chosen: winner, others: [loser], weight }));
  return plackettLuce(choices, itemCount, options);
}
