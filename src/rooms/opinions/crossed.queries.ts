import type { RunId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { Dimension, LineName, ShownLine, StageCounts } from "./crossed.rules.ts";

const columns = (db: Db) => db`
  shown.dimension, shown.key, shown.statement, shown.agrees, shown.disagrees, shown.passes, shown.votes,
  coalesce(territory.name, category.name_fr, stage.name) as "nameFr",
  coalesce(territory.name, category.name_en, stage.name) as "nameEn"
`;

const named = (db: Db) => db`
  from opinions.shown_count as shown
  join opinions.run on run.id = shown.run_id
  left join processes.territory on shown.dimension = 'territory' and territory.code = shown.key
  left join processes.actor_category as category on shown.dimension = 'category' and category.code = shown.key
  left join polls.stage on shown.dimension = 'stage' and stage.poll_id = run.poll_id and stage.code = shown.key
`;

/** What is shown of one statement, by every trait; stages by date, the others by name, those not named last. */
export async function countsOfStatement(db: Db, runId: RunId, statement: number): Promise<readonly ShownLine[]> {
  return await db<ShownLine[]>`
    select ${columns(db)}
    ${named(db)}
    where shown.run_id = ${runId}
      and shown.statement = ${statement}
    order by shown.dimension, stage.held_on nulls last, coalesce(territory.name, category.name_fr, stage.name) nulls last,
      shown.key
  `;
}

/** What is shown of all statements among the people of one line. */
export async function countsOfLine(
  db: Db,
  runId: RunId,
  { dimension, key }: { readonly dimension: Dimension; readonly key: string },
): Promise<readonly ShownLine[]> {
  return await db<ShownLine[]>`
    select ${columns(db)}
    ${named(db)}
    where shown.run_id = ${runId}
      and shown.dimension = ${dimension}
      and shown.key = ${key}
    order by shown.statement
  `;
}

/** The lines that have at least one number to show. */
export async function listLines(db: Db, runId: RunId): Promise<readonly LineName[]> {
  return await db<LineName[]>`
    select distinct shown.dimension, shown.key, stage.held_on, coalesce(territory.name, category.name_fr, stage.name) as "nameFr",
      coalesce(territory.name, category.name_en, stage.name) as "nameEn"
    ${named(db)}
    where shown.run_id = ${runId}
      and coalesce(shown.agrees, shown.disagrees, shown.passes, shown.votes) is not null
    order by shown.dimension, stage.held_on nulls last, "nameFr" nulls last, shown.key
  `;
}

/** Exact counts by stage of some statements, for the analysts of the team: never for a public page. */
export async function exactStageCounts(
  db: Db,
  runId: RunId,
  statements: readonly number[],
): Promise<readonly StageCounts[]> {
  const rows = await db<{ key: string; statement: number; agrees: number; disagrees: number; passes: number }[]>`
    select crossed.key, crossed.statement, crossed.agrees, crossed.disagrees, crossed.passes
    from opinions.crossed
    where crossed.run_id = ${runId}
      and crossed.dimension = 'stage'
      and crossed.statement = any (${[...statements]}::integer[])
    order by crossed.statement, crossed.key
  `;
  return rows.map(({ key, statement, agrees, disagrees, passes }) => ({
    key,
    statement,
    counts: [agrees, disagrees, passes],
  }));
}
