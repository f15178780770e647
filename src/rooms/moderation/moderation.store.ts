import type { ContributionId, PersonId } from "#kernel/ids.ts";
import type { Sql, Tx } from "#platform/db.ts";
import type { Ground, Verb } from "./moderation.rules.ts";

type ActRow = {
  readonly contributionId: ContributionId;
  readonly verb: Verb;
  readonly ground: Ground | null;
  readonly reason: string | null;
  readonly madeBy: PersonId | null;
  readonly actingRole: string;
};

export async function insertAct(tx: Tx, row: ActRow): Promise<string> {
  const [act] = await tx<{ id: string }[]>`
    insert into moderation.act (contribution_id, verb, ground, reason, made_by, acting_role)
    values (${row.contributionId}, ${row.verb}, ${row.ground}, ${row.reason}, ${row.madeBy}, ${row.actingRole})
    returning id
  `;
  return act?.id ?? "";
}

type MaskRow = {
  readonly contributionId: ContributionId;
  readonly body: string;
  readonly proposedText: string | null;
  /** The second and following passages of an amendment that propose words. */
  readonly parts: readonly { readonly position: number; readonly proposedText: string }[];
  readonly reason: string;
  readonly maskedBy: PersonId | null;
  readonly actingRole: string;
};

export async function insertMask(tx: Tx, row: MaskRow): Promise<void> {
  await tx`
    with mask as (
      insert into moderation.mask (contribution_id, version, body, proposed_text, masked_by, acting_role, reason)
      select ${row.contributionId}, coalesce(max(version), 0) + 1, ${row.body}, ${row.proposedText}, ${row.maskedBy}, ${row.actingRole}, ${row.reason}
      from moderation.mask
      where contribution_id = ${row.contributionId}
      returning contribution_id, version
    )
    insert into moderation.masked_passage (contribution_id, version, position, proposed_text)
    select mask.contribution_id, mask.version, part."position", part."proposedText"
    from mask
    cross join jsonb_to_recordset(${tx.json(row.parts)}) as part ("position" smallint, "proposedText" text)
  `;
}

export async function liftMasks(tx: Tx, id: ContributionId): Promise<void> {
  await tx`
    update moderation.mask
    set lifted_at = now()
    where contribution_id = ${id}
      and lifted_at is null
  `;
}

type FlagRow = { readonly kind: string; readonly explanation: string };

/** Raises flags once and remembers which words were searched. */
export async function insertFlags(
  sql: Sql | Tx,
  id: ContributionId,
  { flags, version }: { readonly flags: readonly FlagRow[]; readonly version: number },
): Promise<void> {
  if (flags.length > 0) {
    await sql`
      insert into moderation.flag (contribution_id, kind, explanation)
      select ${id}, kind, explanation
      from unnest(${flags.map((flag) => flag.kind)}::text[], ${flags.map((flag) => flag.explanation)}::text[]) as flag (kind, explanation)
      on conflict do nothing
    `;
  }
  await sql`
    insert into moderation.checked (contribution_id, version)
    values (${id}, ${version})
    on conflict (contribution_id) do update
    set version = excluded.version, checked_at = now()
  `;
}

type AppealRow = { readonly contributionId: ContributionId; readonly actId: string; readonly words: string };

/** False when this act was already contested. */
export async function insertAppeal(tx: Tx, row: AppealRow): Promise<boolean> {
  const rows = await tx`
    insert into moderation.appeal (contribution_id, act_id, words)
    values (${row.contributionId}, ${row.actId}, ${row.words})
    on conflict (act_id) do nothing
    returning id
  `;
  return rows.length > 0;
}

type OutcomeRow = {
  readonly appealId: string;
  readonly outcome: "upheld" | "overturned";
  readonly reason: string;
  readonly decidedBy: PersonId;
};

/** False when somebody decided it before. */
export async function decideAppeal(tx: Tx, row: OutcomeRow): Promise<boolean> {
  const rows = await tx`
    update moderation.appeal
    set outcome = ${row.outcome}, outcome_reason = ${row.reason}, decided_by = ${row.decidedBy}, decided_at = now()
    where id = ${row.appealId}
      and outcome is null
    returning id
  `;
  return rows.length > 0;
}
