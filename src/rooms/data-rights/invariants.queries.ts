import type { Sql } from "#platform/db.ts";
import type { Invariant } from "#platform/invariant.ts";
import { listUnforgotten } from "./replay.queries.ts";

type Offender = { readonly offender: string };
const texts = (rows: readonly Offender[]): readonly string[] => rows.map(({ offender }) => offender);

export const dataRightsInvariants: readonly Invariant[] = [
  {
    id: "data-rights.erased-keeps-nothing",
    rule: 5,
    sentence: "What the log says was erased or detached keeps no words, no name and no opening anywhere.",
    check: listUnforgotten,
  },
  {
    id: "data-rights.erasures-are-in-the-journal",
    rule: 11,
    sentence: "Each erased contribution has an entry in the journal, and a leaf when it was in the log.",
    check: async (sql: Sql) =>
      texts(
        await sql<Offender[]>`
        select 'contribution ' || contribution.number as offender
        from contributions.contribution
        where contribution.state = 'erased'
          and (
            not exists (
              select from journal.entry where subject_id = contribution.id and entry.kind = 'contribution.erased'
            )
            or exists (
              select from journal.object where object.o = contribution.id and object.state <> 'erased'
            )
          )
        order by contribution.number
      `,
      ),
  },
  {
    id: "data-rights.requests-have-their-acts",
    rule: 8,
    sentence: "Each answered request says who answered it, once.",
    check: async (sql: Sql) =>
      texts(
        await sql<Offender[]>`
        select 'request ' || request.number as offender
        from data_rights.request
        where (request.closed_at is not null)::integer <> (
          select count(*) from data_rights.act where act.request_id = request.id and act.verb in ('do', 'refuse')
        )
        order by request.number
      `,
      ),
  },
];
