import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { connect } from "../db.ts";
import { startThrowAwayCluster } from "../embedded/throw-away.ts";
import { migrate } from "../migrate.ts";
import { root } from "../root.ts";
import { dumpSchema } from "../schema-dump.ts";

/** db/schema.sql from the migrations, on a cluster of its own: whatever the developer's database holds. */
export async function writeSchema(): Promise<void> {
  const cluster = await startThrowAwayCluster();
  const sql = connect({ databaseUrl: cluster.url }, { pool: 1, statementTimeout: 0 });
  try {
    await migrate(sql);
    writeFileSync(join(root, "db", "schema.sql"), await dumpSchema(sql));
  } finally {
    await sql.end();
    await cluster.stop();
  }
}
