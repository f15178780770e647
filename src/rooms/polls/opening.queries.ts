import type { PollId } from "#kernel/ids.ts";
import { canonical } from "#ledger/canonical.ts";
import type { Db } from "#platform/db.ts";

type Rules = {
  readonly title: string;
  readonly introduction: string;
  readonly language: string;
  readonly process: string;
  readonly opensAt: Date;
  /** As announced when it was published: a closing put off later is an act of its own. */
  readonly closesAt: Date;
  readonly whoVotes: string;
  readonly mode: string;
  readonly seed: number;
  readonly importedFrom: string | null;
};

/**
 * The rules under which a published question was opened, as the text whose digest is logged (`poll.opened`): the same for ever, made
 * of what never changes. Null before it is published.
 */
export async function openingDocument(db: Db, id: PollId): Promise<string | null> {
  const [rules] = await db<Rules[]>`
    select title, introduction, language, process_id as process, opens_at as "opensAt",
      coalesce(
        (select (before ->> 'closesAt')::timestamptz from polls.act where poll_id = poll.id and verb = 'put_off' order by act.id limit 1),
        closes_at
      ) as "closesAt",
      who_votes as "whoVotes", mode, seed, imported_from as "importedFrom"
    from polls.poll
    where id = ${id}
      and published_at is not null
  `;
  if (!rules) return null;
  const { title, introduction, language, process, opensAt, closesAt, whoVotes, mode, seed, importedFrom } = rules;
  return canonical({
    answers: ["agree", "disagree", "pass"],
    // a changed vote is a new ballot that names the one it replaces; the recount drops what is replaced
    changes: true,
    closes: closesAt.toISOString(),
    from: importedFrom,
    introduction,
    language,
    method: mode,
    opens: opensAt.toISOString(),
    poll: id,
    process,
    question: title,
    seed,
    v: 1,
    voters: whoVotes,
  });
}
