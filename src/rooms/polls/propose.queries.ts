import type { PollId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import type { HiddenReason, StatementState } from "./statement.rules.ts";

/** The number of a proposal that was sent already by the same form; null when it was not. */
export async function proposalNumbered(
  db: Db,
  { pollId, id }: { readonly pollId: PollId; readonly id: string },
): Promise<number | null> {
  const [row] = await db<{ number: number }[]>`
    select number
    from polls.statement
    where id = ${id}
      and poll_id = ${pollId}
  `;
  return row?.number ?? null;
}

export type OwnProposal = {
  readonly number: number;
  readonly text: string;
  readonly language: string;
  readonly state: StatementState;
  readonly hiddenReason: HiddenReason | null;
  readonly hiddenNote: string | null;
  readonly proposedAt: Date;
};

/** What this person, or this device, proposed to a question: shown to nobody else. */
export async function ownProposals(db: Db, pollId: PollId, actor: Actor): Promise<readonly OwnProposal[]> {
  return await db<OwnProposal[]>`
    select number, text, language, state, hidden_reason as "hiddenReason", hidden_note as "hiddenNote",
      proposed_at as "proposedAt"
    from polls.statement
    where poll_id = ${pollId}
      and (proposed_by = ${actor.viewer?.personId ?? null} or proposer_key = ${actor.visitorKey})
    order by number
    limit 100
  `;
}
