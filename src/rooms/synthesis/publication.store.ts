import type { ProcessId, PublicationId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Maker } from "./claim.rules.ts";
import type { NoteWords } from "./publication.rules.ts";

/** No save, no attachment and no other publication of this process until the end of the transaction. */
export async function holdClaims(tx: Tx, processId: ProcessId): Promise<void> {
  await tx`
    select id
    from synthesis.claim
    where process_id = ${processId}
    order by id
    for update
  `;
}

export type Freezing = {
  readonly id: PublicationId;
  readonly processId: ProcessId;
  readonly note: NoteWords;
  readonly agreement: { readonly lowestAlpha: number; readonly themes: number; readonly sample: number } | null;
  /** When it happened, for a synthesis published before it came here; null is now. */
  readonly publishedAt: Date | string | null;
};

/**
 * The publication, its claims and its sources, taken from what is written at one instant: one statement, one snapshot, so that
 * a contribution hidden at the same moment is either in all of it or in nothing. Gives the number.
 */
export async function freeze(
  tx: Tx,
  { id, processId, note, agreement, publishedAt }: Freezing,
  by: Maker,
): Promise<number> {
  const at = publishedAt instanceof Date ? publishedAt.toISOString() : publishedAt;
  const [row] = await tx<{ number: number }[]>`
    with source as materialized (
      select attachment.id, attachment.claim_id, attachment.contribution_id, attachment.stance, attachment.quote,
        line.channel, line.territory_code, line.category_code
      from synthesis.claim
      join synthesis.claim_contribution as attachment on attachment.claim_id = claim.id and attachment.removed_at is null
      join corpus.line on line.contribution_id = attachment.contribution_id
      where claim.process_id = ${processId}
        and claim.state <> 'withdrawn'
    ),
    made as (
      insert into synthesis.publication (
        id, process_id, number, title, introduction, method, lowest_alpha, agreed_theme_count, sample_size, covered_count,
        contribution_count, published_by, acting_role, published_at
      )
      select ${id}, ${processId},
        (select coalesce(max(number), 0) + 1 from synthesis.publication where process_id = ${processId}),
        ${note.title}, ${note.introduction}, ${note.method}, ${agreement?.lowestAlpha ?? null},
        ${agreement?.themes ?? null}, ${agreement?.sample ?? null},
        (select count(distinct contribution_id) from source),
        (select count(*) from corpus.line where process_id = ${processId}),
        ${by.personId}, ${by.role}, coalesce(${at}::timestamptz, now())
      returning number
    ),
    kept as (
      insert into synthesis.published_claim (
        publication_id, claim_id, claim_version, position, kind, theme_id, theme, text, source_count
      )
      select ${id}, claim.id, claim.version,
        row_number() over (order by claim.kind, claim.position, claim.number),
        claim.kind, claim.theme_id, theme.name, claim.text,
        (select count(*) from source where source.claim_id = claim.id)
      from synthesis.claim
      left join themes.theme on theme.id = claim.theme_id
      where claim.process_id = ${processId}
        and claim.state <> 'withdrawn'
      returning claim_id
    ),
    rested as (
      insert into synthesis.published_source (
        publication_id, claim_id, contribution_id, attachment_id, stance, quote, quote_digest, channel, territory_code,
        category_code
      )
      select ${id}, claim_id, contribution_id, id, stance, quote, encode(sha256(convert_to(quote, 'UTF8')), 'hex'),
        channel, territory_code, category_code
      from source
      returning contribution_id
    )
    select number
    from made
  `;
  await tx`
    update synthesis.claim
    set state = 'published'
    where process_id = ${processId}
      and state = 'draft'
  `;
  return row?.number ?? 0;
}

/** The one change a publication ever has. */
export async function seal(tx: Tx, id: PublicationId, hash: string): Promise<void> {
  await tx`
    update synthesis.publication
    set hash = ${hash}
    where id = ${id}
  `;
}
