import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkServer, connect, withDatabase, withoutSocket } from "#platform/db.ts";
import { binariesIn } from "#platform/embedded/binaries.ts";
import { type Cluster, startCluster } from "#platform/embedded/cluster.ts";
import { makeTemplate } from "../house-database.ts";
import { freePort, StartedJalon } from "./started-jalon.ts";

/** The system's PostgreSQL, as Debian and Ubuntu install it: the latest from 15 on. */
const DEBIAN = "/usr/lib/postgresql";
const majors = existsSync(DEBIAN)
  ? readdirSync(DEBIAN)
      .map(Number)
      .filter((major) => major >= 15)
  : [];
const major = Math.max(0, ...majors);
const programs = join(DEBIAN, String(major), "bin");

describe.skipIf(major === 0)(`PostgreSQL ${major} of the system`, () => {
  const home = mkdtempSync(join(tmpdir(), "jalon-debian-"));
  let cluster: Cluster;
  let restored = "";

  beforeAll(async () => {
    cluster = await startCluster({ home, binaries: binariesIn(programs, major), settings: { fsync: "off" } });
    restored = withDatabase(cluster.url, "restored");
  });
  afterAll(async () => {
    await cluster.stop();
    rmSync(home, { recursive: true, force: true });
  });

  test("takes the same migrations and runs the site", async () => {
    const jalon = new StartedJalon({ DATABASE_URL: cluster.url, PORT: String(await freePort()) });
    expect((await fetch(await jalon.ready())).status).toBeLessThan(500);
    expect((await jalon.stop()).code).toBe(0);
  });

  test("a dump restored into another database, as docs/manual/backup.md says, starts with what it held", async () => {
    const sql = connect({ databaseUrl: cluster.url }, { pool: 1 });
    await sql`insert into platform.setting (name, value) values ('dumped', 'yes')`;
    await sql`create database restored`;
    await sql.end();
    const dump = join(home, "jalon.dump");
    const server = ["-h", withoutSocket(cluster.url).host ?? "", "-U", "jalon"];
    execFileSync(join(programs, "pg_dump"), [...server, "-Fc", "-f", dump, "jalon"]);
    execFileSync(join(programs, "pg_restore"), [...server, "--no-owner", "-d", "restored", dump]);
    const jalon = new StartedJalon({ DATABASE_URL: restored, PORT: String(await freePort()) });
    await jalon.ready();
    expect((await jalon.stop()).code).toBe(0);
    const after = connect({ databaseUrl: restored }, { pool: 1 });
    expect(await after`select value from platform.setting where name = 'dumped'`).toEqual([{ value: "yes" }]);
    await after.end();
  });
});

describe.skipIf(!process.env.DATABASE_URL)("the PostgreSQL of DATABASE_URL", () => {
  test("is recent enough and takes the migrations, in a database made and dropped here", async () => {
    const server = process.env.DATABASE_URL ?? "";
    await checkServer(server);
    const address = await makeTemplate(server);
    const sql = connect({ databaseUrl: address }, { pool: 1 });
    expect((await sql`select count(*) as count from platform.migration`)[0]?.count).toBeGreaterThan(0);
    await sql.end();
    const admin = connect({ databaseUrl: server }, { pool: 1 });
    await admin`drop database ${admin(new URL(address).pathname.slice(1))} with (force)`;
    await admin.end();
  });
});
