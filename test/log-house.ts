import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Config, readConfig } from "#platform/config.ts";
import { connect, type Sql } from "#platform/db.ts";
import { initJournal } from "#rooms/sequencer";
import { cloneHouseDatabase } from "./house-database.ts";

export type LogHouse = {
  readonly sql: Sql;
  /** Keys, anchor and policy in a folder of its own. */
  readonly config: Config;
  /** So many submissions wait in the outbox. */
  submit(count: number): Promise<void>;
  /** A row waits whose bytes are these. */
  queue(data: string): Promise<string>;
  /** Statements by somebody with all rights: no trigger holds them back. */
  tamper(statements: string): Promise<void>;
  /** What a backup of the database keeps; calling what it gives restores it. Files are not in it. */
  backUp(): Promise<() => Promise<void>>;
  close(): Promise<void>;
};

const TABLES = ["head", "queue", "leaf", "tile", "checkpoint", "refused", "freeze", "alarm", "examination"] as const;

/** A migrated database with a log that was just begun; `begun: false` leaves that to the test. */
export async function createLogHouse({ begun = true }: { readonly begun?: boolean } = {}): Promise<LogHouse> {
  const database = await cloneHouseDatabase();
  const home = mkdtempSync(path.join(tmpdir(), "jalon-log-"));
  const sql = connect({ databaseUrl: database.url }, { pool: 6, statementTimeout: 0 });
  const config = readConfig({ DATABASE_URL: database.url, JALON_HOME: home, JALON_ORIGIN: "essai.example/journal" });
  if (begun) await initJournal(sql, config);
  let backups = 0;
  const tamper = async (statements: string): Promise<void> => {
    await sql.begin(async (tx) => {
      await tx.unsafe(TABLES.map((name) => `alter table journal.${name} disable trigger user;`).join(""));
      await tx.unsafe(statements);
      await tx.unsafe(TABLES.map((name) => `alter table journal.${name} enable trigger user;`).join(""));
    });
  };
  return {
    sql,
    config,
    tamper,
    async submit(count) {
      await sql`
        insert into journal.queue (event_id, data)
        select id, convert_to(
          '{"c":"00000000-0000-4000-8000-0000000000a1","h":"' || repeat('A', 43) || '","ha":"' || repeat('A', 43)
            || '","k":"contribution.submitted","o":"' || id || '","r":1,"t":"2026-03-04T10:12Z","v":1}', 'UTF8')
        from (select gen_random_uuid() as id from generate_series(1, ${count})) as new
      `;
    },
    async queue(data) {
      const [row] = await sql<{ id: string }[]>`
        insert into journal.queue (event_id, data)
        values (gen_random_uuid(), convert_to(${data}, 'UTF8'))
        returning event_id as id
      `;
      return row?.id ?? "";
    },
    async backUp() {
      const kept = `kept_${++backups}`;
      await sql.unsafe(`create schema ${kept};
        ${TABLES.map((name) => `create table ${kept}.${name} as table journal.${name};`).join("")}`);
      return () =>
        tamper(
          TABLES.map(
            (name) => `delete from journal.${name};
              insert into journal.${name} overriding system value select * from ${kept}.${name};`,
          ).join(""),
        );
    },
    async close() {
      await sql.end();
      await database.drop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
