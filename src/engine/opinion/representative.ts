import { SIGNIFICANT } from "./proportion-tests.ts";
import type { GroupStat, Representative } from "./result.ts";

const MOST = 5;

type Candidate = { readonly column: number; readonly stat: GroupStat };
type Chosen = { readonly record: Representative; readonly metric: number; readonly column: number };

/**
 * What is typical of a group: at most five statements, those it agrees with first. `walk`: columns in the order their first votes
 * came (the rule of the best agreement depends on it), without those left out.
 */
export function representatives(
  stats: readonly GroupStat[],
  walk: Iterable<number>,
  ids: readonly string[],
): Representative[] {
  const enough: Candidate[] = [];
  let best: Candidate | null = null;
  let bestAgree: Candidate | null = null;
  for (const column of walk) {
    const stat = stats[column];
    if (!stat) continue;
    const candidate = { column, stat };
    if (isSignificant(stat)) enough.push(candidate);
    else if (enough.length === 0 && (!best || strength(stat) > strength(best.stat))) best = candidate;
    if (isBetterAgreement(stat, bestAgree?.stat ?? null)) bestAgree = candidate;
  }
  const leading = bestAgree && agreement(bestAgree, ids);
  if (enough.length === 0) {
    const only = leading ?? (best && recordOf(best, ids).record);
    return only ? [only] : [];
  }
  const rest = enough
    .filter(({ column }) => column !== bestAgree?.column)
    .map((candidate) => recordOf(candidate, ids))
    .sort((a, b) => b.metric - a.metric)
    .map(({ record }) => record);
  const list = [...(leading ? [leading] : []), ...rest].slice(0, MOST);
  return [
    ...list.filter(({ direction }) => direction === "agree"),
    ...list.filter(({ direction }) => direction === "disagree"),
  ];
}

const isSignificant = ({ pat, pdt, rat, rdt }: GroupStat): boolean =>
  (rat > SIGNIFICANT && pat > SIGNIFICANT) || (rdt > SIGNIFICANT && pdt > SIGNIFICANT);

const strength = ({ rat, rdt }: GroupStat): number => Math.max(rat, rdt);

/** Whether a statement takes the place of the best agreement so far; what it must beat depends on who holds it. */
function isBetterAgreement(stat: GroupStat, holder: GroupStat | null): boolean {
  if (stat.na === 0 && stat.nd === 0) return false;
  if (!holder) return stat.pat > SIGNIFICANT || (stat.ra > 1 && stat.pa > 0.5);
  if (holder.ra > 1) return stat.ra * stat.rat * stat.pa * stat.pat > holder.ra * holder.rat * holder.pa * holder.pat;
  return stat.pa * stat.pat > holder.pa * holder.pat;
}

function agreement(candidate: Candidate, ids: readonly string[]): Representative {
  return { ...recordOf(candidate, ids).record, bestAgree: true, agrees: candidate.stat.na };
}

function recordOf({ column, stat }: Candidate, ids: readonly string[]): Chosen {
  const isAgree = stat.rat > stat.rdt;
  const record: Representative = {
    statement: ids[column] ?? "",
    direction: isAgree ? "agree" : "disagree",
    successes: isAgree ? stat.na : stat.nd,
    trials: stat.ns,
    pSuccess: isAgree ? stat.pa : stat.pd,
    pTest: isAgree ? stat.pat : stat.pdt,
    repness: isAgree ? stat.ra : stat.rd,
    repnessTest: isAgree ? stat.rat : stat.rdt,
  };
  return { record, metric: record.repness * record.repnessTest * record.pSuccess * record.pTest, column };
}

/** Columns not left out, by the time of their first vote, then in order; without times in order. */
export function walkOrder(firstVoteAt: Float64Array | null, isOut: Uint8Array): number[] {
  const columns = Array.from(isOut.keys()).filter((column) => isOut[column] === 0);
  if (!firstVoteAt) return columns;
  return columns.sort((a, b) => (firstVoteAt[a] ?? 0) - (firstVoteAt[b] ?? 0) || a - b);
}
