import type { Tx } from "#platform/db.ts";
import type { Maker } from "./decision.rules.ts";
import type { TemplateWords } from "./template.rules.ts";

type Kept = Omit<TemplateWords, "process"> & { readonly id: string; readonly processSlug: string | null };

/** The same form sent twice makes one template. */
export async function insertTemplate(tx: Tx, template: Kept, by: Maker): Promise<void> {
  const { id, processSlug, title, verdict, reason, answer } = template;
  await tx`
    insert into decisions.template (id, process_id, title, verdict, reason, answer, made_by, acting_role)
    values (
      ${id}, (select id from processes.process where slug = ${processSlug}), ${title}, nullif(${verdict}, ''), ${reason},
      ${answer}, ${by.personId}, ${by.role}
    )
    on conflict (id) do nothing
  `;
}

/** True when the template was still at the version the person had read. Decisions made from it keep their words. */
export async function updateTemplate(
  tx: Tx,
  template: Kept & { readonly version: number },
  by: Maker,
): Promise<boolean> {
  const { id, version, processSlug, title, verdict, reason, answer } = template;
  const rows = await tx`
    update decisions.template
    set process_id = (select id from processes.process where slug = ${processSlug}),
      title = ${title},
      verdict = nullif(${verdict}, ''),
      reason = ${reason},
      answer = ${answer},
      version = version + 1,
      changed_by = ${by.personId},
      changed_at = now()
    where id = ${id}
      and version = ${version}
    returning id
  `;
  return rows.length === 1;
}

type Retired = { readonly id: string; readonly version: number; readonly isRetired: boolean };

export async function markTemplateRetired(tx: Tx, { id, version, isRetired }: Retired, by: Maker): Promise<boolean> {
  const rows = await tx`
    update decisions.template
    set retired_at = case when ${isRetired} then now() end,
      version = version + 1,
      changed_by = ${by.personId},
      changed_at = now()
    where id = ${id}
      and version = ${version}
    returning id
  `;
  return rows.length === 1;
}
