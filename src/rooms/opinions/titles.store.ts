import type { PersonId, PollId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";

/** Nobody else names anything in this question until the end of the transaction. */
export async function holdTitles(tx: Tx, pollId: PollId): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`opinions.title ${pollId}`}, 0))`;
}

export type NewTitle = {
  readonly pollId: PollId;
  readonly subject: string;
  readonly title: string | null;
  readonly reason: string;
};

export async function insertTitle(
  tx: Tx,
  { pollId, subject, title, reason }: NewTitle,
  by: { readonly personId: PersonId; readonly role: string },
): Promise<void> {
  await tx`
    insert into opinions.title (poll_id, subject, title, reason, made_by, acting_role)
    values (${pollId}, ${subject}, ${title}, ${reason}, ${by.personId}, ${by.role})
  `;
}
