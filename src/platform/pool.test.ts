import { createServer, connect as dial, type Server, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type ClonedDatabase, cloneHouseDatabase } from "../../test/house-database.ts";
import { connect, isPassing, type Sql, type Tx, withDatabase, withoutSocket } from "./db.ts";
import { Pool, type PoolOptions } from "./pool.ts";

let database: ClonedDatabase;
let admin: Sql;
const pools: Sql[] = [];
beforeAll(async () => {
  database = await cloneHouseDatabase();
  admin = connect({ databaseUrl: database.url }, { pool: 4 });
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});
beforeEach(() => admin`create table line (text text)`);
afterEach(async () => {
  for (const sql of pools.splice(0)) await sql.end({ timeout: 1 });
  await admin`drop table line`;
});

function open(pool: number, databaseUrl = database.url): Sql {
  // What the driver asks of the server's types by itself is caught by surviveLostConnections, process-wide.
  const sql = connect({ databaseUrl }, { pool, connectTimeout: 2, fetchTypes: false });
  pools.push(sql);
  return sql;
}

const write = (db: Sql | Tx, text: string) => db`insert into line (text) values (${text})`;
const stored = async (): Promise<string[]> =>
  (await admin<{ text: string }[]>`select text from line order by text`).map(({ text }) => text);
const pidOf = async (db: Sql | Tx): Promise<number> =>
  (await db<{ pid: number }[]>`select pg_backend_pid() as pid`)[0]?.pid ?? 0;

async function kill(tx: Tx): Promise<void> {
  await admin`select pg_terminate_backend(${await pidOf(tx)}, 5000)`;
}

/** A transaction whose connection is killed after its first line; it goes on with `rest` when `later` says so. */
function cut(
  sql: Sql,
  later: Promise<void>,
  rest: (tx: Tx) => Promise<unknown>,
): { told: Promise<unknown>; ended: Promise<unknown> } {
  const ended = Promise.withResolvers<unknown>();
  const told = sql.begin(async (tx) => {
    await write(tx, "dead 1");
    await kill(tx);
    await later;
    await rest(tx).then(ended.resolve, ended.resolve);
  });
  return { told: told.catch((error: unknown) => error), ended: ended.promise };
}

/** That many transactions at once, each on a connection of its own. */
async function width(sql: Sql, count: number): Promise<number> {
  const all = Promise.withResolvers<void>();
  const pids = new Set<number>();
  const one = () =>
    sql.begin(async (tx) => {
      pids.add(await pidOf(tx));
      if (pids.size === count) all.resolve();
      await all.promise;
    });
  await Promise.all(Array.from({ length: count }, one));
  return pids.size;
}

test("a connection killed between two statements: told as passing, nothing stored, the next transaction is whole", async () => {
  const sql = open(2);
  const { told, ended } = cut(sql, pause(50), (tx) => write(tx, "dead 2"));
  expect(isPassing(await told)).toBe(true);
  expect(isPassing(await ended)).toBe(true);
  expect(await stored()).toEqual([]);
  await sql.begin(async (tx) => {
    await write(tx, "whole 1");
    await write(tx, "whole 2");
  });
  expect(await stored()).toEqual(["whole 1", "whole 2"]);
});

for (const end of ["returns", "throws"]) {
  test(`a dead transaction that ${end} later sends nothing into the next one`, async () => {
    const sql = open(1);
    const later = Promise.withResolvers<void>();
    const { told, ended } = cut(sql, later.promise, async (tx) => {
      const refused = await write(tx, "dead 2").catch((error: unknown) => error);
      if (end === "throws") throw refused;
      return refused;
    });
    expect(isPassing(await told)).toBe(true);
    const next = sql.begin(async (tx) => {
      await write(tx, "next 1");
      later.resolve();
      expect(isPassing(await ended)).toBe(true);
      await pause(50);
      await write(tx, "next 2");
      throw new Error("taken back");
    });
    await expect(next).rejects.toThrow("taken back");
    expect(await stored()).toEqual([]);
  });
}

test("what a dead transaction still waits for fails, savepoints too", async () => {
  const sql = open(1);
  const { ended } = cut(sql, Promise.resolve(), (tx) =>
    Promise.allSettled([
      write(tx, "dead 2"),
      tx`select ${1}::int`,
      tx.savepoint((inner) => write(inner, "dead 3")),
      tx.savepoint("named", (inner) => write(inner, "dead 4")),
    ]),
  );
  expect(await ended).toMatchObject(Array.from({ length: 4 }, () => ({ status: "rejected" })));
});

test("killed while many statements of one transaction are under way: each of them fails", async () => {
  const sql = open(1);
  const seen: PromiseSettledResult<unknown>[] = [];
  const told = sql.begin(async (tx) => {
    const pid = await pidOf(tx);
    const statements = Array.from({ length: 9 }, (_, at) => tx`select ${at}::int, pg_sleep(${at + 1}::float / 10)`);
    void admin`select pg_terminate_backend(${pid})`.execute();
    seen.push(...(await Promise.allSettled(statements)));
  });
  await expect(told).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
  await expect.poll(() => seen.filter(({ status }) => status === "rejected").length).toBe(9);
});

test("nothing is stored by a branch that goes on after its transaction was taken back", async () => {
  const sql = open(1);
  const later = Promise.withResolvers<void>();
  const branch = Promise.withResolvers<unknown>();
  const act = sql.begin((tx) =>
    Promise.all([
      write(tx, "one").then(() => Promise.reject(new Error("no"))),
      later.promise.then(() => write(tx, "after the end").then(branch.resolve, branch.resolve)),
    ]),
  );
  await expect(act).rejects.toThrow("no");
  later.resolve();
  expect(String(await branch.promise)).toContain("has ended");
  expect(await stored()).toEqual([]);
});

test("a savepoint taken back leaves the rest of its transaction", async () => {
  await open(1).begin(async (tx) => {
    await write(tx, "kept 1");
    await tx.savepoint((inner) => inner`select 1 / ${0}::int`).catch(() => {});
    await tx.savepoint((inner) => write(inner, "kept 2"));
  });
  expect(await stored()).toEqual(["kept 1", "kept 2"]);
});

test("after 100 cuts at any moment all connections serve, and each act is stored whole or not at all", async () => {
  const sql = open(4);
  let lost = 0;
  const act = async (at: number): Promise<void> => {
    const pid = Promise.withResolvers<number>();
    const done = sql.begin(async (tx) => {
      pid.resolve(await pidOf(tx));
      for (const part of ["a", "b", "c"]) await write(tx, `${at}${part}`);
      await pause(at % 5);
      await write(tx, `${at}d`);
    });
    const told = done.catch((error: unknown) => {
      expect(isPassing(error)).toBe(true);
      lost += 1;
    });
    // the kill before may arrive late, and be the one of this act's beginning
    const victim = await Promise.race([pid.promise, told]);
    if (victim) await admin`select pg_terminate_backend(${victim})`;
    await told;
  };
  for (let round = 0; round < 25; round += 1) await Promise.all([0, 1, 2, 3].map((at) => act(round * 4 + at)));
  expect(lost).toBeGreaterThan(50);
  expect(await width(sql, 4)).toBe(4);
  const parts = await admin<{ parts: number }[]>`select count(*) as parts from line group by left(text, -1)`;
  for (const row of parts) expect(row.parts).toBe(4);
});

/** Between the pool and the server, to cut or to hold what passes. */
async function between(): Promise<{ url: string; server: Server; cut(): void; hold(): void }> {
  const { url, host } = withoutSocket(database.url);
  const address = new URL(url);
  const sockets: Socket[] = [];
  const server = createServer((near) => {
    const far = host ? dial(`${host}/.s.PGSQL.${address.port || 5432}`) : dial(Number(address.port), address.hostname);
    sockets.push(near, far);
    near.pipe(far).pipe(near);
    near.on("error", () => far.destroy());
    far.on("error", () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    url: Object.assign(new URL(url), { hostname: "127.0.0.1", port: String(port) }).href,
    server,
    cut: () => sockets.splice(0).map((socket) => (socket.remoteAddress ? socket.resetAndDestroy() : socket.destroy())),
    hold: () => sockets.map((socket) => socket.unpipe().pause()),
  };
}

test("a network that cuts: what waits fails, what is asked at once again is answered, to whom asked it", async () => {
  const proxy = await between();
  const sql = open(3, proxy.url);
  for (let round = 0; round < 10; round += 1) {
    const asked = [1, 2, 3, 4, 5].map(async (at) => {
      const slow = await sql`select ${-at}::int as at, pg_sleep(0.1)`.catch((error: unknown) => error);
      const again = await sql.begin((tx) => tx`select ${at}::int as at`).catch((error: unknown) => error);
      for (const answer of [slow, again]) {
        if (answer instanceof Error) expect(answer).toSatisfy(isPassing);
        else expect(Math.abs((answer as { at: number }[])[0]?.at ?? 0)).toBe(at);
      }
      return slow instanceof Error;
    });
    await pause(50 + 5 * round);
    proxy.cut();
    await pause(50);
    proxy.cut();
    expect((await Promise.all(asked)).filter(Boolean).length).toBeGreaterThan(0);
  }
  expect(await width(sql, 3)).toBe(3);
  proxy.server.close();
});

function openPool(url: string, more: Partial<PoolOptions> = {}): Sql {
  const { url: address, host } = withoutSocket(url);
  const times = { idle: 9, lifetime: 9, silence: 500, welcome: 2_000, connect_timeout: 2, fetch_types: false };
  const sql = new Pool(address, { ...(host ? { host } : {}), max: 2, ...times, ...more }).tag() as Sql;
  pools.push(sql);
  return sql;
}

test("a network that says nothing more: the statement and the transaction fail in time", async () => {
  const proxy = await between();
  const sql = openPool(proxy.url);
  const ready = Promise.withResolvers<void>();
  const act = sql.begin(async (tx) => {
    await write(tx, "dead 1");
    ready.resolve();
    await pause(50);
    await write(tx, "dead 2");
  });
  await ready.promise;
  const plain = sql`select 1`.then(() => sql`select pg_sleep(0.1)`);
  await pause(40);
  proxy.hold();
  const told = await Promise.all([act, plain].map((one) => one.then(() => null, isPassing)));
  expect(told).toEqual([true, true]);
  expect(await width(sql, 2)).toBe(2);
  proxy.cut();
  proxy.server.close();
});

test("a balancer that takes connections and closes them: fails in time", async () => {
  const server = createServer((socket) => socket.end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const sql = openPool(`postgres://u@127.0.0.1:${(server.address() as { port: number }).port}/d`, { silence: 0 });
  await expect(sql`select 1`).rejects.toSatisfy(isPassing);
  await expect(sql.begin((tx) => tx`select 1`)).rejects.toSatisfy(isPassing);
  server.close();
});

test("connections are closed when they rest or grow old, and never while they work", async () => {
  const pids = async (more: Partial<PoolOptions>): Promise<number> => {
    const sql = openPool(database.url, { welcome: 5_000, silence: 0, max: 1, ...more });
    const before = await sql.begin(async (tx) => {
      const pid = await pidOf(tx);
      await pause(200);
      expect(await pidOf(tx)).toBe(pid);
      return pid;
    });
    await pause(300);
    return new Set([before, await pidOf(sql)]).size;
  };
  expect(await pids({})).toBe(1);
  expect(await pids({ idle: 0.1 })).toBe(2);
  expect(await pids({ lifetime: 0.1 })).toBe(2);
});

test("an end waits for what was asked before, and refuses the rest", async () => {
  const sql = open(1);
  const asked = [sql`select pg_sleep(0.1)`, sql.begin((tx) => write(tx, "asked before"))].map((one) =>
    one.then(() => "done"),
  );
  await pause(0);
  const end = sql.end();
  await expect(sql`select 1`).rejects.toMatchObject({ code: "CONNECTION_ENDED" });
  expect(await Promise.all(asked)).toEqual(["done", "done"]);
  await end;
  expect(await stored()).toEqual(["asked before"]);
});

test("a statement inside a cursor, left early, gives its connection back", async () => {
  const sql = open(1);
  for await (const rows of sql`select generate_series(1, 100) as n`.cursor(10)) {
    expect(rows).toHaveLength(10);
    break;
  }
  let read = 0;
  for await (const rows of sql`select generate_series(1, 100) as n`.cursor(10)) read += rows.length;
  expect(read).toBe(100);
  expect(await width(sql, 1)).toBe(1);
});

test("a server that refuses says why to each who asks, also to the one who waits", async () => {
  const sql = open(1, withDatabase(database.url, "missing"));
  const asked = [sql`select 1`, sql`select 2`, sql.begin((tx) => tx`select 3`), sql`select 4`];
  const told = await Promise.all(asked.map((one) => one.then(String, ({ code }: { code: string }) => code)));
  expect(told).toEqual(["3D000", "3D000", "3D000", "3D000"]);
});
