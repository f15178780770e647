import type { Invariant } from "#platform/invariant.ts";

export const pollsInvariants: readonly Invariant[] = [
  {
    id: "polls.published-in-the-journal",
    rule: 11,
    sentence: "Each published question, and each that was closed before its time, is in the journal.",
    check: async (sql) => {
      const rows = await sql<{ number: number }[]>`
        select number
        from polls.poll
        where (
            published_at is not null
            and not exists (select from journal.entry where entry.kind = 'poll.opened' and entry.subject_id = poll.id)
          )
          or (
            closed_at is not null
            and not exists (select from journal.entry where entry.kind = 'poll.closed' and entry.subject_id = poll.id)
          )
        order by number
      `;
      return rows.map(({ number }) => `question ${number}`);
    },
  },
  {
    id: "polls.hidden-by-a-person",
    rule: 5,
    sentence:
      "Each statement that a published question does not show was hidden by an act with its reason, or came hidden.",
    check: async (sql) => {
      const rows = await sql<{ poll: number; number: number }[]>`
        select poll.number as poll, statement.number
        from polls.statement
        join polls.poll on poll.id = statement.poll_id
        where statement.state = 'hidden'
          and poll.published_at is not null
          and statement.hidden_reason <> 'imported'
          and not exists (
            select
            from polls.act
            where act.statement_id = statement.id
              and act.verb in ('hide', 'correct')
          )
        order by poll.number, statement.number
      `;
      return rows.map(({ poll, number }) => `question ${poll}, statement ${number}`);
    },
  },
  {
    id: "polls.proposed-then-read",
    rule: 5,
    sentence: "Each shown statement that a person proposed was shown by an act of a moderator.",
    check: async (sql) => {
      const rows = await sql<{ poll: number; number: number }[]>`
        select poll.number as poll, statement.number
        from polls.statement
        join polls.poll on poll.id = statement.poll_id
        where statement.state = 'shown'
          and statement.origin = 'participant'
          and not exists (select from polls.act where act.statement_id = statement.id and act.verb = 'show')
        order by poll.number, statement.number
      `;
      return rows.map(({ poll, number }) => `question ${poll}, statement ${number}`);
    },
  },
  {
    id: "polls.words-of-their-process",
    rule: 7,
    sentence:
      "Each statement drawn from a contribution, and each part of the text named, belongs to the process of the question.",
    check: async (sql) => {
      const rows = await sql<{ number: number }[]>`
        select poll.number
        from polls.statement
        join polls.poll on poll.id = statement.poll_id
        join contributions.contribution on contribution.id = statement.contribution_id
        where contribution.process_id <> poll.process_id
        union
        select poll.number
        from polls.poll
        join processes.process on process.id = poll.process_id
        join (
          select poll_id, node_id
          from polls.poll_node
          union all
          select statement.poll_id, statement_node.node_id
          from polls.statement_node
          join polls.statement on statement.id = statement_node.statement_id
        ) as named on named.poll_id = poll.id
        join documents.node on node.id = named.node_id
        where node.document_id is distinct from process.document_id
        order by number
      `;
      return rows.map(({ number }) => `question ${number}`);
    },
  },
];
