import type { ContributionId, NodeId, PersonId, PollId, ProcessId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { SeedPoll, SeedVoter } from "./poll.rules.ts";

export type DatedPoll = {
  readonly processId: ProcessId;
  readonly poll: SeedPoll;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly publishedAt: Date;
  readonly madeBy: PersonId;
  readonly moderator: PersonId;
  readonly nodeOf: (code: string) => NodeId;
  readonly withStages: boolean;
  /** Where the later statement comes from; null: it is not asked. */
  readonly contributionId: ContributionId | null;
  /** Somebody's statement that nobody of the team has read yet. */
  readonly withWaiting: boolean;
};

/** A question with its statements, as if the team had prepared it then. Gives its id and number. */
export async function insertPoll(tx: Tx, dated: DatedPoll): Promise<{ readonly id: PollId; readonly number: number }> {
  const { poll, madeBy } = dated;
  const [row] = await tx<{ id: PollId; number: number }[]>`
    insert into polls.poll (
      process_id, title, introduction, follow_up, opens_at, closes_at, published_at, who_proposes, made_by, acting_role,
      made_at
    )
    values (
      ${dated.processId}, ${poll.title}, ${poll.introduction}, ${poll.followUp}, ${dated.opensAt}, ${dated.closesAt},
      ${dated.publishedAt}, 'everyone', ${madeBy}, 'editor', ${dated.publishedAt}
    )
    returning id, number
  `;
  if (!row) throw new Error("the demonstration has no question put to the vote");
  await tx`
    insert into polls.poll_node (poll_id, node_id, made_by, acting_role, made_at)
    select ${row.id}, node_id, ${madeBy}, 'editor', ${dated.publishedAt}
    from unnest(${poll.nodes.map(dated.nodeOf)}::uuid[]) as node_id
  `;
  if (dated.withStages)
    await tx`
      insert into polls.stage (poll_id, code, name, held_on, territory_code)
      select ${row.id}, stage.code, stage.name, stage."heldOn", stage.territory
      from jsonb_to_recordset(${tx.json(poll.stages)}) as stage (code text, name text, "heldOn" date, territory text)
    `;
  await insertStatements(tx, row.id, dated);
  const made = [{ verb: "create", after: { title: poll.title } }, { verb: "publish" }];
  await tx`
    insert into polls.act (poll_id, verb, after, made_by, acting_role, made_at)
    select ${row.id}, act.verb, act.after, ${madeBy}, 'editor', ${dated.publishedAt}
    from jsonb_to_recordset(${tx.json(made)}) as act (verb text, after jsonb)
  `;
  return row;
}

async function insertStatements(tx: Tx, pollId: PollId, dated: DatedPoll): Promise<void> {
  const { poll, madeBy, moderator, publishedAt } = dated;
  const { contributionId } = dated;
  const asked = [
    ...poll.statements.map((one) => ({ ...one, origin: "team", contributionId: null, since: publishedAt })),
    ...(contributionId ? [{ ...poll.later, origin: "contribution", contributionId }] : []),
  ];
  const statements = asked.map(({ text, nodes, origin, contributionId, since }, index) => ({
    number: index + 1,
    ...{ text, origin, contributionId, since: since.toISOString() },
    nodes: nodes.map(dated.nodeOf),
  }));
  await tx`
    with statement as (
      insert into polls.statement (
        poll_id, number, text, language, origin, contribution_id, state, proposed_by, proposed_at, moderated_by, moderated_at
      )
      select ${pollId}, seed.number, seed.text, 'fr', seed.origin, seed."contributionId", 'shown', ${madeBy}, seed.since,
        ${moderator}, seed.since
      from jsonb_to_recordset(${tx.json(statements)}) as seed (
        number integer, text text, origin text, "contributionId" uuid, since timestamptz
      )
      returning id, number
    )
    insert into polls.statement_node (statement_id, node_id, made_by, acting_role, made_at)
    select statement.id, node.id::uuid, ${madeBy}, 'editor', seed.since
    from statement
    join jsonb_to_recordset(${tx.json(statements)}) as seed (number integer, nodes jsonb, since timestamptz)
      on seed.number = statement.number
    cross join jsonb_array_elements_text(seed.nodes) as node (id)
  `;
  await tx`
    with statement as (
      insert into polls.statement (
        poll_id, number, text, language, origin, state, hidden_reason, proposer_key, proposed_at, moderated_by, moderated_at
      )
      values (
        ${pollId}, ${statements.length + 1}, ${poll.hidden.text}, 'fr', 'participant', 'hidden', ${poll.hidden.reason},
        'demonstration', ${publishedAt}, ${moderator}, ${publishedAt}
      )
      returning id
    )
    insert into polls.act (poll_id, statement_id, verb, before, after, made_by, acting_role, made_at)
    select ${pollId}, id, 'hide', jsonb_build_object('state', 'waiting'),
      jsonb_build_object('state', 'hidden', 'reason', ${poll.hidden.reason}::text), ${moderator}, 'moderator', ${publishedAt}
    from statement
  `;
  if (dated.withWaiting)
    await tx`
      insert into polls.statement (poll_id, number, text, language, origin, state, proposer_key, proposed_at)
      values (${pollId}, ${statements.length + 2}, ${poll.waiting}, 'fr', 'participant', 'waiting', 'demonstration', ${publishedAt})
    `;
}

/** Fictitious voters with their votes, each at its minute. */
export async function insertVoters(
  tx: Tx,
  pollId: PollId,
  voters: readonly SeedVoter[],
  stages: readonly string[],
): Promise<void> {
  const people = voters.map((voter, index) => ({
    ...voter,
    index,
    stage: voter.stage === null ? null : (stages[voter.stage] ?? null),
    began: voter.votes[0]?.at.toISOString() ?? null,
    votes: voter.votes.map(({ statement, value, at }) => ({ number: statement + 1, value, at: at.toISOString() })),
  }));
  await tx`
    with person as (
      select *
      from jsonb_to_recordset(${tx.json(people)}) as person (
        index integer, "isVerified" boolean, territory text, category text, stage text, began timestamptz, votes jsonb
      )
    ), voter as (
      insert into votes.voter (poll_id, tag, is_verified, territory_code, category_code, stage_id, began_on)
      select ${pollId}, sha256(convert_to('demonstration:' || ${pollId}::text || ':' || person.index, 'UTF8')), person."isVerified",
        person.territory, person.category, stage.id, (person.began at time zone 'Europe/Paris')::date
      from person
      left join polls.stage on stage.poll_id = ${pollId} and stage.code = person.stage
      returning id, tag
    )
    insert into votes.vote (poll_id, voter_id, statement_id, value, voted_at)
    select ${pollId}, voter.id, statement.id, vote.value, vote.at
    from person
    join voter on voter.tag = sha256(convert_to('demonstration:' || ${pollId}::text || ':' || person.index, 'UTF8'))
    cross join jsonb_to_recordset(person.votes) as vote (number integer, value smallint, at timestamptz)
    join polls.statement on statement.poll_id = ${pollId} and statement.number = vote.number
  `;
}

/** Where the last results put each fictitious voter: rank of the voter, name of the group. */
export async function groupsOfVoters(tx: Tx, pollId: PollId, voters: number): Promise<ReadonlyMap<number, string>> {
  const rows = await tx<{ index: number; group: string }[]>`
    select person.index, position.group_name as group
    from generate_series(0, ${voters - 1}::integer) as person (index)
    join votes.voter on voter.poll_id = ${pollId}
      and voter.tag = sha256(convert_to('demonstration:' || ${pollId}::text || ':' || person.index, 'UTF8'))
    join opinions.position on position.poll_id = ${pollId} and position.voter_id = voter.id
    where position.group_name is not null
  `;
  return new Map(rows.map(({ index, group }) => [index, group]));
}

export type SeedTitle = { readonly group: string; readonly title: string; readonly reason: string };

export async function insertTitles(
  tx: Tx,
  pollId: PollId,
  titles: readonly SeedTitle[],
  by: { readonly personId: PersonId; readonly at: Date },
): Promise<void> {
  await tx`
    insert into opinions.title (poll_id, subject, title, reason, made_by, acting_role, made_at)
    select ${pollId}, 'group:' || seed.group, seed.title, seed.reason, ${by.personId}, 'editor', ${by.at}
    from jsonb_to_recordset(${tx.json(titles)}) as seed ("group" text, title text, reason text)
  `;
}
