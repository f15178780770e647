import type { Db } from "#platform/db.ts";
import type { LoggedAct, LoggedObject } from "./logged-object.rules.ts";
import { processesOfEverybody } from "./open-processes.queries.ts";

export const ACTS_PER_PAGE = 36;

/** What the log says of an object, whether its acts are published or still wait; null when it says nothing. */
export async function findLoggedObject(db: Db, object: string): Promise<LoggedObject | null> {
  const [row] = await db<LoggedObject[]>`
    select
      (
        select count(*)
        from journal.leaf
        where leaf.o = object.o
          and leaf.idx < (select max(size) from journal.checkpoint)
      ) as "actCount",
      (
        select jsonb_build_object('slug', document.slug, 'title', document.title, 'language', document.language)
        from documents.document
        where document.id = object.o
          and exists (select from documents.edition where edition.document_id = document.id and edition.state = 'published')
          and not exists (
            select
            from processes.process
            where process.document_id = document.id
              and process.id not in (${processesOfEverybody(db)})
          )
      ) as text,
      (
        select decision.number
        from decisions.decision
        where decision.id = object.o
          and decision.state <> 'draft'
          and decision.process_id in (${processesOfEverybody(db)})
      ) as decision,
      (
        select contribution.number
        from contributions.public_contribution as contribution
        where contribution.id = object.o
          and contribution.process_id in (${processesOfEverybody(db)})
      ) as contribution
    from journal.object
    where object.o = ${object}
  `;
  return row ?? null;
}

/** A page of the published leaves of an object, in their order. */
export async function listActs(db: Db, object: string, page: number): Promise<readonly LoggedAct[]> {
  return await db<LoggedAct[]>`
    select
      kind,
      r as revision,
      leaf_hash as "leafHash",
      idx as index,
      fields ->> 't' as time,
      encode(decode(translate(fields ->> 'd', '-_', '+/') || '=', 'base64'), 'hex') as digest
    from journal.leaf
    cross join lateral (select convert_from(data, 'UTF8')::jsonb as fields) as act
    where o = ${object}
      and idx < (select max(size) from journal.checkpoint)
    order by idx
    limit ${ACTS_PER_PAGE}
    offset ${(page - 1) * ACTS_PER_PAGE}
  `;
}
