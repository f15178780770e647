import { execFile } from "node:child_process";
import { renameSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import type { Role } from "#kernel/viewer.ts";
import type { Sql } from "#platform/db.ts";
import { freePort, StartedJalon, TestHome } from "./set-up/started-jalon.ts";

export type Account = { readonly email: string; readonly password: string };

/** The whole product as a newcomer starts it, on a folder and a port of its own, with the demonstration. */
export type Product = {
  readonly url: string;
  /** The demonstration's account for a role, as printed by the start. */
  account(role: Role): Account;
  /** Does something while the database is away: its address gone and its connections cut, as when it stops. */
  withoutDatabase<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Does something to the database itself, as its owner may. */
  query<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result>;
  /** Ids of the invariants that do not hold, as `jalon doctor` finds them while the product runs. */
  doctor(): Promise<readonly string[]>;
  stop(): Promise<void>;
};

const ACCOUNT_LINE = /^(\w+) +(\S+@\S+) +(\S+)$/gm;

/** Runs `node scripts/start.mjs`, which builds when a source changed. Stop it at the end. */
export async function startProduct(): Promise<Product> {
  const home = new TestHome();
  const jalon = new StartedJalon({ JALON_HOME: home.path, PORT: String(await freePort()) });
  try {
    const url = await jalon.ready();
    const accounts = new Map<string, Account>();
    for (const [, role = "", email = "", password = ""] of jalon.stdout.matchAll(ACCOUNT_LINE)) {
      if (!accounts.has(role)) accounts.set(role, { email, password });
    }
    return {
      url,
      account(role) {
        const found = accounts.get(role);
        if (!found) throw new Error(`the start printed no account for ${role}`);
        return found;
      },
      query: (work) => query(home, work),
      withoutDatabase: (work) => withoutDatabase(home, work),
      doctor: async () => await brokenInvariants(home),
      async stop() {
        await jalon.stop("SIGTERM");
        home.remove();
      },
    };
  } catch (error) {
    await jalon.stop("SIGKILL");
    home.remove();
    throw new Error(`the product did not start; the end of what it said: ${jalon.stdout.slice(-2_000)}`, {
      cause: error,
    });
  }
}

async function query<Result>(home: TestHome, work: (sql: Sql) => Promise<Result>): Promise<Result> {
  const sql = home.connect();
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 2 });
  }
}

async function brokenInvariants(home: TestHome): Promise<readonly string[]> {
  const command = [path.join(import.meta.dirname, "../scripts/jalon.mjs"), "doctor", "--json"];
  const env = { ...process.env, JALON_HOME: home.path };
  const { stdout } = await promisify(execFile)(process.execPath, command, { env }).catch(
    // broken invariants have a code of their own; anything else fails on its output
    (error: { readonly stdout?: string }) => ({ stdout: error.stdout ?? "" }),
  );
  const { broken } = JSON.parse(stdout) as { readonly broken: readonly { readonly id: string }[] };
  return broken.map(({ id }) => id);
}

async function withoutDatabase<Result>(home: TestHome, work: () => Promise<Result>): Promise<Result> {
  const socket = path.join(home.path, "socket");
  const away = path.join(home.path, "socket-away");
  const sql = home.connect();
  try {
    await sql`select 1`;
    renameSync(socket, away);
    await sql`
      select pg_terminate_backend(pid)
      from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()
    `;
    return await work();
  } finally {
    renameSync(away, socket);
    await sql.end({ timeout: 2 });
  }
}
