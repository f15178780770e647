// db/roles.sql on a database of its own: each role does its work, and nothing else.
import { readFileSync } from "node:fs";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, type Sql, withDatabase } from "#platform/db.ts";
import { checkLog, sequenceAll } from "#rooms/sequencer";
import { createApp } from "../src/app.ts";
import { ESSAI } from "./house.ts";
import { createLogHouse, type LogHouse } from "./log-house.ts";
import { Browser, ORIGIN } from "./plain-browser.ts";

type Role = "jalon_web" | "jalon_sequencer" | "jalon_reader";
const script = readFileSync("db/roles.sql", "utf8");
let log: LogHouse;
const pools = new Map<Role, Sql>();

/** The database as a user of that role sees it. */
function as(role: Role): Sql {
  const sql = pools.get(role);
  if (!sql) throw new Error(role);
  return sql;
}

beforeAll(async () => {
  log = await createLogHouse();
  const url = log.config.databaseUrl ?? "";
  const owner = connect({ databaseUrl: url.replace("jalon@", "postgres@") }, { pool: 1 });
  // twice: a later migration calls for it again
  await owner.unsafe(script);
  await owner.unsafe(script);
  const database = new URL(url.replace("@/", "@localhost/")).pathname.slice(1);
  for (const role of ["jalon_web", "jalon_sequencer", "jalon_reader"] as const) {
    const user = `${database}_${role}`;
    await owner.unsafe(`create role "${user}" login in role ${role}`);
    pools.set(role, connect({ databaseUrl: url.replace("jalon@", `${user}@`) }, { pool: 2 }));
  }
  await owner.end();
  await log.submit(300);
  await sequenceAll(as("jalon_sequencer"), log.config);
});
afterAll(async () => {
  for (const sql of pools.values()) await sql.end();
  const [first] = pools.keys();
  const owner = connect(
    { databaseUrl: withDatabase((log.config.databaseUrl ?? "").replace("jalon@", "postgres@"), "postgres") },
    { pool: 1 },
  );
  const users = await owner<
    { name: string }[]
  >`select rolname as name from pg_roles where rolname like 'house_%_jalon_%'`;
  await log.close();
  if (first) for (const { name } of users) await owner.unsafe(`drop role "${name}"`);
  await owner.end();
});

/** Tried and rolled back: the SQLSTATE, or "done". */
async function tried(role: Role, statement: string): Promise<string> {
  try {
    await as(role).begin(async (tx) => {
      await tx.unsafe(statement);
      throw new Error("done");
    });
    return "never";
  } catch (error) {
    return (error as { code?: string }).code ?? (error as Error).message;
  }
}

const QUEUED = "insert into journal.queue (event_id, data) values (gen_random_uuid(), '\\x7b7d')";

describe.each<[Role, readonly string[]]>([
  [
    "jalon_web",
    [
      QUEUED,
      "insert into journal.opening (o, r) values (gen_random_uuid(), 1)",
      "insert into journal.actor_opening (event_id, nonce, content) values (gen_random_uuid(), sha256('x'), '{}')",
      "insert into journal.object (o, family, r, state) values (gen_random_uuid(), 'poll', 1, 'open')",
      "update journal.object set r = 2",
      "select * from journal.head, journal.leaf, journal.tile, journal.checkpoint, journal.freeze, journal.queue limit 1",
      "select journal.erase_openings(gen_random_uuid())",
      "select journal.detach_author(gen_random_uuid())",
      "update contributions.contribution set title = title",
      "insert into platform.setting (name, value) values ('x', 'y')",
    ],
  ],
  [
    "jalon_sequencer",
    [
      "select * from journal.head for update",
      "delete from journal.queue",
      "insert into journal.freeze (reason) values ('x')",
      "delete from journal.freeze",
      "insert into journal.witness (vkey) values ('x')",
    ],
  ],
  ["jalon_reader", ["select * from journal.head, journal.leaf, journal.tile, journal.checkpoint limit 1"]],
])("%s may", (role, statements) => {
  test.each(statements)("%s", async (statement) => {
    expect(await tried(role, statement)).toBe("done");
  });
});

const WRITES = ["head", "leaf", "tile", "checkpoint"].flatMap((name) => [
  `delete from journal.${name}`,
  `truncate journal.${name}`,
  `insert into journal.${name} select * from journal.${name} limit 1`,
]);
const UPDATES = [
  "update journal.head set size = size + 1",
  "update journal.leaf set kind = 'incident'",
  "update journal.tile set width = 1",
  "update journal.checkpoint set note = ''",
];

describe.each<[Role, readonly string[]]>([
  [
    "jalon_web",
    [
      ...WRITES,
      ...UPDATES,
      "select * from journal.head for update",
      "delete from journal.queue",
      "update journal.queue set at = now()",
      "update journal.opening set content = ''",
      "delete from journal.opening",
      "select * from journal.actor_opening",
      "insert into journal.freeze (reason) values ('x')",
      "delete from journal.freeze",
      "insert into journal.cosignature select * from journal.cosignature",
      "insert into platform.migration select * from platform.migration",
      "create table journal.mine (x integer)",
      "alter table journal.leaf disable trigger user",
    ],
  ],
  [
    "jalon_sequencer",
    [
      "delete from journal.head",
      "truncate journal.head",
      "update journal.leaf set kind = 'incident'",
      "delete from journal.leaf",
      "delete from journal.tile",
      "update journal.checkpoint set note = ''",
      "delete from journal.checkpoint",
      "update journal.queue set at = now()",
      "select * from journal.opening",
      "select * from journal.actor_opening",
      "select * from contributions.contribution",
      "select * from accounts.person",
      "select journal.erase_openings(gen_random_uuid())",
    ],
  ],
  [
    "jalon_reader",
    [
      ...WRITES,
      ...UPDATES,
      QUEUED,
      "select * from journal.queue",
      "select * from journal.opening",
      "select * from contributions.contribution",
      "select * from accounts.person",
      "insert into journal.freeze (reason) values ('x')",
    ],
  ],
])("%s may not", (role, statements) => {
  test.each(statements)("%s", async (statement) => {
    expect(await tried(role, statement)).toBe("42501");
  });
});

test("a visitor contributes on a site that has the web role alone, and the sequencer logs it", async () => {
  await log.sql.unsafe(readFileSync("test/fixtures/essai.sql", "utf8"));
  const assets = { css: "/assets/jalon.css", font: "/assets/font.woff2", favicon: "/assets/favicon.svg", islands: {} };
  const parts = { config: { ...log.config, siteUrl: ORIGIN }, log: pino({ level: "silent" }), assets };
  const browser = new Browser(await createApp({ ...parts, sql: as("jalon_web"), assetsFolder: "dist/assets" }));
  await browser.get(`/fr/demarches/${ESSAI.process}/contribuer?passage=p1`);
  await browser.submit({ where: "passage" });
  await browser.submit({ kind: "comment" });
  await browser.submit({ body: "Très bien." });
  await browser.submit({ voice: "anonymous" });
  await browser.submit({ wantsAnswer: "no" });
  await browser.submit({});
  expect(browser.path).toMatch(/\/recu$/);
  await sequenceAll(as("jalon_sequencer"), log.config);
  const [leaf] = await log.sql`
    select leaf.kind from journal.leaf
    join contributions.contribution on contribution.id = leaf.o
    where contribution.body = 'Très bien.' and leaf.r = 1
  `;
  expect(leaf?.kind).toBe("contribution.submitted");
});

test("the sequencer goes on with its own role alone, freezes and examines", async () => {
  const sequencer = as("jalon_sequencer");
  await log.submit(5);
  await log.queue("no leaf");
  const { size } = await sequenceAll(sequencer, log.config);
  expect(size).toBeGreaterThanOrEqual(305);
  expect(await checkLog(sequencer, log.config)).toEqual({ size, difference: null });
  await log.tamper("update journal.head set root = sha256('x')");
  expect((await checkLog(sequencer, log.config)).difference).toMatch(/^head: /);
  expect(await log.sql`select reason from journal.freeze`).toHaveLength(1);
});
