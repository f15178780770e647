import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pino } from "pino";
import { type AnyId, asId, type PersonId } from "#kernel/ids.ts";
import type { Role } from "#kernel/viewer.ts";
import { readConfig } from "#platform/config.ts";
import { connect, type Sql } from "#platform/db.ts";
import { openSession } from "#rooms/accounts";
import { type App, createApp } from "../src/app.ts";
import { cloneHouseDatabase } from "./house-database.ts";
import { Browser, ORIGIN } from "./plain-browser.ts";

export { Browser, type Fields } from "./plain-browser.ts";

/** What the fixture of `createTestHouse` holds. */
export const ESSAI = {
  process: "essai",
  processId: "00000000-0000-4000-8000-0000000000a1",
  consultationId: "00000000-0000-4000-8000-0000000000f2",
  document: "texte-essai",
  documentId: "00000000-0000-4000-8000-0000000000d1",
  editionId: "00000000-0000-4000-8000-0000000000e1",
  passageId: (n: number) => `00000000-0000-4000-8000-0000000002${String(n).padStart(2, "0")}`,
  /** The open question, and its statements: 1 to 12 are shown, 13 waits, 14 is hidden. */
  pollId: "00000000-0000-4000-8000-0000000000b1",
  stageId: "00000000-0000-4000-8000-0000000000b2",
  statementId: (n: number) => `00000000-0000-4000-8000-0000000003${String(n).padStart(2, "0")}`,
  nodeId: (n: number) => `00000000-0000-4000-8000-0000000001${String(n).padStart(2, "0")}`,
} as const;

/** Keys of questions put to the vote, for all houses: what reads the environment finds them too. */
const KEYS = path.join(tmpdir(), `jalon-test-keys-${process.getuid?.() ?? 0}`);
process.env.JALON_KEYS ??= KEYS;

export type TestHouse = {
  readonly app: App;
  readonly sql: Sql;
  /** A visitor without account. */
  visitor(): Browser;
  /** Somebody signed in with these roles, each call another person. */
  as(
    ...roles: readonly (Role | { readonly role: "facilitator"; readonly territory: string })[]
  ): Promise<Browser & { readonly personId: PersonId }>;
  /** One page as a visitor sees it. */
  fetch(target: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
};

/** The whole product on a database of its own, holding the fixture `essai` unless `empty`; `env` adds settings. Close it at the end. */
export async function createTestHouse({
  empty = false,
  env = {},
}: {
  readonly empty?: boolean;
  readonly env?: Readonly<Record<string, string>>;
} = {}): Promise<TestHouse> {
  const database = await cloneHouseDatabase();
  const sql = connect({ databaseUrl: database.url }, { pool: 6 });
  if (!empty) await sql.unsafe(readFileSync(path.join(import.meta.dirname, "fixtures/essai.sql"), "utf8"));
  const config = readConfig({ SITE_URL: ORIGIN, DATABASE_URL: database.url, JALON_KEYS: KEYS, ...env });
  const assets = { css: "/assets/jalon.css", font: "/assets/font.woff2", favicon: "/assets/favicon.svg", islands: {} };
  const log = pino({ level: process.env.JALON_TEST_LOG ?? "silent" });
  const app = await createApp({ sql, config, log, assets, assetsFolder: "dist/assets" });
  let people = 0;
  return {
    app,
    sql,
    visitor: () => new Browser(app),
    async as(...roles) {
      people += 1;
      const [person] = await sql<{ id: string }[]>`
        insert into accounts.person (email, display_name)
        values (${`personne${people}@jalon.test`}, ${`Personne ${people}`})
        returning id
      `;
      const personId = asId<PersonId & AnyId>(person?.id ?? "");
      for (const grant of roles) {
        const role = typeof grant === "string" ? grant : grant.role;
        const territory = typeof grant === "string" ? null : grant.territory;
        await sql`insert into accounts.role_grant (person_id, role, territory_code) values (${personId}, ${role}, ${territory})`;
      }
      const browser = new Browser(app);
      browser.cookies.set("jalon_session", await openSession(sql, personId));
      return Object.assign(browser, { personId });
    },
    fetch: async (target, init) => await new Browser(app).request(target, init ?? {}),
    async close() {
      await sql.end();
      await database.drop();
    },
  };
}
