import { canonical } from "#ledger/canonical.ts";
import { digest } from "#ledger/digest.ts";
import type { Tx } from "#platform/db.ts";
import { insertEntries } from "./journal.store.ts";

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
  await insertEntries(
    tx,
    entries.map(({ kind, subjectId, actingRole, payload = {} }) => ({
      kind,
      subject_id: subjectId,
      acting_role: actingRole,
      payload: canonical(payload),
      digest: digest({ actingRole, kind, payload, subjectId }),
    })),
  );
}
