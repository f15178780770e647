import type { Db, Tx } from "#platform/db.ts";
import type { Family, Standing } from "./leaf.rules.ts";

type StandingRow = {
  readonly o: string;
  readonly family: Family;
  readonly r: number;
  readonly hash: Uint8Array | null;
  readonly state: string;
  readonly isDetached: boolean;
};

/** Where objects of the log stand, locked until the end of the transaction: the order of acts is the order of the queue. */
export async function lockStandings(tx: Tx, objects: readonly string[]): Promise<Map<string, Standing>> {
  const rows = await tx<StandingRow[]>`
    select o, family, r, hash, state, is_detached as "isDetached"
    from journal.object
    where o = any(${objects}::uuid[])
    order by o
    for update
  `;
  return new Map(rows.map(({ o, ...standing }) => [o, standing]));
}

/** Where an object stands once everything that waits is logged; null when it is not in the log. */
export async function standingOf(db: Db, object: string): Promise<Standing | null> {
  const [row] = await db<StandingRow[]>`
    select o, family, r, hash, state, is_detached as "isDetached"
    from journal.object
    where o = ${object}
  `;
  if (!row) return null;
  const { o: _, ...standing } = row;
  return standing;
}
