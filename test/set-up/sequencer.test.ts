// The sequencer as operators run it, beside the site: through its own death and that of its database.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { root } from "#platform/root.ts";
import { until } from "#platform/until.ts";
import { freePort, StartedJalon, TestHome } from "./started-jalon.ts";

const homes: TestHome[] = [];
const started: StartedJalon[] = [];
afterEach(async () => {
  for (const jalon of started.splice(0)) await jalon.stop("SIGTERM");
  for (const home of homes.splice(0)) home.remove();
});

async function startOn(home: TestHome): Promise<StartedJalon> {
  homes.push(home);
  const jalon = new StartedJalon({ JALON_HOME: home.path, PORT: String(await freePort()) });
  started.push(jalon);
  await jalon.ready();
  return jalon;
}

function killSequencer(jalon: StartedJalon): void {
  const children = execFileSync("ps", ["--ppid", String(jalon.child.pid), "-o", "pid=,args="], { encoding: "utf8" });
  const pid = Number(/^\s*(\d+).*sequencer\.js/m.exec(children)?.[1]);
  if (pid > 0) process.kill(pid, "SIGKILL");
}

/** Submissions on a connection of their own; how many were acknowledged: a lost answer may hide a stored one. */
async function submit(home: TestHome, count: number): Promise<readonly string[]> {
  const sql = home.connect();
  try {
    const rows = await sql<{ id: string }[]>`
      insert into journal.queue (event_id, data)
      select id, convert_to('{"c":"' || id || '","h":"' || repeat('A', 43) || '","ha":"' || repeat('A', 43)
        || '","k":"contribution.submitted","o":"' || id || '","r":1,"t":"2026-03-04T10:12Z","v":1}', 'UTF8')
      from (select gen_random_uuid() as id from generate_series(1, ${count})) as new
      returning event_id as id
    `;
    return rows.map((row) => row.id);
  } catch {
    return [];
  } finally {
    await sql.end({ timeout: 1 });
  }
}

type State = { readonly waiting: number; readonly size: number; readonly published: number; readonly missing: number };

async function stateOf(home: TestHome, acknowledged: readonly string[]): Promise<State> {
  const sql = home.connect();
  try {
    const [state] = await sql<State[]>`
      select (select count(*) from journal.queue) as waiting, (select size from journal.head) as size,
        (select max(size) from journal.checkpoint) as published,
        (
          select count(*) from unnest(${acknowledged}::uuid[]) as said (id)
          where not exists (select from journal.leaf where event_id = said.id)
        ) as missing
    `;
    return state ?? { waiting: -1, size: -1, published: -2, missing: -1 };
  } finally {
    await sql.end({ timeout: 1 });
  }
}

test("kill -9 of the sequencer and of PostgreSQL, again and again: nothing lost, nothing twice, all published", async () => {
  const home = new TestHome();
  const jalon = await startOn(home);
  const acknowledged: string[] = [];
  for (let round = 0; round < 12; round += 1) {
    // again until it is acknowledged: the database of the round before may still be coming back
    await until(
      async () => {
        const said = await submit(home, 500);
        acknowledged.push(...said);
        return said.length > 0;
      },
      { seconds: 30, every: 100 },
    );
    if (round % 4 === 3) process.kill(home.postmaster() ?? 0, "SIGKILL");
    else killSequencer(jalon);
    await until(() => false, { seconds: 0.3 });
  }
  expect(acknowledged.length).toBe(12 * 500);
  const isDone = await until(
    async () => {
      const state = await stateOf(home, acknowledged).catch(() => null);
      return state !== null && state.waiting === 0 && state.missing === 0 && state.published === state.size;
    },
    { seconds: 60, every: 250 },
  );
  expect(isDone, JSON.stringify(await stateOf(home, acknowledged))).toBe(true);
  const check = execFileSync("node", [join(root, "scripts", "jalon.mjs"), "journal", "check", "--json"], {
    env: { ...process.env, JALON_HOME: home.path },
    encoding: "utf8",
  });
  expect(JSON.parse(check)).toMatchObject({ difference: null });
}, 180_000);

test("a start begins the journal, and another on the same folder goes on with it", async () => {
  const home = new TestHome();
  const first = await startOn(home);
  expect(first.stdout).toMatch(/^journal: begun as 127\.0\.0\.1:\d+\/journal$/m);
  const acknowledged = await submit(home, 3);
  expect((await first.stop()).code).toBe(0);
  const second = await startOn(home);
  expect(second.stdout).not.toContain("journal: begun");
  const isDone = await until(async () => (await stateOf(home, acknowledged)).missing === 0, { seconds: 30 });
  expect(isDone).toBe(true);
}, 60_000);
