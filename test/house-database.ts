import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import { connect, withDatabase } from "#platform/db.ts";
import { startThrowAwayCluster } from "#platform/embedded/throw-away.ts";
import { migrate } from "#platform/migrate.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the migrated template that each test file clones. */
    houseDatabase: string;
  }
}

const TEMPLATE = "house_template";

/** Vitest's global set-up: one throw-away cluster per run, one migrated template in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startThrowAwayCluster();
  const address = await makeTemplate(cluster.url).catch(async (error: unknown) => {
    await cluster.stop();
    throw error;
  });
  project.provide("houseDatabase", address);
  return () => cluster.stop();
}

/** Migrates a new database on that server, once, to be cloned from. */
export async function makeTemplate(serverUrl: string): Promise<string> {
  const admin = connect({ databaseUrl: serverUrl }, { pool: 1, statementTimeout: 0 });
  await admin`create database ${admin(TEMPLATE)}`;
  await admin.end();
  const address = withDatabase(serverUrl, TEMPLATE);
  const sql = connect({ databaseUrl: address }, { pool: 1, statementTimeout: 0 });
  await migrate(sql).finally(() => sql.end());
  return address;
}

export type ClonedDatabase = { readonly url: string; drop(): Promise<void> };

/** A database of one's own, migrated and without rows; drop it at the end of the file. */
export async function cloneHouseDatabase(template = inject("houseDatabase")): Promise<ClonedDatabase> {
  return await makeDatabase(template, TEMPLATE);
}

/** A copy of a database as it is now, like a backup of it that was put back elsewhere. Its connections are ended. */
export async function copyDatabase(name: string): Promise<ClonedDatabase> {
  await onServer(withDatabase(inject("houseDatabase"), "postgres"), async (admin) => {
    await admin`alter database ${admin(name)} allow_connections false`;
    await admin`select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = ${name} and backend_type = 'client backend'`;
  });
  const copy = await makeDatabase(inject("houseDatabase"), name);
  await onServer(
    withDatabase(inject("houseDatabase"), "postgres"),
    (admin) => admin`alter database ${admin(name)} allow_connections true`,
  );
  return copy;
}

/** A database with nothing in it, not even a schema. */
export async function makeEmptyDatabase(): Promise<ClonedDatabase> {
  return await makeDatabase(inject("houseDatabase"), "template0");
}

async function makeDatabase(server: string, template: string): Promise<ClonedDatabase> {
  const name = `house_${randomBytes(6).toString("hex")}`;
  const serverUrl = withDatabase(server, "postgres");
  await onServer(serverUrl, (admin) => admin`create database ${admin(name)} template ${admin(template)}`);
  return {
    url: withDatabase(server, name),
    drop: () => onServer(serverUrl, (admin) => admin`drop database if exists ${admin(name)} with (force)`),
  };
}

async function onServer(url: string, work: (admin: ReturnType<typeof connect>) => PromiseLike<unknown>): Promise<void> {
  const admin = connect({ databaseUrl: url }, { pool: 1, statementTimeout: 0 });
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
