import type { RunId, VoterId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";

export type OwnPosition = { readonly name: string | null; readonly x: number; readonly y: number };

/** Where a run placed one voter: for that person alone. */
export async function positionOf(db: Db, runId: RunId, voterId: VoterId): Promise<OwnPosition | null> {
  const [row] = await db<OwnPosition[]>`
    select group_name as name, x, y
    from opinions.position
    where run_id = ${runId}
      and voter_id = ${voterId}
  `;
  return row ?? null;
}
