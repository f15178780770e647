import type { ContributionId, PersonId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { Identity } from "#rooms/votes";
import type { Held } from "./holdings.rules.ts";

type Row = { readonly held: Held };
const held = (rows: readonly Row[]): readonly Held[] => rows.map((row) => row.held);

export async function heldAccount(db: Db, personId: PersonId): Promise<readonly Held[]> {
  return held(
    await db<Row[]>`
      select json_build_object(
        'email', email, 'name', display_name, 'language', language, 'createdAt', created_at, 'hasPassword', password_hash is not null,
        'roles', (
          select coalesce(json_agg(role || coalesce(' ' || territory_code, '') order by role), '[]')
          from accounts.role_grant
          where role_grant.person_id = person.id
        ),
        'circles', (
          select coalesce(json_agg(circle.name order by circle.name), '[]')
          from processes.circle_member
          join processes.circle on circle.id = circle_member.circle_id
          where circle_member.person_id = person.id
        )
      ) as held
      from accounts.person
      where id = ${personId}
    `,
  );
}

export async function heldSignIns(db: Db, personId: PersonId): Promise<readonly Held[]> {
  return held(
    await db<Row[]>`
      select json_build_object('createdAt', created_at, 'lastSeenAt', last_seen_at, 'expiresAt', expires_at) as held
      from accounts.session
      where person_id = ${personId}
      order by created_at
    `,
  );
}

export type HeldOf = { readonly person: PersonId } | { readonly contribution: ContributionId };

/** Contributions with every word of them, every act on them and what was answered, as their author may see them. */
export async function heldContributions(db: Db, of: HeldOf): Promise<readonly Held[]> {
  const isTheirs =
    "person" in of ? db`contribution.person_id = ${of.person}` : db`contribution.id = ${of.contribution}`;
  return held(
    await db<Row[]>`
      select json_build_object(
        'number', contribution.number, 'process', process.title, 'kind', contribution.kind, 'state', contribution.state,
        'aboutText', contribution.about_text, 'title', contribution.title, 'body', contribution.body,
        'proposedText', contribution.proposed_text, 'stance', contribution.stance, 'channel', contribution.channel,
        'channelDetail', contribution.channel_detail, 'territory', territory.name, 'category', category.name_fr,
        'organisation', contribution.organisation, 'name', contribution.author_name, 'language', contribution.language,
        'submittedAt', contribution.submitted_at, 'publishedAt', contribution.published_at,
        'email', (select email from contributions.contact where contribution_id = contribution.id),
        'passages', (
          select coalesce(json_agg(json_build_object('aboutText', about_text, 'proposedText', proposed_text) order by position), '[]')
          from contributions.amended_passage
          where contribution_id = contribution.id
        ),
        'wordings', (
          select coalesce(
            json_agg(json_build_object('madeAt', made_at, 'body', body, 'proposedText', proposed_text) order by version), '[]'
          )
          from contributions.rewording
          where contribution_id = contribution.id
        ),
        'masks', (
          select coalesce(
            json_agg(json_build_object('madeAt', masked_at, 'body', body, 'reason', reason, 'liftedAt', lifted_at) order by version),
            '[]'
          )
          from moderation.mask
          where contribution_id = contribution.id
        ),
        'moderation', (
          select coalesce(
            json_agg(json_build_object('madeAt', made_at, 'act', verb, 'ground', ground, 'reason', reason) order by made_at), '[]'
          )
          from moderation.act
          where contribution_id = contribution.id
        ),
        'flags', (
          select coalesce(json_agg(json_build_object('flag', kind, 'excerpt', explanation) order by raised_at), '[]')
          from moderation.flag
          where contribution_id = contribution.id
        ),
        'appeals', (
          select coalesce(
            json_agg(
              json_build_object('madeAt', made_at, 'words', words, 'outcome', outcome, 'reason', outcome_reason) order by made_at
            ),
            '[]'
          )
          from moderation.appeal
          where contribution_id = contribution.id
        ),
        'answers', (
          select coalesce(
            json_agg(
              json_build_object('decision', decision.number, 'verdict', decision.verdict, 'answer', decision.answer)
              order by decision.number
            ),
            '[]'
          )
          from decisions.covering
          join decisions.decision on decision.id = covering.decision_id and decision.state <> 'draft'
          where covering.contribution_id = contribution.id
        ),
        'opinions', (
          select coalesce(json_agg(json_build_object('givenAt', given_at, 'value', value, 'words', why) order by given_at), '[]')
          from answers.opinion
          where contribution_id = contribution.id
        )
      ) as held
      from contributions.contribution
      join processes.process on process.id = contribution.process_id
      left join processes.territory on territory.code = contribution.territory_code
      left join processes.actor_category as category on category.code = contribution.category_code
      where ${isTheirs}
      order by contribution.number
    `,
  );
}

export async function heldDrafts(db: Db, personId: PersonId): Promise<readonly Held[]> {
  return held(
    await db<Row[]>`
      select json_build_object(
        'process', process.title, 'updatedAt', draft.updated_at, 'submittedAt', draft.submitted_at, 'answers', draft.answers
      ) as held
      from contributions.draft
      join processes.process on process.id = draft.process_id
      where draft.person_id = ${personId}
      order by draft.created_at
    `,
  );
}

export async function heldSupports(db: Db, personId: PersonId): Promise<readonly Held[]> {
  return held(
    await db<Row[]>`
      select json_build_object('contribution', contribution.number, 'value', support.value, 'givenAt', support.given_at) as held
      from contributions.support
      join contributions.contribution on contribution.id = support.contribution_id
      where support.voter_key = ${`p:${personId}`}
      order by contribution.number
    `,
  );
}

export async function heldStatements(db: Db, personId: PersonId): Promise<readonly Held[]> {
  return held(
    await db<Row[]>`
      select json_build_object(
        'question', poll.title, 'words', statement.text, 'state', statement.state, 'proposedAt', statement.proposed_at
      ) as held
      from polls.statement
      join polls.poll on poll.id = statement.poll_id
      where statement.proposed_by = ${personId}
      order by statement.proposed_at
    `,
  );
}

export type PollTag = { readonly id: string; readonly number: number };

/** Questions in which people with an account voted, to look for the voter of an account in each. */
export async function listPolls(db: Db): Promise<readonly PollTag[]> {
  return await db<PollTag[]>`
    select id, number
    from polls.poll
    where exists (select from votes.voter where voter.poll_id = poll.id and is_verified)
    order by number
  `;
}

/** Votes found by the tags that the account has, another one in each question. */
export async function heldVotes(
  db: Db,
  voters: readonly { readonly poll: string; readonly tag: Identity["tag"] }[],
): Promise<readonly Held[]> {
  return held(
    await db<Row[]>`
      select json_build_object(
        'question', poll.title, 'words', statement.text, 'value', vote.value, 'votedAt', vote.voted_at,
        'territory', voter.territory_code, 'category', voter.category_code
      ) as held
      from unnest(
        ${voters.map(({ poll }) => poll)}::uuid[], ${voters.map(({ tag }) => tag ?? "")}::text[]
      ) as asked (poll_id, tag)
      join votes.voter on voter.poll_id = asked.poll_id and voter.tag = decode(asked.tag, 'hex')
      join votes.vote on vote.voter_id = voter.id
      join polls.statement on statement.id = vote.statement_id
      join polls.poll on poll.id = voter.poll_id
      order by poll.number, statement.number
    `,
  );
}

export async function heldRequests(db: Db, personId: PersonId): Promise<readonly Held[]> {
  return held(
    await db<Row[]>`
      select json_build_object(
        'number', number, 'request', kind, 'state', state, 'words', words, 'reason', reason, 'receivedAt', received_at,
        'closedAt', closed_at
      ) as held
      from data_rights.request
      where person_id = ${personId}
      order by number
    `,
  );
}

/** Bodies go thirty days after they were sent; a mail with a key to sign in is not shown again. */
export async function heldMails(db: Db, personId: PersonId): Promise<readonly Held[]> {
  return held(
    await db<Row[]>`
      select json_build_object(
        'subject', mail.subject, 'purpose', mail.purpose, 'createdAt', mail.created_at, 'sentAt', mail.sent_at,
        'text', case when mail.purpose <> 'sign-in' then mail.text_body end
      ) as held
      from notices.mail
      join accounts.person on person.email = mail.to_address
      where person.id = ${personId}
      order by mail.created_at
    `,
  );
}

/** What members of the team noted and did: their notes in full, their acts by their number. */
export async function heldTeamNotes(db: Db, personId: PersonId): Promise<readonly Held[]> {
  return held(
    await db<Row[]>`
      select json_build_object(
        'contribution', contribution.number, 'words', note.words, 'visibility', note.visibility, 'writtenAt', note.written_at
      ) as held
      from reading.note
      join contributions.contribution on contribution.id = note.contribution_id
      where note.person_id = ${personId}
      order by note.written_at
    `,
  );
}
