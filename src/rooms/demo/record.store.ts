import type { ContributionId, PersonId, PhaseId } from "#kernel/ids.ts";
import type { Sql, Tx } from "#platform/db.ts";

/** Acts of the demonstration's moderator, with the dates of the time they tell. */
export type DatedAct = {
  readonly contributionId: ContributionId;
  readonly verb: "publish" | "mask";
  readonly ground: "health_data" | null;
  readonly reason: string | null;
  readonly madeAt: Date;
  /** The public words, for a mask. */
  readonly body: string | null;
};

export async function insertActs(tx: Tx, acts: readonly DatedAct[], madeBy: PersonId): Promise<void> {
  const rows = tx.json(acts.map((act) => ({ ...act, madeAt: act.madeAt.toISOString() })));
  await tx`
    insert into moderation.act (contribution_id, verb, ground, reason, made_by, acting_role, made_at)
    select act."contributionId", act.verb, act.ground, act.reason, ${madeBy}, 'moderator', act."madeAt"
    from jsonb_to_recordset(${rows})
      as act ("contributionId" uuid, verb text, ground text, reason text, "madeAt" timestamptz)
  `;
  await tx`
    insert into moderation.mask (contribution_id, version, body, masked_by, acting_role, reason, masked_at)
    select act."contributionId", 1, act.body, ${madeBy}, 'moderator', act.reason, act."madeAt"
    from jsonb_to_recordset(${rows})
      as act ("contributionId" uuid, verb text, reason text, body text, "madeAt" timestamptz)
    where act.verb = 'mask'
  `;
}

export type DatedSupport = {
  readonly contributionId: ContributionId;
  readonly voterKey: string;
  readonly value: "for" | "against" | "neutral";
  readonly givenAt: Date;
};

export async function insertSupports(tx: Tx, supports: readonly DatedSupport[]): Promise<void> {
  await tx`
    insert into contributions.support (contribution_id, voter_key, value, given_at)
    select *
    from unnest(
      ${supports.map(({ contributionId }) => contributionId)}::uuid[],
      ${supports.map(({ voterKey }) => voterKey)}::text[],
      ${supports.map(({ value }) => value)}::text[],
      ${supports.map(({ givenAt }) => givenAt.toISOString())}::timestamptz[]
    )
  `;
}

export async function setAnsweredAt(tx: Tx, phaseId: PhaseId, answeredAt: Date): Promise<void> {
  await tx`
    update processes.phase
    set answered_at = ${answeredAt}
    where id = ${phaseId}
  `;
}

/** Ends the trial now: what was written there stays readable. */
export async function closeTrial(tx: Tx, slug: string): Promise<readonly PhaseId[]> {
  const rows = await tx<{ id: PhaseId }[]>`
    update processes.phase
    set closed_at = now()
    from processes.process
    where process.id = phase.process_id
      and process.slug = ${slug}
      and phase.kind = 'consultation'
      and processes.phase_is_open(phase)
    returning phase.id
  `;
  return rows.map(({ id }) => id);
}

/** The password drawn for this database: the first one stays. */
export async function keepDemoPassword(sql: Sql, drawn: string): Promise<string> {
  await sql`
    insert into platform.setting (name, value)
    values ('demo-password', ${drawn})
    on conflict (name) do nothing
  `;
  const [row] = await sql<{ value: string }[]>`select value from platform.setting where name = 'demo-password'`;
  return row?.value ?? drawn;
}
