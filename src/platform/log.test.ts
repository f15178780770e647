import { afterAll, beforeAll, expect, test } from "vitest";
import { type ClonedDatabase, makeEmptyDatabase } from "../../test/house-database.ts";
import { connect, type Sql } from "./db.ts";
import { createLog, logRequest } from "./log.ts";

let database: ClonedDatabase;
let sql: Sql;
beforeAll(async () => {
  database = await makeEmptyDatabase();
  sql = connect({ databaseUrl: database.url }, { pool: 1 });
  await sql`create table person (email text unique)`;
  await sql`insert into person (email) values ('anne@example.org')`;
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

function logged(work: (log: ReturnType<typeof createLog>) => void): string {
  let text = "";
  work(createLog("test", { terminal: false, destination: { write: (line) => (text += line) } }));
  return text;
}

test("one JSON line per request, with the pattern of its route", () => {
  const line = logged((log) => logRequest(log, { method: "GET", route: "/fr/avis/:code", status: 200, ms: 1.234 }));
  expect(JSON.parse(line)).toMatchObject({
    level: "info",
    method: "GET",
    route: "/fr/avis/:code",
    status: 200,
    ms: 1.2,
  });
  expect(line.trim().split("\n")).toHaveLength(1);
});

test("an error of the database is logged without what somebody typed", async () => {
  const duplicate = await sql`insert into person (email) values (${"anne@example.org"})`.catch(
    (error: unknown) => error,
  );
  const malformed = await sql`select ${"anne@example.org"}::text::uuid`.catch((error: unknown) => error);
  const wrapped = new Error("while saving", { cause: duplicate });
  for (const error of [duplicate, malformed, wrapped]) {
    const line = logged((log) => log.error({ error }, "failed"));
    expect(line).toMatch(/person_email_key|invalid input syntax/);
    expect(line).not.toContain("anne");
  }
});
