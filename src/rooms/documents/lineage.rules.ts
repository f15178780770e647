import type { NodeId } from "#kernel/ids.ts";

export const LINEAGE_KINDS = ["continued", "split", "merged", "dropped", "new"] as const;
export type LineageKind = (typeof LINEAGE_KINDS)[number];

/** One statement: dropped has no newer element, new has no older one. */
export type StatedLineage = {
  readonly fromNodeId: NodeId | null;
  readonly toNodeId: NodeId | null;
  readonly kind: LineageKind;
  readonly note: string | null;
};

const keyOf = ({ fromNodeId, toNodeId, kind, note }: StatedLineage): string =>
  [fromNodeId, toNodeId, kind, note ?? ""].join("|");

/** What to state and what to withdraw so that these statements, and no others, are in force. */
export function lineageSteps<Known extends StatedLineage>(
  known: readonly Known[],
  wanted: readonly StatedLineage[],
): { readonly withdraw: readonly Known[]; readonly state: readonly StatedLineage[] } {
  const [now, then] = [new Set(known.map(keyOf)), new Set(wanted.map(keyOf))];
  const fresh = new Map(wanted.filter((one) => !now.has(keyOf(one))).map((one) => [keyOf(one), one]));
  return { withdraw: known.filter((one) => !then.has(keyOf(one))), state: [...fresh.values()] };
}
