import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { z } from "zod";
import type { PollId } from "#kernel/ids.ts";
import type { Sql } from "#platform/db.ts";

type Extremities = ReadonlyMap<number, number>;
type Kept = { readonly run: string; readonly extremities: Promise<Extremities> };

/** What is read of a result: the rest of it is of no use for the order of statements. */
const resultSchema = z.object({ statements: z.record(z.string(), z.object({ extremity: z.number().nonnegative() })) });
const unzip = promisify(gunzip);
const kept = new WeakMap<Sql, Map<PollId, Kept>>();

/**
 * How far each statement pulls people apart on the map of the last stored result; empty before the first. The file of a run
 * never changes: it is read once by each process.
 */
export async function extremitiesOf(sql: Sql, pollId: PollId): Promise<Extremities> {
  const [last] = await sql<{ id: string }[]>`
    select id
    from opinions.run
    where poll_id = ${pollId}
    order by number desc
    limit 1
  `;
  if (!last) return new Map();
  const ofDatabase = kept.get(sql) ?? new Map<PollId, Kept>();
  kept.set(sql, ofDatabase);
  const known = ofDatabase.get(pollId);
  if (known?.run === last.id) return await known.extremities;
  const extremities = readExtremities(sql, last.id);
  ofDatabase.set(pollId, { run: last.id, extremities });
  // an error is for who asked; the next one asks again
  extremities.catch(() => ofDatabase.delete(pollId));
  return await extremities;
}

async function readExtremities(sql: Sql, run: string): Promise<Extremities> {
  const [row] = await sql<{ file: Uint8Array }[]>`
    select result_file as file
    from opinions.run
    where id = ${run}
  `;
  // a live run is replaced by the next one at any moment
  if (!row) return new Map();
  const { statements } = resultSchema.parse(JSON.parse((await unzip(row.file)).toString()));
  return new Map(Object.entries(statements).map(([number, { extremity }]) => [Number(number), extremity]));
}
