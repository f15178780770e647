import { agreesOn, type Counts, disagreesOn, votesOn } from "./matrix.ts";

/**
 * The votes centred by column. A missing vote is filled with the mean of its column and so becomes 0: the centred matrix has no more
 * cells than there are votes, and its values depend on column and vote only.
 */
export type Centred = {
  /** Mean of the votes by column; 0 for columns left out. */
  readonly mean: Float64Array;
  /** Centred value by cell number (3·column + vote + 1); 0 for columns left out. */
  readonly value: Float64Array;
  /** Sum of the squares of all centred values. */
  readonly norm2: number;
};

export function centred(counts: Counts, isOut: Uint8Array): Centred {
  const mean = new Float64Array(isOut.length);
  const value = new Float64Array(counts.length);
  let norm2 = 0;
  for (let j = 0; j < isOut.length; j += 1) {
    const votes = votesOn(counts, j);
    if (isOut[j] === 1 || votes === 0) continue;
    const mu = (agreesOn(counts, j) - disagreesOn(counts, j)) / votes;
    mean[j] = mu;
    for (let vote = -1; vote <= 1; vote += 1) {
      const cell = 3 * j + vote + 1;
      value[cell] = vote - mu;
      norm2 += (counts[cell] ?? 0) * (vote - mu) * (vote - mu);
    }
  }
  return { mean, value, norm2 };
}
