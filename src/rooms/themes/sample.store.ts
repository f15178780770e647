import type { ContributionId, PersonId, ProcessId, SampleId, ThemeId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Maker } from "./maker.rules.ts";
import { labelOf } from "./sample.rules.ts";

export type NewSample = {
  readonly processId: ProcessId;
  readonly seed: string;
  readonly population: number;
  readonly size: number;
  readonly codebookHash: string;
  readonly coders: readonly PersonId[];
};

/** Null when a sample of this process is open already. The draw: the smallest SHA-256 of `seed:number`. */
export async function insertSample(tx: Tx, sample: NewSample, by: Maker): Promise<number | null> {
  const [row] = await tx<{ id: SampleId; number: number }[]>`
    insert into themes.sample (process_id, seed, population_count, size, codebook_hash, drawn_by, acting_role)
    values (
      ${sample.processId}, ${sample.seed}, ${sample.population}, ${sample.size}, ${sample.codebookHash}, ${by.personId},
      ${by.role}
    )
    on conflict (process_id) where state = 'open' do nothing
    returning id, number
  `;
  if (!row) return null;
  await tx`
    insert into themes.sample_unit (sample_id, contribution_id, position)
    select ${row.id}, drawn.contribution_id, row_number() over (order by drawn.place, drawn.number)
    from (
      select line.contribution_id, line.number, sha256(convert_to(${`${sample.seed}:`} || line.number, 'UTF8')) as place
      from corpus.line
      where line.process_id = ${sample.processId}
      order by place, line.number
      limit ${sample.size}
    ) as drawn
  `;
  await tx`
    insert into themes.sample_coder (sample_id, person_id, label)
    select ${row.id}, coder.person_id, coder.label
    from unnest(${[...sample.coders]}::uuid[], ${sample.coders.map((_, index) => labelOf(index))}::text[])
      as coder (person_id, label)
  `;
  return row.number;
}

type NewReading = {
  readonly sampleId: SampleId;
  readonly contributionId: ContributionId;
  readonly themeIds: readonly ThemeId[];
};

/** A coder may change what he found while the sample is open. */
export async function upsertReading(tx: Tx, reading: NewReading, by: Maker): Promise<void> {
  await tx`
    insert into themes.sample_reading (sample_id, contribution_id, person_id, theme_ids, acting_role)
    values (
      ${reading.sampleId}, ${reading.contributionId}, ${by.personId}, ${reading.themeIds.toSorted()}::uuid[], ${by.role}
    )
    on conflict (sample_id, contribution_id, person_id) do update
    set theme_ids = excluded.theme_ids, acting_role = excluded.acting_role, coded_at = now()
  `;
}

/** True when it was open. */
export async function endSample(tx: Tx, id: SampleId, state: "closed" | "abandoned", by: Maker): Promise<boolean> {
  const rows = await tx`
    update themes.sample
    set state = ${state}, ended_at = now(), ended_by = ${by.personId}, ended_role = ${by.role}
    where id = ${id}
      and state = 'open'
    returning id
  `;
  return rows.length === 1;
}

export type NewAgreement = {
  readonly themeId: ThemeId;
  readonly measure: "alpha" | "kappa";
  readonly coders: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly unitCount: number;
  readonly usedCount: number;
};

export async function insertAgreements(tx: Tx, sampleId: SampleId, rows: readonly NewAgreement[]): Promise<void> {
  await tx`
    insert into themes.agreement (sample_id, theme_id, measure, coders, value, low, high, unit_count, used_count)
    select ${sampleId}, *
    from unnest(
      ${rows.map((row) => row.themeId)}::uuid[],
      ${rows.map((row) => row.measure)}::text[],
      ${rows.map((row) => row.coders)}::text[],
      ${rows.map((row) => row.value)}::float8[],
      ${rows.map((row) => row.low)}::float8[],
      ${rows.map((row) => row.high)}::float8[],
      ${rows.map((row) => row.unitCount)}::int[],
      ${rows.map((row) => row.usedCount)}::int[]
    )
  `;
}

export type Settled = { readonly contributionId: ContributionId; readonly themeIds: readonly ThemeId[] };

/** What the coders agree on becomes the coding of the text: other themes end, missing ones are added, each with its date. */
export async function settle(tx: Tx, sampleId: SampleId, settled: readonly Settled[], by: Maker): Promise<void> {
  const rows = JSON.stringify(settled.map((one) => ({ id: one.contributionId, themes: one.themeIds })));
  const given = tx`jsonb_to_recordset(${rows}::text::jsonb) as settled (id uuid, themes uuid[])`;
  await tx`
    update themes.code
    set removed_at = now(), removed_by = ${by.personId}, removed_role = ${by.role}
    from ${given}
    where code.contribution_id = settled.id
      and code.theme_id <> all (settled.themes)
      and code.removed_at is null
  `;
  await tx`
    insert into themes.code (contribution_id, theme_id, origin, sample_id, made_by, acting_role)
    select settled.id, theme.id, 'person', ${sampleId}, ${by.personId}, ${by.role}
    from ${given}
    join themes.theme on theme.id = any (settled.themes) and theme.state = 'active'
    where not exists (
      select from themes.code
      where code.contribution_id = settled.id
        and code.theme_id = theme.id
        and code.removed_at is null
    )
    order by settled.id, theme.id
    on conflict do nothing
  `;
  await tx`
    update themes.unplaced
    set removed_at = now(), removed_by = ${by.personId}, removed_role = ${by.role}
    from ${given}
    where unplaced.contribution_id = settled.id
      and unplaced.removed_at is null
      and cardinality(settled.themes) > 0
  `;
  await tx`
    insert into themes.unplaced (contribution_id, made_by, acting_role)
    select settled.id, ${by.personId}, ${by.role}
    from ${given}
    where cardinality(settled.themes) = 0
    order by settled.id
    on conflict do nothing
  `;
}

type NewReconciliation = Settled & { readonly sampleId: SampleId; readonly note: string };

/** False when it was settled before. */
export async function insertReconciliation(tx: Tx, one: NewReconciliation, by: Maker): Promise<boolean> {
  const rows = await tx`
    insert into themes.reconciliation (sample_id, contribution_id, theme_ids, note, made_by, acting_role)
    values (
      ${one.sampleId}, ${one.contributionId}, ${one.themeIds.toSorted()}::uuid[], ${one.note}, ${by.personId}, ${by.role}
    )
    on conflict do nothing
    returning sample_id
  `;
  return rows.length === 1;
}

type NewSignOff = { readonly processId: ProcessId; readonly sampleId: SampleId; readonly codebookHash: string };

/** The signature before it, when one was in force, ends at the same moment. */
export async function insertSignOff(tx: Tx, { processId, sampleId, codebookHash }: NewSignOff, by: Maker) {
  await tx`
    update themes.sign_off
    set ended_at = now(), end_reason = 'signed_again'
    where process_id = ${processId}
      and ended_at is null
  `;
  const [row] = await tx<{ id: string }[]>`
    insert into themes.sign_off (process_id, sample_id, codebook_hash, signed_by, acting_role, vectors_model)
    values (
      ${processId}, ${sampleId}, ${codebookHash}, ${by.personId}, ${by.role},
      (
        select max(draft.vectors_model)
        from drafts.draft_act as act
        join drafts.draft on draft.id = act.draft_id
        where draft.process_id = ${processId}
          and act.verb in ('make', 'offer')
      )
    )
    returning id
  `;
  if (!row) throw new Error("a signature has an id");
  return row.id;
}
