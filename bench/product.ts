// The product as the benches run it: an embedded PostgreSQL that syncs to the disk, the demonstration, one web process on one core.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { connect, type Sql } from "../src/platform/db.ts";
import { startCluster } from "../src/platform/embedded/cluster.ts";

const root = path.resolve(import.meta.dirname, "..");

export type WebProcess = {
  readonly port: number;
  readonly child: ChildProcess;
  stop(signal?: NodeJS.Signals): Promise<void>;
};
export type Product = {
  readonly url: string;
  readonly sql: Sql;
  readonly home: string;
  startWeb(port?: number): Promise<WebProcess>;
  /** The process that puts what waits into the verifiable log, begun if it never was. */
  startSequencer(): Promise<ChildProcess>;
  /** Kills PostgreSQL as a power cut would, and starts it again on the same folder. */
  crashDatabase(): Promise<void>;
  stop(): Promise<void>;
};

/** A port that nobody holds at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}

/** The command that keeps a process on one core, where the machine has it. */
export function onCore(core: number, command: readonly string[]): readonly string[] {
  const canPin = availableParallelism() > 1 && spawnSync("taskset", ["-V"]).status === 0;
  return canPin ? ["taskset", "-c", String(core), ...command] : command;
}

export async function untilAnswers(port: number, target = "/healthz"): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (performance.now() < deadline) {
    const found = await fetch(`http://127.0.0.1:${port}${target}`).catch(() => null);
    if (found) {
      await found.arrayBuffer();
      return;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error(`nothing answers on port ${port}`);
}

function run(words: readonly string[], env: NodeJS.ProcessEnv): void {
  const done = spawnSync(process.execPath, [path.join(root, "scripts/jalon.mjs"), ...words], { env, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`jalon ${words.join(" ")}: ${done.stderr || done.stdout}`);
}

function startWebOn(env: NodeJS.ProcessEnv): (port?: number) => Promise<WebProcess> {
  return async (asked) => {
    const port = asked ?? (await freePort());
    const [program = "", ...args] = onCore(0, [process.execPath, path.join(root, "dist/server.js")]);
    const child = spawn(program, args, {
      env: { ...env, PORT: String(port), SITE_URL: `http://127.0.0.1:${port}` },
      stdio: ["ignore", "ignore", "inherit"],
    });
    await untilAnswers(port);
    return {
      port,
      child,
      async stop(signal = "SIGTERM") {
        const ended = new Promise((resolve) => child.once("exit", resolve));
        if (child.exitCode === null && child.signalCode === null) {
          child.kill(signal);
          await ended;
        }
      },
    };
  };
}

/** A migrated database with the demonstration in a folder of its own; stop it at the end. */
export async function startProduct(): Promise<Product> {
  if (!existsSync(path.join(root, "dist/server.js"))) throw new Error("build first: npm run build");
  const home = mkdtempSync(path.join(tmpdir(), "jalon-bench-"));
  const cluster = await startCluster({ home, settings: { max_connections: 120 } });
  const env = { ...process.env, DATABASE_URL: cluster.url, JALON_HOME: home };
  run(["migrate"], env);
  run(["demo"], env);
  const sql = connect({ databaseUrl: cluster.url }, { pool: 4, statementTimeout: 0, name: "bench" });
  return {
    url: cluster.url,
    sql,
    home,
    startWeb: startWebOn(env),
    async startSequencer() {
      const [head] = await sql<{ origin: string | null }[]>`select origin from journal.head`;
      if (!head?.origin) run(["journal", "init"], env);
      return spawn(process.execPath, [path.join(root, "dist/sequencer.js")], {
        env,
        stdio: ["ignore", "ignore", "inherit"],
      });
    },
    async crashDatabase() {
      const before = cluster.pid();
      process.kill(before, "SIGKILL");
      // the launcher starts it again by itself
      while (cluster.pid() === before) await new Promise((resolve) => setImmediate(resolve));
    },
    async stop() {
      await sql.end({ timeout: 2 });
      await cluster.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
