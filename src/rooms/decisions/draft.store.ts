import type { DecisionId, PersonId, ProcessId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Maker, Words } from "./decision.rules.ts";

/** Drawn before the draft is written, so that its own words may say it. */
export async function drawNumber(tx: Tx): Promise<number> {
  const [row] = await tx<{ number: number }[]>`
    select nextval(pg_get_serial_sequence('decisions.decision', 'number')) as number
  `;
  return row?.number ?? 0;
}

export type NewDraft = {
  readonly id: DecisionId;
  readonly number: number;
  readonly processId: ProcessId;
  readonly words: Words;
  readonly templateId: string | null;
  readonly revises: { readonly id: DecisionId; readonly reason: string } | null;
};

export async function insertDraft(tx: Tx, draft: NewDraft, by: Maker): Promise<void> {
  const { words, revises } = draft;
  await tx`
    insert into decisions.decision (
      id, number, process_id, verdict, reason, answer, addressed_to, decided_by, written_by, acting_role, template_id, replaces,
      revision_reason
    )
    values (
      ${draft.id}, ${draft.number}, ${draft.processId}, ${words.verdict}, ${words.reason}, ${words.answer},
      ${words.addressedTo}, ${by.personId}, ${by.personId}, ${by.role}, ${draft.templateId}, ${revises?.id ?? null},
      ${revises?.reason ?? null}
    )
  `;
}

type Edit = {
  readonly id: DecisionId;
  readonly version: number;
  readonly words: Words;
  readonly revisionReason: string | null;
};

/** True when the draft was still at the version the person had read. An approval does not outlive it. */
export async function updateDraft(tx: Tx, { id, version, words, revisionReason }: Edit, by: Maker): Promise<boolean> {
  const rows = await tx`
    update decisions.decision
    set verdict = ${words.verdict},
      reason = ${words.reason},
      answer = ${words.answer},
      addressed_to = ${words.addressedTo},
      revision_reason = case when replaces is null then null else coalesce(${revisionReason}, revision_reason) end,
      decided_by = ${by.personId},
      written_by = ${by.personId},
      acting_role = ${by.role},
      decided_at = now(),
      version = version + 1
    where id = ${id}
      and version = ${version}
      and state = 'draft'
      and discarded_at is null
    returning id
  `;
  return rows.length === 1;
}

/** The list of contributions is about to change: who read the draft must know, and an approval falls. */
export async function bumpVersion(tx: Tx, id: DecisionId, by: PersonId): Promise<void> {
  await tx`
    update decisions.decision
    set version = version + 1,
      written_by = ${by}
    where id = ${id}
      and state = 'draft'
  `;
}

/** The draft keeps its words and the list of what it held, and holds nothing any more. */
export async function markDiscarded(tx: Tx, id: DecisionId, by: PersonId): Promise<number> {
  const freed = await tx`
    update decisions.covering
    set is_in_force = false
    where decision_id = ${id}
      and is_in_force
    returning contribution_id
  `;
  await tx`
    update decisions.decision
    set discarded_at = now(),
      discarded_by = ${by},
      written_by = ${by},
      version = version + 1
    where id = ${id}
      and state = 'draft'
  `;
  return freed.length;
}

/** What is free takes its place again; what another decision holds by now, or is no longer published, has left the draft. */
export async function markRestored(
  tx: Tx,
  id: DecisionId,
  by: PersonId,
): Promise<{ readonly left: number; readonly held: number }> {
  await tx`
    update decisions.decision
    set discarded_at = null,
      discarded_by = null,
      written_by = ${by},
      version = version + 1
    where id = ${id}
      and state = 'draft'
  `;
  const left = await tx`
    delete from decisions.covering
    using decisions.decision
    where decision.id = covering.decision_id
      and decision.id = ${id}
      and (
        exists (
          select
          from decisions.covering as other
          where other.contribution_id = covering.contribution_id
            and other.is_in_force
            and other.decision_id is distinct from decision.replaces
        )
        or not exists (
          select
          from contributions.contribution
          where contribution.id = covering.contribution_id
            and contribution.state = 'published'
        )
      )
    returning covering.contribution_id
  `;
  const held = await tx`
    update decisions.covering
    set is_in_force = true
    from decisions.decision
    where decision.id = covering.decision_id
      and decision.id = ${id}
      and decision.replaces is null
    returning covering.contribution_id
  `;
  return { left: left.length, held: held.length };
}
