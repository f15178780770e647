import type { PendingQuery, Row } from "postgres";
import { canonical } from "#ledger/canonical.ts";
import { digest } from "#ledger/digest.ts";
import type { Db, Tx } from "#platform/db.ts";
import { entryInsert, insertEntries } from "./journal.store.ts";

/** A public act. The payload holds what anybody may know: ids, numbers, states, hashes; never names or addresses. */
export type EntryInput = {
  /** Object and past participle: `contribution.submitted`, `edition.published`. */
  readonly kind: `${string}.${string}`;
  readonly subjectId: string;
  /** The role under which it was done, `visitor` or `clock` when nobody's. */
  readonly actingRole: string;
  readonly payload?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
};

/** Appends entries in the transaction of the act itself: both are stored or neither is. */
export async function appendEntry(tx: Tx, ...entries: readonly EntryInput[]): Promise<void> {
  await insertEntries(tx, entries.map(rowOf));
}

const rowOf = ({ kind, subjectId, actingRole, payload = {} }: EntryInput) => ({
  kind,
  subject_id: subjectId,
  acting_role: actingRole,
  payload: canonical(payload),
  digest: digest({ actingRole, kind, payload, subjectId }),
});

/**
 * The same as a part of a statement of several (`with entry as (${entryStatement(…)}) …`), for an act that is one statement
 * and so needs no transaction: appended once for each row of `act`, the name of the part that holds what the act made.
 */
export function entryStatement(db: Db, entry: EntryInput, act: PendingQuery<Row[]>): PendingQuery<Row[]> {
  return entryInsert(db, rowOf(entry), act);
}
