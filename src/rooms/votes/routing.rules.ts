import { draw, routingWeights } from "#engine/opinion/index.ts";

type Counts = { readonly agrees: number; readonly disagrees: number; readonly passes: number };
type Candidate = { readonly number: number; readonly isMeta: boolean };

type Drawing = {
  readonly tallies: ReadonlyMap<number, Counts>;
  readonly extremities: ReadonlyMap<number, number>;
  /** Number in [0, 1) of this person at this step. */
  readonly chance: number;
};

/**
 * The statement to show next, among those this person has not voted on: drawn with probability proportional to the published
 * priority, from the counts of now and the extremities of the last result. Null when nothing is left.
 */
export function nextStatement<One extends Candidate>(
  candidates: readonly One[],
  { tallies, extremities, chance }: Drawing,
): One | null {
  const counts = candidates.map(({ number }) => tallies.get(number));
  const weights = routingWeights(
    {
      agrees: counts.map((count) => count?.agrees ?? 0),
      disagrees: counts.map((count) => count?.disagrees ?? 0),
      votes: counts.map((count) => (count ? count.agrees + count.disagrees + count.passes : 0)),
    },
    candidates.map(({ number }) => extremities.get(number) ?? 0),
    candidates.map(({ isMeta }) => isMeta),
  );
  // with weights that are all nothing, any of them rather than an end before the end
  return candidates[draw(weights, chance) ?? 0] ?? null;
}
