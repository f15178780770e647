import type { ClaimId, ProcessId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { ClaimWords, Maker } from "./claim.rules.ts";

/** The note of a process exists from its first claim on; holding its row holds the order of the claims. */
export async function holdNote(tx: Tx, processId: ProcessId, by: Maker): Promise<void> {
  await tx`
    insert into synthesis.note (process_id, made_by, acting_role)
    values (${processId}, ${by.personId}, ${by.role})
    on conflict (process_id) do nothing
  `;
  await tx`
    select process_id
    from synthesis.note
    where process_id = ${processId}
    for update
  `;
}

type NewClaim = { readonly id: ClaimId; readonly processId: ProcessId; readonly words: ClaimWords };

/** At the end of the list; the number, or null when this id is stored already: the same form sent twice. */
export async function insertClaim(tx: Tx, { id, processId, words }: NewClaim, by: Maker): Promise<number | null> {
  const [row] = await tx<{ number: number }[]>`
    insert into synthesis.claim (id, process_id, theme_id, position, kind, text, answer, made_by, acting_role)
    select ${id}, ${processId}, ${words.themeId}, coalesce(max(position), 0) + 1, ${words.kind}, ${words.text},
      ${words.answer}, ${by.personId}, ${by.role}
    from synthesis.claim
    where process_id = ${processId}
    on conflict (id) do nothing
    returning number
  `;
  return row?.number ?? null;
}

type NewVersion = {
  readonly claimId: ClaimId;
  readonly version: number | null;
  readonly basedOn: number | null;
  readonly restoredFrom?: number | null;
  readonly words: ClaimWords;
};

export async function insertVersion(tx: Tx, given: NewVersion, by: Maker): Promise<void> {
  const { claimId, version, basedOn, restoredFrom = null, words } = given;
  await tx`
    insert into synthesis.claim_version (
      claim_id, version, based_on, restored_from, kind, theme_id, text, answer, made_by, acting_role
    )
    values (
      ${claimId}, ${version}, ${basedOn}, ${restoredFrom}, ${words.kind}, ${words.themeId}, ${words.text},
      ${words.answer}, ${by.personId}, ${by.role}
    )
  `;
}

/** Keeps a refused attempt once, however often its form is sent. */
export async function insertRefused(
  tx: Tx,
  { claimId, basedOn, words }: Pick<NewVersion, "claimId" | "basedOn" | "words">,
  by: Maker,
): Promise<void> {
  await tx`
    insert into synthesis.claim_version (claim_id, based_on, kind, theme_id, text, answer, made_by, acting_role)
    select ${claimId}, ${basedOn}, ${words.kind}, ${words.themeId}, ${words.text}, ${words.answer}, ${by.personId}, ${by.role}
    where not exists (
      select
      from synthesis.claim_version
      where claim_id = ${claimId}
        and version is null
        and based_on = ${basedOn}
        and made_by = ${by.personId}
        and (kind, theme_id, text, answer)
          is not distinct from (${words.kind}, ${words.themeId}::uuid, ${words.text}, ${words.answer})
    )
  `;
}

export async function updateWords(tx: Tx, id: ClaimId, words: ClaimWords): Promise<void> {
  await tx`
    update synthesis.claim
    set kind = ${words.kind},
      theme_id = ${words.themeId},
      text = ${words.text},
      answer = ${words.answer},
      version = version + 1
    where id = ${id}
  `;
}

/** Two neighbours change places. */
export async function swapPositions(tx: Tx, one: ClaimId, other: ClaimId): Promise<void> {
  await tx`
    update synthesis.claim
    set position = swapped.position
    from synthesis.claim as swapped
    where claim.id in (${one}, ${other})
      and swapped.id in (${one}, ${other})
      and swapped.id <> claim.id
  `;
}

/** What it rested on is let go in the same moment: those contributions wait for a claim again. */
export async function withdraw(tx: Tx, id: ClaimId, reason: string, by: Maker): Promise<void> {
  await tx`
    update synthesis.claim
    set state = 'withdrawn',
      withdrawn_reason = ${reason},
      withdrawn_at = now(),
      withdrawn_by = ${by.personId}
    where id = ${id}
  `;
  await tx`
    update synthesis.claim_contribution
    set removed_at = now(),
      removed_by = ${by.personId},
      removed_role = ${by.role}
    where claim_id = ${id}
      and removed_at is null
  `;
}

/** Back at the end of the list, with what it rested on when it was withdrawn and is still public. */
export async function reopen(tx: Tx, id: ClaimId, by: Maker): Promise<void> {
  await tx`
    insert into synthesis.claim_contribution (claim_id, contribution_id, stance, quote, made_by, acting_role)
    select claim.id, attachment.contribution_id, attachment.stance,
      case
        when synthesis.occurs(attachment.quote, contribution.body, contribution.proposed_text, contribution.title)
          then attachment.quote
      end,
      ${by.personId}, ${by.role}
    from synthesis.claim
    join synthesis.claim_contribution as attachment
      on attachment.claim_id = claim.id
      and attachment.removed_at = claim.withdrawn_at
    join contributions.public_contribution as contribution on contribution.id = attachment.contribution_id
    where claim.id = ${id}
    on conflict do nothing
  `;
  await tx`
    update synthesis.claim
    set state = case when exists (select from synthesis.published_claim where claim_id = claim.id) then 'published' else 'draft' end,
      position = (select max(position) + 1 from synthesis.claim as other where other.process_id = claim.process_id),
      withdrawn_reason = null,
      withdrawn_at = null,
      withdrawn_by = null
    where id = ${id}
  `;
}

export async function updateNote(
  tx: Tx,
  processId: ProcessId,
  note: { readonly title: string; readonly introduction: string; readonly method: string },
  by: Maker,
): Promise<void> {
  await tx`
    update synthesis.note
    set title = ${note.title},
      introduction = ${note.introduction},
      method = ${note.method},
      version = version + 1,
      made_by = ${by.personId},
      acting_role = ${by.role},
      made_at = now()
    where process_id = ${processId}
  `;
}
