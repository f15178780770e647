import type { ContributionId, PersonId, ProcessId, SampleId, ThemeId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { Reading, SampleState } from "./sample.rules.ts";

export type SampleCoder = {
  readonly personId: PersonId;
  readonly label: string;
  readonly name: string;
  readonly codedCount: number;
};

export type Sample = {
  readonly id: SampleId;
  readonly number: number;
  readonly processId: ProcessId;
  readonly seed: string;
  readonly populationCount: number;
  readonly size: number;
  /** Of the texts drawn, those that are public today. */
  readonly publicCount: number;
  readonly codebookHash: string;
  readonly state: SampleState;
  readonly drawnAt: Date;
  readonly actingRole: string;
  readonly endedAt: Date | null;
  readonly coders: readonly SampleCoder[];
};

/** How far each coder is, never what a coder found. Last drawn first. */
export async function listSamples(db: Db, processId: ProcessId): Promise<readonly Sample[]> {
  return await db<Sample[]>`
    select sample.id, sample.number, sample.process_id as "processId", sample.seed,
      sample.population_count as "populationCount", sample.size, units.public as "publicCount",
      sample.codebook_hash as "codebookHash", sample.state, sample.drawn_at as "drawnAt",
      sample.acting_role as "actingRole", sample.ended_at as "endedAt", coders.list as coders
    from themes.sample
    cross join lateral (
      select count(*) as public
      from themes.sample_unit
      join corpus.line on line.contribution_id = sample_unit.contribution_id
      where sample_unit.sample_id = sample.id
    ) as units
    cross join lateral (
      select coalesce(jsonb_agg(
        jsonb_build_object(
          'personId', coder.person_id, 'label', coder.label, 'name', person.display_name,
          'codedCount', (
            select count(*)
            from themes.sample_reading as reading
            join corpus.line on line.contribution_id = reading.contribution_id
            where reading.sample_id = sample.id and reading.person_id = coder.person_id
          )
        ) order by coder.label
      ), '[]') as list
      from themes.sample_coder as coder
      join accounts.person on person.id = coder.person_id
      where coder.sample_id = sample.id
    ) as coders
    where sample.process_id = ${processId}
    order by sample.number desc
  `;
}

export async function findSample(db: Db, processId: ProcessId, number: number): Promise<Sample | null> {
  return (await listSamples(db, processId)).find((sample) => sample.number === number) ?? null;
}

export type SampleItem = {
  readonly id: ContributionId;
  readonly number: number;
  readonly position: number;
  readonly title: string | null;
  readonly body: string;
  readonly proposedText: string | null;
  readonly aboutText: string | null;
  readonly isMasked: boolean;
  readonly language: string;
};

/** A text of a sample as its coders read it: the public words, and nothing that anybody found in it. */
export async function findSampleItem(db: Db, sampleId: SampleId, position: number): Promise<SampleItem | null> {
  const [row] = await db<SampleItem[]>`
    select contribution.id, contribution.number, unit.position, contribution.title, contribution.body,
      contribution.proposed_text as "proposedText", contribution.about_text as "aboutText",
      contribution.is_masked as "isMasked", contribution.language
    from themes.sample_unit as unit
    join contributions.public_contribution as contribution on contribution.id = unit.contribution_id
    where unit.sample_id = ${sampleId}
      and unit.position = ${position}
  `;
  return row ?? null;
}

/** What one coder found: asked with the coder's own id, never another's. Null when not coded yet. */
export async function ownReading(
  db: Db,
  sampleId: SampleId,
  contributionId: ContributionId,
  viewerId: PersonId,
): Promise<readonly string[] | null> {
  const [row] = await db<{ codes: readonly string[] }[]>`
    select array(select theme.code from themes.theme where theme.id = any (reading.theme_ids) order by theme.position) as codes
    from themes.sample_reading as reading
    where reading.sample_id = ${sampleId}
      and reading.contribution_id = ${contributionId}
      and reading.person_id = ${viewerId}
  `;
  return row?.codes ?? null;
}

/** The place of the next text this coder has not coded, after a given one; from the start when there is none after it. */
export async function nextInSample(db: Db, sampleId: SampleId, viewerId: PersonId, after = 0): Promise<number | null> {
  const [row] = await db<{ position: number }[]>`
    select unit.position
    from themes.sample_unit as unit
    join corpus.line on line.contribution_id = unit.contribution_id
    where unit.sample_id = ${sampleId}
      and unit.position <> ${after}
      and not exists (
        select from themes.sample_reading as reading
        where reading.sample_id = unit.sample_id
          and reading.contribution_id = unit.contribution_id
          and reading.person_id = ${viewerId}
      )
    order by unit.position < ${after}, unit.position
    limit 1
  `;
  return row?.position ?? null;
}

/** What all coders found, of texts that are public. Only of a sample that is closed: before, nobody sees another's. */
export async function readingsOf(db: Db, sampleId: SampleId): Promise<readonly Reading<ThemeId>[]> {
  return await db<Reading<ThemeId>[]>`
    select reading.contribution_id as "contributionId", coder.label as coder, reading.theme_ids as "themeIds"
    from themes.sample
    join themes.sample_reading as reading on reading.sample_id = sample.id
    join themes.sample_coder as coder on coder.sample_id = sample.id and coder.person_id = reading.person_id
    join themes.sample_unit as unit on unit.sample_id = sample.id and unit.contribution_id = reading.contribution_id
    join corpus.line on line.contribution_id = reading.contribution_id
    where sample.id = ${sampleId}
      and sample.state = 'closed'
    order by unit.position, coder.label
  `;
}

export type Disagreement = {
  readonly position: number;
  readonly number: number;
  readonly contributionId: ContributionId;
  readonly excerpt: string;
  readonly language: string;
  readonly readings: readonly { readonly coder: string; readonly themes: readonly string[] }[];
  readonly settledAs: readonly string[] | null;
  readonly settledAt: Date | null;
  readonly note: string;
};

/** Texts of a closed sample on which two coders differ, in the order of the draw, with what was settled since. */
export async function listDisagreements(db: Db, sampleId: SampleId): Promise<readonly Disagreement[]> {
  return await db<Disagreement[]>`
    with readings as (
      select reading.contribution_id,
        count(distinct reading.theme_ids) as versions,
        jsonb_agg(
          jsonb_build_object(
            'coder', coder.label,
            'themes', (
              select coalesce(jsonb_agg(theme.name order by theme.position), '[]')
              from themes.theme
              where theme.id = any (reading.theme_ids)
            )
          ) order by coder.label
        ) as list
      from themes.sample
      join themes.sample_reading as reading on reading.sample_id = sample.id
      join themes.sample_coder as coder on coder.sample_id = sample.id and coder.person_id = reading.person_id
      where sample.id = ${sampleId}
        and sample.state = 'closed'
      group by reading.contribution_id
    )
    select unit.position, contribution.number, contribution.id as "contributionId", left(contribution.body, 240) as excerpt,
      contribution.language, readings.list as readings, settled.themes as "settledAs", settled.made_at as "settledAt",
      coalesce(settled.note, '') as note
    from readings
    join themes.sample_unit as unit on unit.sample_id = ${sampleId} and unit.contribution_id = readings.contribution_id
    join contributions.public_contribution as contribution on contribution.id = readings.contribution_id
    left join lateral (
      select reconciliation.made_at, reconciliation.note,
        array(
          select theme.name from themes.theme where theme.id = any (reconciliation.theme_ids) order by theme.position
        ) as themes
      from themes.reconciliation
      where reconciliation.sample_id = ${sampleId}
        and reconciliation.contribution_id = readings.contribution_id
    ) as settled on true
    where readings.versions > 1
    order by unit.position
  `;
}

export type AgreementLine = {
  readonly theme: string;
  readonly themeName: string;
  readonly measure: "alpha" | "kappa";
  readonly coders: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly unitCount: number;
  readonly usedCount: number;
};

/** Per theme in the order of the codebook: alpha of all coders, then kappa of each pair. */
export async function listAgreements(db: Db, sampleId: SampleId): Promise<readonly AgreementLine[]> {
  return await db<AgreementLine[]>`
    select theme.code as theme, theme.name as "themeName", agreement.measure, agreement.coders, agreement.value,
      agreement.low, agreement.high, agreement.unit_count as "unitCount", agreement.used_count as "usedCount"
    from themes.agreement
    join themes.theme on theme.id = agreement.theme_id
    where agreement.sample_id = ${sampleId}
    order by theme.position, theme.code, agreement.measure, agreement.coders
  `;
}

/** Who may be asked to code: members of the team with a role that codes. */
export async function listPossibleCoders(
  db: Db,
  roles: readonly string[],
): Promise<readonly { readonly id: PersonId; readonly name: string }[]> {
  return await db<{ id: PersonId; name: string }[]>`
    select person.id, person.display_name as name
    from accounts.person
    where person.status = 'active'
      and exists (
        select from accounts.role_grant
        where role_grant.person_id = person.id and role_grant.role = any (${[...roles]}::text[])
      )
    order by person.display_name, person.id
  `;
}

export async function countPublic(db: Db, processId: ProcessId): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*) as count
    from corpus.line
    where process_id = ${processId}
  `;
  return row?.count ?? 0;
}
