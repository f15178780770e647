import { hashOf, type SeedContribution } from "./seed.rules.ts";

export type SeedSupport = {
  readonly sourceId: string;
  /** One of the fictional devices that support: device 17. */
  readonly voter: number;
  readonly value: "for" | "against" | "neutral";
  /** Minutes after the publication of the contribution. */
  readonly delay: number;
};

export const DEVICES = 400;
const MOST = 46;

/** Supports that look lived: most contributions have few, some have many, and disputed ones have both kinds. */
export function seedSupports(
  contributions: readonly SeedContribution[],
  minutesLeft: (row: SeedContribution) => number,
): readonly SeedSupport[] {
  return contributions.flatMap((row) => {
    const random = sequence(hashOf(row.id));
    const popularity = random() ** 3;
    const count = Math.floor(popularity * (row.isOffTopic ? 4 : MOST));
    const disagreement = random() * (row.isOffTopic ? 0.9 : 0.45);
    const first = Math.floor(random() * DEVICES);
    const left = Math.max(1, minutesLeft(row));
    return Array.from({ length: count }, (_, index) => ({
      sourceId: row.id,
      // steps of a number prime to DEVICES never meet the same device twice
      voter: (first + index * 131) % DEVICES,
      value: pick(random(), disagreement),
      delay: Math.floor(random() ** 2 * left),
    }));
  });
}

function pick(draw: number, disagreement: number): SeedSupport["value"] {
  if (draw < disagreement) return "against";
  return draw < disagreement + 0.08 ? "neutral" : "for";
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
