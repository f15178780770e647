import { seededNumbers } from "../seeded-numbers.ts";
import { type Grouping, numberedBySize, spread } from "./grouping.ts";
import { nearestTo, pointCount, pointsAt } from "./k-means.ts";
import { inFourDimensions } from "./lloyd.ts";
import type { Points } from "./map.ts";
import type { Structure } from "./result.ts";
import { type Random, seededClusters } from "./seeded-clusters.ts";
import { silhouettes } from "./silhouette.ts";

const MOST_GROUPS = 6;
/** A group has at least 3 people and 2 % of those placed. */
const SMALLEST_GROUP = 3;
const SMALLEST_SHARE = 0.02;
const MOST_RESTARTS = 20;
const MOST_ASIDE = 0.2;
/** People the silhouette is measured on: it is quadratic. */
const SAMPLE = 2_000;
const SAME_SCORE = 1e-9;

type Partition = { readonly k: number; readonly of: Int32Array };

/**
 * Groups of mode improved: seeded k-means for 2 to 6 groups, groups too small set aside, the number with the highest silhouette over
 * people (within 1e-9: the smaller). One group when no number could be tried.
 */
export function improvedGroups(points: Points, placed: Int32Array, seed: number): Grouping {
  const people = pointsAt(points, placed);
  const partitions = partitionsOf(inFourDimensions(people), seed);
  const scores = sampledSilhouettes(people, partitions);
  let best: Partition = { k: Math.min(1, placed.length), of: new Int32Array(placed.length) };
  let highest = Number.NEGATIVE_INFINITY;
  for (const [i, partition] of partitions.entries()) {
    const score = scores[i] ?? 0;
    if (score <= highest + SAME_SCORE) continue;
    highest = score;
    best = partition;
  }
  return {
    of: spread(numberedBySize(best.of, best.k), placed, pointCount(points)),
    k: best.k,
    silhouettes: new Map(partitions.map(({ k }, i) => [k, scores[i] ?? 0])),
    structure: verdict(placed.length, partitions.length > 0 ? highest : null),
  };
}

/** One partition per number of groups that can be had; each number has its own stream of random numbers. */
function partitionsOf(people: Points, seed: number): Partition[] {
  const count = pointCount(people);
  const smallest = Math.max(SMALLEST_GROUP, Math.ceil(SMALLEST_SHARE * count));
  const partitions: Partition[] = [];
  for (let k = 2; k <= MOST_GROUPS && k * smallest <= count; k += 1) {
    const of = partition(people, { k, smallest, random: seededNumbers(`${seed}/${k}`) });
    if (of) partitions.push({ k, of });
  }
  return partitions;
}

type Wanted = { readonly k: number; readonly smallest: number; readonly random: Random };

/** k groups of at least `smallest` people, or null: members of smaller groups are set aside, and join the nearest centre at the end. */
function partition(people: Points, { k, smallest, random }: Wanted): Int32Array | null {
  const count = pointCount(people);
  let kept = Int32Array.from({ length: count }, (_, i) => i);
  for (let attempt = 0; attempt < MOST_RESTARTS; attempt += 1) {
    const clusters = seededClusters(pointsAt(people, kept), k, random);
    if (!clusters) return null;
    const size = new Int32Array(k);
    for (const cluster of clusters.of) size[cluster] = (size[cluster] ?? 0) + 1;
    if (size.every((members) => members >= smallest)) {
      const of = new Int32Array(count).fill(-1);
      for (const [i, place] of kept.entries()) of[place] = clusters.of[i] ?? 0;
      return of.map((cluster, i) => (cluster < 0 ? nearestTo(people, i, clusters.centres) : cluster));
    }
    kept = kept.filter((_, i) => (size[clusters.of[i] ?? 0] ?? 0) >= smallest);
    if (count - kept.length > MOST_ASIDE * count) return null;
  }
  return null;
}

/** On everybody, or on people evenly spaced in row order. */
function sampledSilhouettes(people: Points, partitions: readonly Partition[]): number[] {
  const count = pointCount(people);
  if (count <= SAMPLE) return silhouettes(people, partitions);
  const places = Int32Array.from({ length: SAMPLE }, (_, i) => Math.floor((i * count) / SAMPLE));
  const sampled = partitions.map(({ k, of }) => ({ k, of: places.map((place) => of[place] ?? 0) }));
  return silhouettes(pointsAt(people, places), sampled);
}

/**
 * Whether the groups stand out from noise, by the highest silhouette. Thresholds from 800 made-up sets: at these, 2 and 1 of 100 sets
 * without groups are called clear. Below 100 people no figure tells signal from noise.
 */
function verdict(placed: number, highest: number | null): Structure {
  if (highest === null) return "weak";
  if (placed < 100) return "provisional";
  return highest >= (placed >= 200 ? 0.24 : 0.28) ? "clear" : "weak";
}
