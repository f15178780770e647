import type { Sql } from "#platform/db.ts";
import type { Invariant } from "#platform/invariant.ts";

type Offender = { readonly offender: string };
const texts = (rows: readonly Offender[]): readonly string[] => rows.map(({ offender }) => offender);

export const corpusInvariants: readonly Invariant[] = [
  {
    id: "corpus.lines-are-what-is-public",
    rule: 8,
    sentence: "The lines that lists filter and count are the published contributions, and say the same of them.",
    check: async (sql: Sql) =>
      texts(
        await sql<Offender[]>`
        with wanted as (
          select contribution.id, contribution.number, contribution.process_id, contribution.kind, contribution.channel,
            contribution.territory_code, contribution.category_code,
            coalesce(contribution.node_id, here.node_id) as node_id, contribution.passage_id, contribution.language,
            contribution.submitted_at, contribution.published_at
          from contributions.public_contribution as contribution
          left join documents.edition_passage as here
            on here.edition_id = contribution.edition_id
            and here.passage_id = contribution.passage_id
        ),
        kept as (
          select contribution_id, number, process_id, kind, channel, territory_code, category_code, node_id, passage_id,
            language, submitted_at, published_at
          from corpus.line
        )
        select distinct 'contribution ' || number as offender
        from (
          (select * from wanted except select * from kept)
          union all
          (select * from kept except select * from wanted)
        ) as different
        order by offender
      `,
      ),
  },
  {
    id: "corpus.answers-are-in-force",
    rule: 8,
    sentence: "The answer beside each contribution is that of the decision in force.",
    check: async (sql: Sql) =>
      texts(
        await sql<Offender[]>`
        select 'contribution ' || line.number as offender
        from corpus.line
        left join corpus.answer on answer.contribution_id = line.contribution_id
        where (line.verdict, line.is_taken) is distinct from (answer.verdict, answer.contribution_id is not null)
        order by line.number
      `,
      ),
  },
  {
    id: "corpus.words-are-public-words",
    rule: 5,
    sentence: "A contribution is found by its public words and by no others: what is masked is in no index.",
    check: async (sql: Sql) =>
      texts(
        await sql<Offender[]>`
        select 'contribution ' || contribution.number as offender
        from corpus.public_words
        full join corpus.words on words.contribution_id = public_words.contribution_id
        join contributions.contribution
          on contribution.id = coalesce(public_words.contribution_id, words.contribution_id)
        where words.words is distinct from public_words.words
        order by contribution.number
      `,
      ),
  },
];
