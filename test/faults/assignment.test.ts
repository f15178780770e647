// T25: columns that no form offers, added to every form, change nothing.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import type { Fields } from "../house.ts";
import { fault } from "./fault.ts";
import { everyForm } from "./forms.ts";
import { createStage, post, type Stage, tokenOf } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
}, 120_000);
afterAll(() => stage.close());

const STOLEN = randomUUID();
const SMUGGLED: Fields = {
  id: STOLEN,
  number: "31337",
  state: "published",
  status: "administrator",
  isSynthetic: "true",
  is_synthetic: "true",
  is_in_force: "false",
  person_id: STOLEN,
  personId: STOLEN,
  author_id: STOLEN,
  decided_by: STOLEN,
  made_by: STOLEN,
  acting_role: "pirate31337",
  actingRole: "pirate31337",
  role_id: "administrator",
  published_at: "1999-12-31T00:00:00Z",
  publishedAt: "1999-12-31T00:00:00Z",
  submitted_at: "1999-12-31T00:00:00Z",
  decided_at: "1999-12-31T00:00:00Z",
  made_at: "1999-12-31T00:00:00Z",
  given_at: "1999-12-31T00:00:00Z",
  expires_at: "2999-12-31T00:00:00Z",
  voter_key: "g:pirate31337",
  voterKey: "g:pirate31337",
  receipt_code: "PPPPPPPPPPPP",
  receiptCode: "PPPPPPPPPPPP",
  hash: "31337".repeat(12),
  is_demonstration: "true",
  password_hash: "pirate31337",
  replaces: STOLEN,
  draft_id: STOLEN,
  idx: "31337",
  __proto__: "pirate31337",
  constructor: "pirate31337",
  "prototype.isAdmin": "true",
};
const TRACES = [STOLEN, "31337", "1999-12-31", "2999-12-31", "PPPPPPPPPPPP"];

fault(
  "T25",
  {
    attack: `${Object.keys(SMUGGLED).length} columns smuggled into every form`,
    expected: "taken as if they were not there; no trace in any table",
    timeout: 120_000,
  },
  async () => {
    const wrong: string[] = [];
    for (const { route, browser, action, good, goodElsewhere } of await everyForm(stage)) {
      const { status } = await post(browser, action, { ...SMUGGLED, ...good }, await tokenOf(browser));
      if (status >= 500 || (status >= 400 && !goodElsewhere)) wrong.push(`${route}: ${status}`);
    }
    const tables = await stage.sql<{ name: string }[]>`
    select table_schema || '.' || table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
  `;
    for (const { name } of tables) {
      for (const trace of TRACES) {
        const [row] = await stage.sql.unsafe<{ count: number }[]>(
          `select count(*) as count from ${name} as t where t::text like $1`,
          [`%${trace}%`],
        );
        if (row && row.count > 0) wrong.push(`${trace} in ${name}`);
      }
    }
    const [roles] = await stage.sql<
      { count: number }[]
    >`select count(*) as count from accounts.role_grant where role = 'administrator'`;
    if (roles?.count !== 1) wrong.push(`${roles?.count} administrators`);
    return wrong;
  },
);
