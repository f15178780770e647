import type { ContributionId, ProcessId, SampleId, ThemeId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Maker } from "./maker.rules.ts";
import type { Quote } from "./quote.rules.ts";

export type Origin = "person" | "accepted_suggestion";
export type NewCode = {
  readonly contributionId: ContributionId;
  readonly themeId: ThemeId;
  /** Null for the whole contribution. */
  readonly quote: Quote | null;
  readonly origin: Origin;
};

/** True when it was not there yet. */
export async function insertCode(tx: Tx, { contributionId, themeId, quote, origin }: NewCode, by: Maker) {
  const rows = await tx`
    insert into themes.code (contribution_id, theme_id, field, quote, starts_at, ends_at, origin, made_by, acting_role)
    values (
      ${contributionId}, ${themeId}, ${quote?.field ?? null}, ${quote?.text ?? null}, ${quote?.startsAt ?? null},
      ${quote?.endsAt ?? null}, ${origin}, ${by.personId}, ${by.role}
    )
    on conflict do nothing
    returning id
  `;
  return rows.length === 1;
}

type Many = {
  readonly themeId: ThemeId;
  readonly numbers: readonly number[];
  readonly origin: Origin;
  readonly batchId: string | null;
  readonly sampleId?: SampleId | null;
};

/** Whole contributions, in one statement; those that have the theme already are left as they are. Gives how many were new. */
export async function insertCodes(tx: Tx, processId: ProcessId, many: Many, by: Maker): Promise<number> {
  const rows = await tx`
    insert into themes.code (contribution_id, theme_id, origin, batch_id, sample_id, made_by, acting_role)
    select line.contribution_id, ${many.themeId}, ${many.origin}, ${many.batchId}, ${many.sampleId ?? null}, ${by.personId},
      ${by.role}
    from corpus.line
    where line.process_id = ${processId}
      and line.number = any (${[...many.numbers]}::bigint[])
    order by line.contribution_id
    on conflict do nothing
    returning id
  `;
  return rows.length;
}

/** True when it was in force. */
export async function removeCode(tx: Tx, codeId: string, contributionId: ContributionId, by: Maker): Promise<boolean> {
  const rows = await tx`
    update themes.code
    set removed_at = now(), removed_by = ${by.personId}, removed_role = ${by.role}
    where id = ${codeId}
      and contribution_id = ${contributionId}
      and removed_at is null
    returning id
  `;
  return rows.length === 1;
}

/** All codes of a batch that are still in force. */
export async function removeBatchCodes(tx: Tx, batchId: string, by: Maker): Promise<number> {
  const rows = await tx`
    update themes.code
    set removed_at = now(), removed_by = ${by.personId}, removed_role = ${by.role}
    where batch_id = ${batchId}
      and removed_at is null
    returning id
  `;
  return rows.length;
}

/** The codes of a theme end with the act that ends the theme. */
export async function endCodes(tx: Tx, themeId: ThemeId, actId: number, by: Maker): Promise<number> {
  const rows = await tx`
    update themes.code
    set removed_at = now(), removed_by = ${by.personId}, removed_role = ${by.role}, removed_act_id = ${actId}
    where theme_id = ${themeId}
      and removed_at is null
    returning id
  `;
  return rows.length;
}

/** What an act ended goes on under a theme, as new codes with their own date; what is there already is not doubled. */
export async function continueCodes(tx: Tx, endedBy: number, themeId: ThemeId, actId: number, by: Maker) {
  const rows = await tx`
    insert into themes.code (
      contribution_id, theme_id, field, quote, starts_at, ends_at, origin, act_id, came_from, made_by, acting_role
    )
    select contribution_id, ${themeId}, field, quote, starts_at, ends_at, origin, ${actId}, id, ${by.personId}, ${by.role}
    from themes.code
    where removed_act_id = ${endedBy}
    order by contribution_id, id
    on conflict do nothing
    returning id
  `;
  return rows.length;
}

/** Chosen codes of a theme go to another: each ends, and goes on as a new one. Gives how many moved. */
export async function moveCodes(
  tx: Tx,
  { ids, from, to, actId }: { ids: readonly string[]; from: ThemeId; to: ThemeId; actId: number },
  by: Maker,
): Promise<number> {
  const rows = await tx`
    update themes.code
    set removed_at = now(), removed_by = ${by.personId}, removed_role = ${by.role}, removed_act_id = ${actId}
    where id = any (${[...ids]}::uuid[])
      and theme_id = ${from}
      and removed_at is null
    returning id
  `;
  await continueCodes(tx, actId, to, actId, by);
  return rows.length;
}

export async function insertUnplaced(tx: Tx, contributionId: ContributionId, by: Maker): Promise<void> {
  await tx`
    insert into themes.unplaced (contribution_id, made_by, acting_role)
    values (${contributionId}, ${by.personId}, ${by.role})
    on conflict do nothing
  `;
}

export async function removeUnplaced(tx: Tx, contributionId: ContributionId, by: Maker): Promise<void> {
  await tx`
    update themes.unplaced
    set removed_at = now(), removed_by = ${by.personId}, removed_role = ${by.role}
    where contribution_id = ${contributionId}
      and removed_at is null
  `;
}
