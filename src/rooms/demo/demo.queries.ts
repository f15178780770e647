import type { PersonId } from "#kernel/ids.ts";
import type { Db, Tx } from "#platform/db.ts";

/** Any number nobody else uses: two starts on one database load the demonstration once. */
const LOCK = 7_052_567;

export async function lockDemo(tx: Tx): Promise<void> {
  await tx`select pg_advisory_xact_lock(${LOCK})`;
}

export async function hasProcess(sql: Db, slug: string | null): Promise<boolean> {
  const [row] = await sql<{ found: boolean }[]>`
    select exists (
      select
      from processes.process
      where ${slug}::text is null
        or slug = ${slug}
    ) as found
  `;
  return row?.found ?? false;
}

/** Slugs of the trials, the youngest first. */
export async function listTrials(sql: Db, slug: string): Promise<readonly string[]> {
  const rows = await sql<{ slug: string }[]>`
    select slug
    from processes.process
    where slug = ${slug}
      or slug ~ ${`^${slug}-[0-9]+$`}
    order by created_at desc, length(slug) desc, slug desc
  `;
  return rows.map((row) => row.slug);
}

export async function readClock(sql: Db): Promise<{ readonly now: Date; readonly today: string }> {
  const [row] = await sql<{ now: Date; today: string }[]>`
    select now() as now, to_char(now() at time zone 'Europe/Paris', 'YYYY-MM-DD') as today
  `;
  if (!row) throw new Error("the database has no clock");
  return row;
}

/** Accounts of the demonstration that can sign in, by address. */
export async function findPeople(sql: Db): Promise<ReadonlyMap<string, PersonId>> {
  const rows = await sql<{ email: string; id: PersonId }[]>`
    select email, id
    from accounts.person
    where email like '%@demo.jalon'
      and status = 'active'
  `;
  return new Map(rows.map(({ email, id }) => [email, id]));
}
