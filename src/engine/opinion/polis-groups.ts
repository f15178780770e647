import { type Grouping, numberedBySize, spread } from "./grouping.ts";
import { type Clusters, firstDistinct, pointCount, pointsAt } from "./k-means.ts";
import type { Points } from "./map.ts";
import { settledClusters } from "./settled-clusters.ts";
import { silhouettes } from "./silhouette.ts";

const BASE_CLUSTERS = 100;
const BASE_ROUNDS = 100;
const GROUP_ROUNDS = 20;
const MOST_GROUPS = 5;
/** One more group may be tried per so many base clusters. */
const CLUSTERS_PER_GROUP = 12;

/**
 * Groups as the deployed platform finds them from a cold start: people into at most 100 base clusters, base clusters into 2 to 5
 * groups, the number with the highest silhouette over base clusters (ties: the larger).
 */
export function polisGroups(points: Points, placed: Int32Array): Grouping {
  const rowCount = pointCount(points);
  const people = pointsAt(points, placed);
  if (firstDistinct(people, 2).length < 2) {
    const k = Math.min(1, placed.length);
    return { of: spread(new Int32Array(placed.length), placed, rowCount), k, silhouettes: new Map(), structure: null };
  }
  const base = settledClusters(people, { k: BASE_CLUSTERS, rounds: BASE_ROUNDS });
  const { clusters, scores } = bestClusters(base);
  const groups = base.of.map((cluster) => clusters.of[cluster] ?? 0);
  const k = pointCount(clusters.centres);
  return { of: spread(numberedBySize(groups, k), placed, rowCount), k, silhouettes: scores, structure: null };
}

function bestClusters(base: Clusters): { readonly clusters: Clusters; readonly scores: ReadonlyMap<number, number> } {
  const count = pointCount(base.centres);
  const weights = new Float64Array(count);
  for (const cluster of base.of) weights[cluster] = (weights[cluster] ?? 0) + 1;
  const most = Math.min(MOST_GROUPS, 2 + Math.floor(count / CLUSTERS_PER_GROUP), count);
  const tried = Array.from({ length: most - 1 }, (_, i) =>
    settledClusters(base.centres, { k: i + 2, rounds: GROUP_ROUNDS, weights }),
  );
  const partitions = tried.map(({ centres, of }) => ({ k: pointCount(centres), of }));
  const scores = silhouettes(base.centres, partitions);
  const highest = Math.max(...scores);
  const clusters = tried[scores.lastIndexOf(highest)] ?? base;
  return { clusters, scores: new Map(scores.map((score, i) => [i + 2, score])) };
}
