import { isUuid, type ProcessId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { Template } from "./template.rules.ts";

function templateColumns(sql: Db) {
  return sql`
    template.id, template.title, template.verdict, template.reason, template.answer, template.version,
    template.retired_at as "retiredAt",
    case when process.id is not null then
      jsonb_build_object('slug', process.slug, 'title', process.title, 'language', process.language)
    end as process,
    (
      select count(*)
      from decisions.decision
      where decision.template_id = template.id
        and decision.discarded_at is null
    ) as "useCount"
  `;
}

/** All templates: those in use first, by title. */
export async function listTemplates(sql: Db): Promise<readonly Template[]> {
  return await sql<Template[]>`
    select ${templateColumns(sql)}
    from decisions.template
    left join processes.process on process.id = template.process_id
    order by template.retired_at is not null, template.title, template.id
    limit 500
  `;
}

/** Those that a decision of this process may start from. */
export async function listTemplatesFor(
  sql: Db,
  processId: ProcessId,
): Promise<readonly { readonly id: string; readonly title: string }[]> {
  return await sql<{ id: string; title: string }[]>`
    select id, title
    from decisions.template
    where retired_at is null
      and (process_id is null or process_id = ${processId})
    order by title, id
    limit 500
  `;
}

export async function findTemplate(sql: Db, id: string | undefined): Promise<Template | null> {
  if (!isUuid(id)) return null;
  const [row] = await sql<Template[]>`
    select ${templateColumns(sql)}
    from decisions.template
    left join processes.process on process.id = template.process_id
    where template.id = ${id}
  `;
  return row ?? null;
}
