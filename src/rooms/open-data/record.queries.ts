import { NotFound } from "#kernel/errors.ts";
import { isUuid } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import { type Column, type ColumnType, DATASETS, type Dataset, type Row } from "./dataset.rules.ts";

const TYPES: Readonly<Record<string, ColumnType>> = {
  int4: "integer",
  int8: "integer",
  float8: "number",
  bool: "boolean",
  date: "date",
  timestamptz: "datetime",
};

export type Schema = Readonly<Record<Dataset, readonly Column[]>>;

/** The columns that the views really have: what is exported and what is described cannot differ. */
export async function readSchema(sql: Db): Promise<Schema> {
  const rows = await sql<{ dataset: Dataset; name: string; type: string }[]>`
    select table_name as dataset, column_name as name, udt_name as type
    from information_schema.columns
    where table_schema = 'open_data'
      and table_name = any (${[...DATASETS]})
    order by table_name, ordinal_position
  `;
  const schema: Record<Dataset, Column[]> = emptySchema();
  for (const { dataset, name, type } of rows) schema[dataset].push({ name, type: TYPES[type] ?? "string" });
  return schema;
}

function emptySchema(): Record<Dataset, Column[]> {
  return Object.fromEntries(DATASETS.map((dataset) => [dataset, []])) as unknown as Record<Dataset, Column[]>;
}

export type OpenProcess = {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly isDemonstration: boolean;
};

/** Processes that everybody may read: only those have open data. */
export async function listOpenProcesses(sql: Db): Promise<readonly OpenProcess[]> {
  return await sql<OpenProcess[]>`
    select process.id, process.slug, process.title, process.is_demonstration as "isDemonstration"
    from open_data.readable_process as readable
    join processes.process on process.id = readable.id
    order by process.created_at desc, process.slug
  `;
}

export async function findOpenProcess(sql: Db, idOrSlug: string): Promise<OpenProcess> {
  const id = isUuid(idOrSlug) ? idOrSlug : null;
  const [row] = await sql<OpenProcess[]>`
    select process.id, process.slug, process.title, process.is_demonstration as "isDemonstration"
    from open_data.readable_process as readable
    join processes.process on process.id = readable.id
    where process.slug = ${idOrSlug}
      or process.id = ${id}
  `;
  if (!row) throw new NotFound();
  return row;
}

const BATCH = 500;

/** The rows of one file, in order, by batches. The name of the view comes from a closed list. */
export async function* readRows(sql: Db, dataset: Dataset, process: string): AsyncGenerator<readonly Row[]> {
  const rows = sql<Row[]>`
    select record.*
    from ${sql(`open_data.${dataset}`)} as record
    where record.process = ${process}
    order by record
  `;
  yield* rows.cursor(BATCH);
}

/** How many rows a file has and about how many characters: enough to choose before downloading. */
export async function measureRows(
  sql: Db,
  dataset: Dataset,
  process: string,
): Promise<{ readonly rows: number; readonly bytes: number }> {
  const [row] = await sql<{ rows: number; bytes: number }[]>`
    select count(*) as rows, coalesce(sum(octet_length(record::text)), 0)::int8 as bytes
    from ${sql(`open_data.${dataset}`)} as record
    where record.process = ${process}
  `;
  return row ?? { rows: 0, bytes: 0 };
}

export async function readRevision(sql: Db): Promise<string> {
  const [row] = await sql<{ revision: string }[]>`select platform.public_revision() as revision`;
  return row?.revision ?? "";
}

export type PollResult = {
  readonly poll: number;
  readonly title: string;
  readonly language: string;
  readonly run: number;
  readonly computedAt: Date;
  readonly votes: number;
};

/** The last result of each question put to the vote in a process; its files are published with it. */
export async function listPollResults(sql: Db, process: string): Promise<readonly PollResult[]> {
  return await sql<PollResult[]>`
    select poll.number as poll, poll.title, poll.language, last.number as run, last.computed_at as "computedAt", last.votes
    from polls.poll
    join processes.process on process.id = poll.process_id
    join lateral (
      select run.number, run.computed_at, run.votes
      from opinions.run
      where run.poll_id = poll.id
      order by run.number desc
      limit 1
    ) as last on true
    where process.slug = ${process}
      and poll.published_at is not null
    order by poll.number
  `;
}
