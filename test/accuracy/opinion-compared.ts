// Our results beside a reference: largest differences, lists in order, places and groups.
import type { OpinionResult } from "#engine/opinion/index.ts";
import { silhouette } from "../opinion/dense-groups.ts";
import type { Reference } from "./opinion-data.ts";
import { adjustedRand } from "./partition-measures.ts";

type Numbers = Readonly<Record<string, number>>;
/** In what the references write of one statement and one group. */
const STATISTICS = ["na", "nd", "ns", "pa", "pd", "pat", "pdt", "ra", "rd", "rat", "rdt"] as const;

/** Largest difference over the keys of the reference, all of which must be ours too; relative above 1 when asked. */
export function largestDifference(ours: Numbers, theirs: Numbers, isRelative = false): number {
  let largest = Object.keys(ours).length === Object.keys(theirs).length ? 0 : Number.POSITIVE_INFINITY;
  for (const [key, value] of Object.entries(theirs)) {
    const difference = Math.abs((ours[key] ?? Number.POSITIVE_INFINITY) - value);
    largest = Math.max(largest, isRelative ? difference / Math.max(Math.abs(value), 1e-12) : difference);
  }
  return largest;
}

/** Largest difference of the statistics of all groups. */
export function statisticsDifference({ groupStats }: OpinionResult, { group_stats }: Reference): number {
  const differences = Object.entries(group_stats ?? {}).flatMap(([group, ofGroup]) =>
    Object.entries(ofGroup).flatMap(([statement, theirs]) =>
      STATISTICS.map((name) =>
        Math.abs((groupStats[group]?.[statement]?.[name] ?? Number.NaN) - (theirs[name] ?? Number.NaN)),
      ),
    ),
  );
  return differences.some(Number.isNaN) ? Number.POSITIVE_INFINITY : Math.max(0, ...differences);
}

/** Lists of representative statements that are the same, in order and in every number, of how many. */
export function representativeLists({ repness }: OpinionResult, reference: Reference): { same: number; all: number } {
  const lists = Object.entries(reference.repness);
  const same = lists.filter(([group, theirs]) => {
    const ours = repness[group] ?? [];
    return ours.length === theirs.length && theirs.every((record, place) => isSame(ours[place], record));
  });
  return { same: same.length, all: lists.length };
}

type Typical = Reference["repness"][string][number];
function isSame(ours: OpinionResult["repness"][string][number] | undefined, theirs: Typical): boolean {
  if (!ours || ours.statement !== String(theirs.tid) || ours.direction !== theirs["repful-for"]) return false;
  const pairs: readonly (readonly [number, number])[] = [
    [ours.successes, theirs["n-success"]],
    [ours.trials, theirs["n-trials"]],
    [ours.pSuccess, theirs["p-success"]],
    [ours.pTest, theirs["p-test"]],
    [ours.repness, theirs.repness],
    [ours.repnessTest, theirs["repness-test"]],
  ];
  return pairs.every(([a, b]) => Math.abs(a - b) <= 1e-9);
}

export function isSameConsensus({ consensus }: OpinionResult, reference: Reference): boolean {
  const ids = (list: Reference["consensus"]["agree"]) =>
    list.map((one) => String(typeof one === "object" ? one.tid : one)).join(" ");
  return (["agree", "disagree"] as const).every(
    (side) => consensus[side].map(({ statement }) => statement).join(" ") === ids(reference.consensus[side]),
  );
}

/** Of each of their components, the cosine with ours, sign set aside: the smallest. */
export function smallestCosine({ pca }: OpinionResult, reference: Reference): number {
  const cosines = (reference.pca?.components ?? []).map((theirs, place) => {
    const ours = pca.components[place] ?? {};
    const dot = (a: Numbers, b: Numbers) =>
      Object.entries(a).reduce((sum, [key, value]) => sum + value * (b[key] ?? 0), 0);
    const lengths = Math.sqrt(dot(ours, ours) * dot(theirs, theirs));
    return lengths === 0 ? Number(dot(ours, ours) === dot(theirs, theirs)) : Math.abs(dot(ours, theirs)) / lengths;
  });
  return Math.min(1, ...cosines);
}

export const isSamePlaced = ({ participants }: OpinionResult, { labels }: Reference): boolean => {
  const placed = Object.keys(participants).filter((id) => participants[id] !== null);
  return placed.length === Object.keys(labels).length && placed.every((id) => Object.hasOwn(labels, id));
};

type Labels = Readonly<Record<string, number | string | null>>;

/** Adjusted Rand index over the people whom both place. */
export function agreement(ours: Labels, theirs: Labels): number {
  const both = Object.keys(ours).filter((id) => ours[id] !== null && (theirs[id] ?? null) !== null);
  return adjustedRand(
    both.map((id) => String(ours[id])),
    both.map((id) => String(theirs[id])),
  );
}

/** Mean silhouette of people on our map. */
export function silhouetteOfPeople({ projections }: OpinionResult, labels: Labels): number {
  const people = Object.keys(projections).filter((id) => (labels[id] ?? null) !== null);
  const names = [...new Set(people.map((id) => labels[id]))];
  return silhouette(
    people.map((id) => projections[id] ?? [0, 0]),
    people.map((id) => names.indexOf(labels[id] ?? null)),
  );
}
