import type { Sql } from "#platform/db.ts";
import type { Invariant } from "#platform/invariant.ts";
import { listComparedParts, listStoredConflicts } from "./conflict.queries.ts";
import { conflictKey, conflictsAmong } from "./conflict.rules.ts";

type Offender = { readonly offender: string };
const texts = (rows: readonly Offender[]): readonly string[] => rows.map(({ offender }) => offender);

export const amendmentsInvariants: readonly Invariant[] = [
  {
    id: "amendments.conflicts-are-those-of-the-words",
    rule: 8,
    sentence: "The stored conflicts between amendments are those that their words make, no more and no less.",
    check: async (sql: Sql) => {
      const parts = await listComparedParts(sql);
      const wanted = new Set(conflictsAmong(parts, () => true).map(conflictKey));
      const stored = new Set((await listStoredConflicts(sql)).map(conflictKey));
      return [
        ...[...stored].filter((key) => !wanted.has(key)).map((key) => `stored, not found: ${key}`),
        ...[...wanted].filter((key) => !stored.has(key)).map((key) => `found, not stored: ${key}`),
      ];
    },
  },
  {
    id: "amendments.parts-are-whole",
    rule: 5,
    sentence: "Each amendment has the passages it was sent with, each once, with the words they had in its edition.",
    check: async (sql: Sql) =>
      texts(
        await sql<Offender[]>`
        select 'amendment ' || contribution.number as offender
        from contributions.contribution
        left join contributions.amended_passage as part on part.contribution_id = contribution.id
        left join documents.edition_passage as here
          on here.edition_id = contribution.edition_id and here.passage_id = part.passage_id
        where contribution.state <> 'erased'
          and (contribution.part_count > 1 or part.contribution_id is not null)
        group by contribution.id
        having count(part.passage_id) + 1 <> contribution.part_count
          or count(distinct part.passage_id) <> count(part.passage_id)
          or bool_or(part.passage_id = contribution.passage_id)
          or bool_or(here.text is distinct from part.about_text)
        order by contribution.number
      `,
      ),
  },
  {
    id: "amendments.words-are-kept",
    rule: 5,
    sentence: "The triggers that keep the passages of amendments and what was applied of them are in place.",
    check: async (sql: Sql) =>
      texts(
        await sql<Offender[]>`
        select wanted.name || ' on ' || wanted.place || ' is missing' as offender
        from (values
          ('words_are_kept', 'contributions.amended_passage'),
          ('words_are_kept', 'contributions.reworded_passage'),
          ('append_only', 'moderation.masked_passage'),
          ('application_is_kept', 'amendments.application')
        ) as wanted (name, place)
        where not exists (
          select
          from pg_trigger
          where tgname = wanted.name
            and tgrelid = wanted.place::regclass
            and tgenabled = 'O'
        )
      `,
      ),
  },
  {
    id: "amendments.arguments-are-one-level-deep",
    rule: 5,
    sentence: "Each argument is about a contribution of the same process that is no argument itself.",
    check: async (sql: Sql) =>
      texts(
        await sql<Offender[]>`
        select 'contribution ' || argument.number as offender
        from contributions.contribution as argument
        join contributions.contribution as subject on subject.id = argument.about_contribution_id
        where subject.about_contribution_id is not null
          or subject.process_id <> argument.process_id
        order by argument.number
      `,
      ),
  },
  {
    id: "amendments.applied-words-have-their-decision",
    rule: 2,
    sentence: "What an amendment changed in a published edition is a change of that passage which names the decision.",
    check: async (sql: Sql) =>
      texts(
        await sql<Offender[]>`
        select 'amendment ' || contribution.number || ', passage ' || application.position as offender
        from amendments.application
        join contributions.contribution on contribution.id = application.contribution_id
        join documents.edition on edition.id = application.edition_id and edition.state = 'published'
        join editions.difference(edition.id) as difference
          on difference.passage_id = coalesce(application.added_passage_id, application.passage_id)
        where application.undone_at is null
          and application.outcome <> 'declined'
          and not exists (
            select
            from editions.change
            join editions.change_decision on change_decision.change_id = change.id
            join decisions.decision on decision.id = change_decision.decision_id
            where change.edition_id = edition.id
              and change.passage_id = difference.passage_id
              and application.decision_id in (decision.id, decision.replaces)
          )
        order by contribution.number, application.position
      `,
      ),
  },
  {
    id: "amendments.applications-fit-their-amendment",
    rule: 5,
    sentence: "What was applied names a passage of its amendment, and a decision that covers it.",
    check: async (sql: Sql) =>
      texts(
        await sql<Offender[]>`
        select 'amendment ' || contribution.number || ', passage ' || application.position as offender
        from amendments.application
        join contributions.contribution on contribution.id = application.contribution_id
        join decisions.decision on decision.id = application.decision_id and decision.discarded_at is null
        where application.undone_at is null
          and (
            application.passage_id is distinct from (
              select part.passage_id
              from contributions.present_passage_words as part
              where part.contribution_id = application.contribution_id
                and part.position = application.position
            )
            or not exists (
              select
              from decisions.covering
              where covering.decision_id = application.decision_id
                and covering.contribution_id = application.contribution_id
            )
          )
        order by contribution.number, application.position
      `,
      ),
  },
];
