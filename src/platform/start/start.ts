import { type Config, webAddress } from "../config.ts";
import { connect, databaseFailure, type Sql } from "../db.ts";
import { inspectHome } from "../embedded/home-lock.ts";
import { startDatabase } from "../embedded/open-database.ts";
import { Failure } from "../failure.ts";
import { migrate, pendingMigrations } from "../migrate.ts";
import type { Output } from "../output.ts";
import { until } from "../until.ts";
import { checkPort } from "./port.ts";
import { ROLES, type RoleName, type Supervisor, supervise } from "./supervisor.ts";

export type PrepareInput = {
  readonly sql: Sql;
  readonly config: Config;
  readonly out: Output;
  /** The database is that of the home: nobody else looks after it. */
  readonly isEmbedded: boolean;
};

export type StartOptions = {
  readonly config: Config;
  readonly out: Output;
  /** One role alone never migrates: `jalon migrate` does, once, before N processes start. */
  readonly role?: RoleName | undefined;
  /** What the rooms do on a migrated database before it is shown: load the demo when it is empty. Gives lines to print. */
  prepare(input: PrepareInput): Promise<readonly string[]>;
};

/** The whole life of `jalon start`: resolves once everything is stopped. */
export async function start(options: StartOptions): Promise<void> {
  const { config, out, role } = options;
  if (role && config.databaseUrl === null) throw new Failure("rolesNeedDatabase");
  const stop = stopRequested();
  // The web process of a Jalon killed a moment ago needs an instant to notice and to close its port.
  const left = config.databaseUrl === null && (await inspectHome(config.home)) === "left";
  const servesPages = role === undefined || role === "web";
  if (servesPages) await checkPort(config, { patience: left ? 15 : 0.5 });
  const lost = Promise.withResolvers<never>();
  lost.promise.catch(() => {});
  const database = await startDatabase(config, lost.reject);
  let supervisor: Supervisor | null = null;
  try {
    const lines = await makeReady(options, database.url);
    if (stop.reason() !== null) return;
    supervisor = await supervise(role ? [role] : ROLES, { DATABASE_URL: database.url });
    if (servesPages) await announce(config, out, lines);
    const reason = await Promise.race([stop.requested, supervisor.ended, lost.promise]);
    out.line(`stopping: ${reason}`);
  } finally {
    // In this order: no request may find its database gone.
    database.leaving();
    await supervisor?.stop();
    await database.close();
  }
}

async function makeReady({ config, out, role, prepare }: StartOptions, url: string): Promise<readonly string[]> {
  const sql = connect({ databaseUrl: url }, { pool: 4, statementTimeout: 0, name: "jalon start" });
  try {
    if (role) {
      const [missing] = await pendingMigrations(sql);
      if (missing) throw new Failure("migrationPending", { name: missing.name });
      return [];
    }
    const applied = await migrate(sql);
    if (applied.length > 0) out.line(`migrated: ${applied.length} files, up to ${applied.at(-1)}`);
    return await prepare({
      sql,
      config: { ...config, databaseUrl: url },
      out,
      isEmbedded: config.databaseUrl === null,
    });
  } catch (error) {
    throw databaseFailure(error, url);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Said only once it is true: scripts wait for the line "ready". */
async function announce({ host, port }: Config, out: Output, lines: readonly string[]): Promise<void> {
  const everywhere = host === "0.0.0.0" || host === "::";
  const address = webAddress(everywhere ? "localhost" : host, port);
  await until(() => answers(`${address}/healthz`), { seconds: 30 });
  out.line(`Jalon: ${address}`);
  for (const line of lines) out.line(line);
  out.line(`ready ${webAddress(host, port)}`);
}

async function answers(url: string): Promise<boolean> {
  return await fetch(url).then(
    (response) => response.ok || response.status > 0,
    () => false,
  );
}

/** Ctrl-C, SIGTERM, a closed terminal, or the death of what started us. Often sent twice (npm does). */
function stopRequested(): { readonly requested: Promise<string>; reason(): string | null } {
  const { promise, resolve } = Promise.withResolvers<string>();
  let first: string | null = null;
  const request = (reason: string): void => {
    first ??= reason;
    resolve(first);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => request(signal));
  // The Node 20 process of scripts/own-node.mjs closes its channel when it dies.
  process.on("disconnect", () => request("its parent ended"));
  if (process.env.npm_lifecycle_event) watchParent(() => request("npm ended"));
  return { requested: promise, reason: () => first };
}

/** A killed npm tells nobody: its child only finds itself with another parent. */
function watchParent(onDeath: () => void): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) onDeath();
  }, 200).unref();
}
