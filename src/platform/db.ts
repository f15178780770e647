import type postgres from "postgres";
import { Failure } from "./failure.ts";
import { Pool } from "./pool.ts";

type Types = { bigint: number };
/** What a pool offers of the driver. */
export type Sql = postgres.ISql<Types> & Pick<postgres.Sql<Types>, "options" | "begin" | "end" | "reserve">;
export type Tx = postgres.TransactionSql<Types>;
/** What a query needs: the pool, or the transaction the caller is in. */
export type Db = Sql | Tx;

export type ConnectOptions = {
  /** Connections kept at most. */
  readonly pool?: number;
  /** Milliseconds after which PostgreSQL gives up a statement; 0 never does. 5 s is what a visitor waits for. */
  readonly statementTimeout?: number;
  /** Shown in pg_stat_activity. */
  readonly name?: string;
  /** Seconds before a server that does not answer is said unreachable. */
  readonly connectTimeout?: number;
  /** Ask the server for its array types on each new connection (one query more). */
  readonly fetchTypes?: boolean;
};

/** A pool on DATABASE_URL (or the address of the embedded cluster). Lazy: the first query connects. */
export function connect(config: { readonly databaseUrl: string | null }, options: ConnectOptions = {}): Sql {
  if (config.databaseUrl === null) throw new Error("connect needs a database address: start the embedded one first");
  const { pool = 10, statementTimeout = 5_000, name = "jalon", connectTimeout = 10, fetchTypes = true } = options;
  const { url, host } = withoutSocket(config.databaseUrl);
  const connections = new Pool(url, {
    ...(host === null ? {} : { host }),
    max: pool,
    // An idle connection costs PostgreSQL 5 MB and breaks silently behind some firewalls.
    idle: 300,
    lifetime: 3_600,
    // PostgreSQL answers earlier: one that says nothing is no longer there.
    silence: statementTimeout === 0 ? 0 : statementTimeout + 10_000 + connectTimeout * 1_000,
    welcome: connectTimeout * 1_000 + 5_000,
    connect_timeout: connectTimeout,
    fetch_types: fetchTypes,
    idle_timeout: 0,
    // Only for one the driver opens after it was given up.
    max_lifetime: 7_200,
    connection: {
      application_name: name,
      statement_timeout: statementTimeout,
      // A transaction left open by a bug must not hold its locks for ever.
      idle_in_transaction_session_timeout: statementTimeout === 0 ? 0 : 60_000,
      TimeZone: "UTC",
      // A hundred thousand contributions are counted in memory, not in a file: 4 MB, the usual, is not enough.
      work_mem: "16MB",
      // Many people ask at once: a query that takes all processors for itself makes the others wait, and compiling one costs
      // more than it saves. With four readers on two processors, pages of 100,000 contributions are a tenth to a half faster.
      max_parallel_workers_per_gather: 0,
      jit: "off",
    },
    types: { bigint: { to: 20, from: [20], parse: safeInteger, serialize: (value: number) => String(value) } },
    onnotice: () => {},
  });
  return connections.tag() as Sql;
}

/** `?host=/folder` (libpq's way to name a Unix socket) taken out of the address: the driver takes it as an option. */
export function withoutSocket(address: string): { readonly url: string; readonly host: string | null } {
  const url = new URL(address.replace("@/", "@localhost/").replace(":///", "://localhost/"));
  const host = url.searchParams.get("host");
  url.searchParams.delete("host");
  return { url: url.href, host };
}

/** The same address, another database of the same server. */
export function withDatabase(address: string, database: string): string {
  const url = new URL(address.replace("@/", "@localhost/").replace(":///", "://localhost/"));
  url.pathname = `/${database}`;
  return url.href;
}

/** count(*) and sequences are int8: exact as numbers up to 2^53, and never silently rounded beyond. */
function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 ${text} is not exact as a number`);
  return value;
}

/** Asks the server for its version and says in one line what is wrong when it cannot be used. */
export async function checkServer(databaseUrl: string): Promise<void> {
  const sql = connect({ databaseUrl }, { pool: 1, connectTimeout: 5, fetchTypes: false, name: "jalon check" });
  try {
    const [row] = await sql<{ version: number; text: string }[]>`
      select current_setting('server_version_num')::int as version, current_setting('server_version') as text`.simple();
    if (!row || row.version < 150_000) {
      throw new Failure("databaseTooOld", { where: whereIs(databaseUrl), version: row?.text ?? "?" });
    }
  } catch (error) {
    throw error instanceof Failure ? error : databaseFailure(error, databaseUrl);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** PostgreSQL's and the network's codes, as the failure that names the remedy. */
export function databaseFailure(error: unknown, databaseUrl: string): unknown {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  const url = new URL(withoutSocket(databaseUrl).url);
  const where = whereIs(databaseUrl);
  if (code === "3D000") return new Failure("databaseMissing", { where, database: url.pathname.slice(1) }, error);
  if (code.startsWith("28")) return new Failure("databaseRefused", { where, user: url.username }, error);
  if (code === "42501") return new Failure("databaseRights", { where, message }, error);
  if (/^(E[A-Z_]+|CONNECT\w*|CONNECTION_\w+|57P03|53300)$/.test(code)) {
    return new Failure("databaseUnreachable", { where, code }, error);
  }
  return error;
}

/** host:port/database, without the password. */
export function whereIs(databaseUrl: string): string {
  const { url, host } = withoutSocket(databaseUrl);
  const { hostname, port, pathname } = new URL(url);
  return `${host ?? hostname}:${port || 5432}${pathname}`;
}

/** PostgreSQL and network errors after which a later try can succeed. */
const PASSING = new Set([
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  // what a network that says nothing more ends in
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EAI_AGAIN",
  "ENOENT",
  "53300",
  "53100",
  "57P01",
  "57P02",
  "57P03",
  "57014",
]);

/** True when the database is away or overloaded: the answer is 503 with Retry-After. */
export function isPassing(error: unknown): boolean {
  return error instanceof Error && "code" in error && PASSING.has(String(error.code));
}
