import type { Sql } from "#platform/db.ts";
import type { Invariant } from "#platform/invariant.ts";

type Offender = { readonly offender: string };
const texts = (rows: readonly Offender[]): readonly string[] => rows.map(({ offender }) => offender);

export const contributionsInvariants: readonly Invariant[] = [
  {
    id: "contributions.words-are-kept",
    rule: 5,
    sentence: "The triggers that keep the words of contributions and forbid deleting them are in place.",
    check: async (sql: Sql) =>
      texts(
        await sql<Offender[]>`
        select wanted.name || ' is missing' as offender
        from unnest(array['words_are_kept', 'nothing_is_deleted']) as wanted (name)
        where not exists (
          select
          from pg_trigger
          where tgname = wanted.name
            and tgrelid = 'contributions.contribution'::regclass
            and tgenabled = 'O'
        )
      `,
      ),
  },
  {
    id: "contributions.nothing-disappears-silently",
    rule: 5,
    sentence: "Each contribution withdrawn by its author has an entry in the journal that says so.",
    check: async (sql: Sql) =>
      texts(
        await sql<Offender[]>`
        select 'contribution ' || number as offender
        from contributions.contribution
        where state = 'withdrawn'
          and not exists (
            select from journal.entry where subject_id = contribution.id and kind = 'contribution.withdrawn'
          )
        order by number
      `,
      ),
  },
  {
    id: "contributions.one-support-per-person",
    rule: 6,
    sentence: "One person or device gives one support per contribution, and the key that holds it is in place.",
    check: async (sql: Sql) =>
      texts(
        await sql<Offender[]>`
        select 'contribution ' || contribution.number || ' counts a voter twice' as offender
        from contributions.support
        join contributions.contribution on contribution.id = support.contribution_id
        group by contribution.number, support.voter_key
        having count(*) > 1
        union all
        select 'the primary key of contributions.support is missing'
        where not exists (
          select from pg_constraint where conrelid = 'contributions.support'::regclass and contype = 'p'
        )
        union all
        select 'contribution ' || contribution.number || ' is supported by an account that does not exist'
        from contributions.support
        join contributions.contribution on contribution.id = support.contribution_id
        where support.voter_key like 'p:%'
          and not exists (select from accounts.person where person.id::text = substr(support.voter_key, 3))
      `,
      ),
  },
  {
    id: "contributions.words-about-are-kept",
    rule: 7,
    sentence: "A contribution on a passage holds the words of that passage in the edition it was about.",
    check: async (sql: Sql) =>
      texts(
        await sql<Offender[]>`
        select 'contribution ' || contribution.number as offender
        from contributions.contribution
        left join documents.edition_passage as here
          on here.edition_id = contribution.edition_id and here.passage_id = contribution.passage_id
        where contribution.passage_id is not null
          and contribution.state <> 'erased'
          and here.text is distinct from contribution.about_text
        order by contribution.number
      `,
      ),
  },
  {
    id: "contributions.states-and-dates",
    rule: 8,
    sentence: "A published contribution has the date it was published, not before it was sent.",
    check: async (sql: Sql) =>
      texts(
        await sql<Offender[]>`
        select 'contribution ' || number as offender
        from contributions.contribution
        where (state = 'published' and published_at is null)
          or published_at < submitted_at
        order by number
      `,
      ),
  },
  {
    id: "contributions.submissions-are-in-the-journal",
    rule: 11,
    sentence: "Each contribution has exactly one entry in the journal that says it was submitted.",
    check: async (sql: Sql) =>
      texts(
        await sql<Offender[]>`
        select 'contribution ' || contribution.number as offender
        from contributions.contribution
        left join journal.entry on entry.subject_id = contribution.id and entry.kind = 'contribution.submitted'
        group by contribution.number
        having count(entry.id) <> 1
        order by contribution.number
      `,
      ),
  },
];
