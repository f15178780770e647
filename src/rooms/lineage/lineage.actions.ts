import { Refused } from "#kernel/errors.ts";
import type { NodeId } from "#kernel/ids.ts";
import { actingRole, type Role } from "#kernel/viewer.ts";
import type { Tx } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import { type LineageMaker, type StatedLineage, setLineage } from "#rooms/documents";
import type { FileLink, FileProblem } from "./lineage-file.rules.ts";
import { listSide, type Text } from "./pair.queries.ts";

/** Who states what became of a text, in the order under which an act is recorded. */
export const STATERS = ["editor", "administrator"] as const satisfies readonly Role[];

type Texts = { readonly from: Text; readonly to: Text };

/** What became of one element, or where one comes from. `seen` names the statements that the form showed. */
export async function stateLineage(
  actor: Actor,
  { from, to }: Texts,
  {
    nodeId,
    stated,
    seen,
  }: {
    readonly nodeId: NodeId;
    readonly stated: readonly StatedLineage[];
    readonly seen: readonly string[];
  },
): Promise<void> {
  const role = actingRole(actor.viewer, ...STATERS);
  if (!actor.viewer || !role) throw new Refused();
  const by = { personId: actor.viewer.personId, role, seen };
  await actor.sql.begin((tx) => setLineage(tx, { from: from.id, to: to.id, nodeId }, stated, by));
}

/** Codes of a file that neither text has. */
export async function problemsWithCodes(
  sql: Tx | Actor["sql"],
  { from, to }: Texts,
  links: readonly FileLink[],
): Promise<{ readonly problems: readonly FileProblem[]; readonly stated: readonly StatedLineage[] }> {
  const [old, now] = await Promise.all([listSide(sql, from), listSide(sql, to)]);
  const [oldIds, newIds] = [old, now].map((side) => new Map(side.map(({ code, nodeId }) => [code, nodeId])));
  const problems: FileProblem[] = [];
  const stated = links.map(({ from: fromCode, to: toCode, kind, note, line }): StatedLineage => {
    const [fromNodeId, toNodeId] = [oldIds?.get(fromCode ?? "") ?? null, newIds?.get(toCode ?? "") ?? null];
    for (const [code, id, text] of [
      [fromCode, fromNodeId, from],
      [toCode, toNodeId, to],
    ] as const) {
      if (code !== null && id === null) {
        problems.push({ line, messageKey: "lineages.file.unknownCode", params: { code, text: text.slug } });
      }
    }
    return { fromNodeId, toNodeId, kind, note };
  });
  return { problems, stated };
}

/**
 * All that is stated between two texts becomes what a file says: what it does not say is withdrawn. The caller has checked who
 * acts. Throws Invalid when the file contradicts itself; codes are checked first by `problemsWithCodes`.
 */
export async function importLineage(
  tx: Tx,
  { from, to }: Texts,
  stated: readonly StatedLineage[],
  by: LineageMaker,
): Promise<{ readonly stated: number; readonly withdrawn: number }> {
  return await setLineage(tx, { from: from.id, to: to.id, nodeId: null }, stated, by);
}
