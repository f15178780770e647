import type { ClaimId, ProcessId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { Claim, ClaimVersion, DeskProcess, ThemeChoice } from "./claim.rules.ts";

function claimColumns(sql: Db) {
  return sql`
    claim.id, claim.number, claim.process_id as "processId", process.slug as "processSlug",
    process.title as "processTitle", process.language, claim.theme_id as "themeId", theme.name as theme, claim.position,
    claim.kind, claim.text, claim.answer, claim.state, claim.version, claim.withdrawn_reason as "withdrawnReason",
    claim.withdrawn_at as "withdrawnAt", claim.made_at as "madeAt",
    counted.supports, counted.opposes, counted.nuances
  `;
}

/** Contributions in force that are published today. */
function claimJoins(sql: Db) {
  return sql`
    join processes.process on process.id = claim.process_id
    left join themes.theme on theme.id = claim.theme_id
    cross join lateral (
      select
        count(*) filter (where attachment.stance = 'supports') as supports,
        count(*) filter (where attachment.stance = 'opposes') as opposes,
        count(*) filter (where attachment.stance = 'nuances') as nuances
      from synthesis.claim_contribution as attachment
      join corpus.line on line.contribution_id = attachment.contribution_id
      where attachment.claim_id = claim.id
        and attachment.removed_at is null
    ) as counted
  `;
}

/** Drafts and withdrawn ones included: public pages ask for what was published. */
export async function findClaim(sql: Db, number: string | undefined): Promise<Claim | null> {
  if (!/^[1-9]\d{0,14}$/.test(number ?? "")) return null;
  const [row] = await sql<Claim[]>`
    select ${claimColumns(sql)}
    from synthesis.claim
    ${claimJoins(sql)}
    where claim.number = ${Number(number)}
  `;
  return row ?? null;
}

/** The claims of a process in their order, or those that were withdrawn, the last first. */
export async function listClaims(sql: Db, processId: ProcessId, withdrawn = false): Promise<readonly Claim[]> {
  return await sql<Claim[]>`
    select ${claimColumns(sql)}
    from synthesis.claim
    ${claimJoins(sql)}
    where claim.process_id = ${processId}
      and (claim.state = 'withdrawn') = ${withdrawn}
    order by claim.withdrawn_at desc nulls last, claim.kind, claim.position, claim.number
  `;
}

/** Held to the end of the transaction: no other save, no attachment and no publication passes meanwhile. */
export async function lockClaim(tx: Db, number: number): Promise<Claim | null> {
  const [row] = await tx`
    select id
    from synthesis.claim
    where number = ${number}
    for update
  `;
  return row ? await findClaim(tx, String(number)) : null;
}

export async function findClaimById(sql: Db, id: ClaimId): Promise<Claim | null> {
  const [row] = await sql<{ number: number }[]>`
    select number
    from synthesis.claim
    where id = ${id}
  `;
  return row ? await findClaim(sql, String(row.number)) : null;
}

/** Everything that was ever saved or refused, the last first. */
export async function listVersions(sql: Db, claimId: ClaimId): Promise<readonly ClaimVersion[]> {
  return await sql<ClaimVersion[]>`
    select version.id, version.version, version.based_on as "basedOn", version.restored_from as "restoredFrom",
      version.kind, version.theme_id as "themeId", theme.name as theme, version.text, version.answer,
      person.display_name as by, version.acting_role as role, version.made_at as "madeAt"
    from synthesis.claim_version as version
    left join themes.theme on theme.id = version.theme_id
    left join accounts.person on person.id = version.made_by
    where version.claim_id = ${claimId}
    order by version.id desc
  `;
}

/** Themes in force, in the order of the codebook: a parent before its children. */
export async function listThemeChoices(sql: Db, processId: ProcessId): Promise<readonly ThemeChoice[]> {
  return await sql<ThemeChoice[]>`
    select theme.id, theme.name, case when parent.id is null then 1 else 2 end as level
    from themes.theme
    left join themes.theme as parent on parent.id = theme.parent_id and parent.state = 'active'
    where theme.process_id = ${processId}
      and theme.state = 'active'
    order by coalesce(parent.position, theme.position), coalesce(parent.code, theme.code), parent.id is not null,
      theme.position, theme.code
  `;
}

/** Processes with what is written of their synthesis; the youngest first. */
export async function listDeskProcesses(sql: Db): Promise<readonly DeskProcess[]> {
  return await sql<DeskProcess[]>`
    select process.id, process.slug, process.title, process.language,
      (select count(*) from synthesis.claim where process_id = process.id and state <> 'withdrawn') as claims,
      (select max(number) from synthesis.publication where process_id = process.id) as publication,
      meter.covered, meter.total
    from processes.process
    cross join lateral (
      select count(*) as total,
        count(*) filter (
          where exists (
            select
            from synthesis.claim_contribution as attachment
            where attachment.contribution_id = line.contribution_id
              and attachment.removed_at is null
          )
        ) as covered
      from corpus.line
      where line.process_id = process.id
    ) as meter
    order by process.created_at desc, process.slug
  `;
}
