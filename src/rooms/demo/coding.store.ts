import type { ContributionId, PersonId, ProcessId, ThemeId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";

export type SeedTheme = {
  readonly id: ThemeId;
  readonly code: string;
  readonly name: string;
  readonly definition: string;
  readonly exampleIn: string;
  readonly exampleOut: string;
  readonly words: readonly string[];
};

/** The codebook as it was first written down, with its history of one act a theme. */
export async function insertCodebook(
  tx: Tx,
  processId: ProcessId,
  themes: readonly SeedTheme[],
  by: { readonly personId: PersonId; readonly at: Date },
): Promise<void> {
  const rows = tx.json(themes.map((theme, index) => ({ ...theme, words: [...theme.words], position: index + 1 })));
  await tx`
    insert into themes.theme (
      id, process_id, code, name, definition, example_in, example_out, words, position, made_at
    )
    select theme.id, ${processId}, theme.code, theme.name, theme.definition, theme."exampleIn", theme."exampleOut",
      theme.words, theme.position, ${by.at}
    from jsonb_to_recordset(${rows}) as theme (
      id uuid, code text, name text, definition text, "exampleIn" text, "exampleOut" text, words text[], position integer
    )
  `;
  await tx`
    insert into themes.act (process_id, theme_id, verb, after, made_by, acting_role, made_at)
    select ${processId}, (theme.words ->> 'id')::uuid, 'import', theme.words - 'id' - 'position' || '{"parent": null}',
      ${by.personId}, 'analyst', ${by.at}
    from jsonb_array_elements(${rows}) as theme (words)
  `;
}

export type DatedCode = { readonly contributionId: ContributionId; readonly themeId: ThemeId; readonly madeAt: Date };

export async function insertCodes(tx: Tx, codes: readonly DatedCode[], by: PersonId): Promise<void> {
  await tx`
    insert into themes.code (contribution_id, theme_id, origin, made_by, acting_role, made_at)
    select code.contribution_id, code.theme_id, 'person', ${by}, 'analyst', code.made_at
    from unnest(
      ${codes.map(({ contributionId }) => contributionId)}::uuid[],
      ${codes.map(({ themeId }) => themeId)}::uuid[],
      ${codes.map(({ madeAt }) => madeAt.toISOString())}::timestamptz[]
    ) as code (contribution_id, theme_id, made_at)
  `;
}

/** Read, and found to fit no theme. */
export async function insertUnplaced(tx: Tx, ids: readonly ContributionId[], by: PersonId, at: Date): Promise<void> {
  await tx`
    insert into themes.unplaced (contribution_id, made_by, acting_role, made_at)
    select unnest(${ids as ContributionId[]}::uuid[]), ${by}, 'analyst', ${at}
  `;
}

type Sample = {
  readonly processId: ProcessId;
  readonly seed: string;
  readonly size: number;
  readonly codebookHash: string;
  readonly drawnAt: Date;
  readonly coders: readonly [PersonId, PersonId];
};

/** The draw of two coders; gives what was drawn, in its order. */
export async function insertSample(
  tx: Tx,
  { processId, seed, size, codebookHash, drawnAt, coders }: Sample,
): Promise<{ readonly id: string; readonly number: number; readonly units: readonly ContributionId[] }> {
  const [sample] = await tx<{ id: string; number: number }[]>`
    insert into themes.sample (
      process_id, seed, population_count, size, codebook_hash, drawn_by, acting_role, drawn_at
    )
    select ${processId}, ${seed}, count(*), ${size}, ${codebookHash}, ${coders[0]}, 'analyst', ${drawnAt}
    from corpus.line
    where process_id = ${processId}
    returning id, number
  `;
  const id = sample?.id ?? "";
  const units = await tx<{ id: ContributionId }[]>`
    insert into themes.sample_unit (sample_id, contribution_id, position)
    select ${id}, drawn.contribution_id, row_number() over (order by drawn.place, drawn.number)
    from (
      select line.contribution_id, line.number, sha256(convert_to(${`${seed}:`} || line.number, 'UTF8')) as place
      from corpus.line
      where line.process_id = ${processId}
      order by place, line.number
      limit ${size}
    ) as drawn
    returning contribution_id as id
  `;
  await tx`
    insert into themes.sample_coder (sample_id, person_id, label)
    values (${id}, ${coders[0]}, 'A'), (${id}, ${coders[1]}, 'B')
  `;
  return { id, number: sample?.number ?? 0, units: units.map((unit) => unit.id) };
}

export type SeedReading = {
  readonly contributionId: ContributionId;
  readonly personId: PersonId;
  readonly role: string;
  readonly themeIds: readonly ThemeId[];
};

export async function insertReadings(
  tx: Tx,
  sampleId: string,
  readings: readonly SeedReading[],
  at: Date,
): Promise<void> {
  const rows = tx.json(readings.map((reading) => ({ ...reading, themeIds: [...reading.themeIds] })));
  await tx`
    insert into themes.sample_reading (sample_id, contribution_id, person_id, theme_ids, acting_role, coded_at)
    select ${sampleId}, reading."contributionId", reading."personId", reading."themeIds", reading.role, ${at}
    from jsonb_to_recordset(${rows})
      as reading ("contributionId" uuid, "personId" uuid, "themeIds" uuid[], role text)
  `;
}

type Agreement = {
  readonly themeId: ThemeId;
  readonly measure: string;
  readonly coders: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly unitCount: number;
  readonly usedCount: number;
};

/** Ends the sample with what was measured and what was settled after discussion. */
export async function closeSample(
  tx: Tx,
  sampleId: string,
  measured: readonly Agreement[],
  settled: readonly { readonly contributionId: ContributionId; readonly themeIds: readonly ThemeId[] }[],
  by: { readonly personId: PersonId; readonly at: Date },
): Promise<void> {
  await tx`
    update themes.sample
    set state = 'closed',
      ended_at = ${by.at},
      ended_by = ${by.personId},
      ended_role = 'analyst'
    where id = ${sampleId}
  `;
  await tx`
    insert into themes.agreement (
      sample_id, theme_id, measure, coders, value, low, high, unit_count, used_count, measured_at
    )
    select ${sampleId}, agreement."themeId", agreement.measure, agreement.coders, agreement.value, agreement.low,
      agreement.high, agreement."unitCount", agreement."usedCount", ${by.at}
    from jsonb_to_recordset(${tx.json(measured.map((row) => ({ ...row })))}) as agreement (
      "themeId" uuid, measure text, coders text, value float8, low float8, high float8, "unitCount" int, "usedCount" int
    )
  `;
  await tx`
    insert into themes.reconciliation (sample_id, contribution_id, theme_ids, note, made_by, acting_role, made_at)
    select ${sampleId}, settled."contributionId", settled."themeIds", 'Relue ensemble.', ${by.personId}, 'analyst', ${by.at}
    from jsonb_to_recordset(${tx.json(settled.map((one) => ({ ...one, themeIds: [...one.themeIds] })))})
      as settled ("contributionId" uuid, "themeIds" uuid[])
  `;
}

export async function insertSignOff(
  tx: Tx,
  processId: ProcessId,
  sampleId: string,
  codebookHash: string,
  by: { readonly personId: PersonId; readonly at: Date },
): Promise<string> {
  const [row] = await tx<{ id: string }[]>`
    insert into themes.sign_off (process_id, sample_id, codebook_hash, signed_by, acting_role, signed_at)
    values (${processId}, ${sampleId}, ${codebookHash}, ${by.personId}, 'editor', ${by.at})
    returning id
  `;
  return row?.id ?? "";
}
