import type { Sql } from "#platform/db.ts";
import type { Invariant } from "#platform/invariant.ts";

type Offender = { readonly offender: string };

export const readingInvariants: readonly Invariant[] = [
  {
    id: "reading.readers-are-counted",
    rule: 8,
    sentence: "The number of readers beside each contribution is the number of people who said they read it.",
    check: async (sql: Sql) =>
      (
        await sql<Offender[]>`
        select 'contribution ' || line.number as offender
        from corpus.line
        left join (
          select contribution_id, count(*) as count
          from reading.mark
          group by contribution_id
        ) as marks on marks.contribution_id = line.contribution_id
        where line.reader_count <> coalesce(marks.count, 0)
        order by line.number
      `
      ).map(({ offender }) => offender),
  },
];
