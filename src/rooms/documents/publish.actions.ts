import { isPartialDate, type PartialDate } from "#kernel/dates.ts";
import { Invalid, NotFound, Refused } from "#kernel/errors.ts";
import type { EditionId, PersonId } from "#kernel/ids.ts";
import { digest } from "#ledger/digest.ts";
import type { Tx } from "#platform/db.ts";
import { appendEntry } from "#rooms/journal";
import { editionContent } from "./content.queries.ts";
import { touchDraft } from "./draft.store.ts";
import { findEdition } from "./edition.queries.ts";
import { setPublished, setPublishedOn } from "./edition.store.ts";
import { logEditions } from "./log.actions.ts";

export type PublishInput = {
  readonly editionId: EditionId;
  /** The official date of the edition, as precise as it is known. */
  readonly publishedOn: PartialDate;
  readonly publishedBy: PersonId | null;
  readonly actingRole: string;
  /** When it happened, for an edition published before it came here; default now. */
  readonly publishedAt?: Date;
};

/**
 * Freezes a draft: hash of its content, journal entry, and no change ever after (the database refuses). The database also
 * refuses it while a difference with the edition before has no decision and no editorial reason
 * (constraint `every_change_is_accounted_for`). The caller has checked who acts.
 */
export async function publishEdition(tx: Tx, input: PublishInput): Promise<{ readonly hash: string }> {
  const { editionId } = input;
  if (!isPartialDate(input.publishedOn)) throw new Invalid({ publishedOn: "documents.draft.badDate" });
  if (!(await touchDraft(tx, editionId))) throw new Refused("documents.draft.published");
  await setPublishedOn(tx, editionId, input.publishedOn);
  const content = await editionContent(tx, editionId);
  const hash = digest(content);
  await setPublished(tx, editionId, { hash, publishedBy: input.publishedBy, publishedAt: input.publishedAt ?? null });
  const edition = await findEdition(tx, editionId);
  if (!edition) throw new NotFound();
  await appendEntry(tx, {
    kind: "edition.published",
    subjectId: editionId,
    actingRole: input.actingRole,
    payload: { documentId: edition.documentId, number: edition.number, publishedOn: input.publishedOn, hash },
  });
  await logEditions(tx, [edition.documentId]);
  return { hash };
}
