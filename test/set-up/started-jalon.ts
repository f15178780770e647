import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type Sql } from "#platform/db.ts";
import { addressOf } from "#platform/embedded/cluster.ts";
import { isRunning } from "#platform/embedded/processes.ts";
import { root } from "#platform/root.ts";

export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

export type StartedOptions = {
  /** Words before the command. */
  readonly prefix?: readonly string[];
  /** Words after it. */
  readonly words?: readonly string[];
  /** Which Node reads the entry script. */
  readonly node?: string;
  /** `npm start` instead. */
  readonly npm?: boolean;
};

/** `node scripts/start.mjs` as an operator runs it. */
export class StartedJalon {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  stdout = "";
  stderr = "";

  constructor(
    env: Readonly<Record<string, string>>,
    { prefix = [], words = [], node = "node", npm = false }: StartedOptions = {},
  ) {
    const start = npm ? ["npm", "start"] : [node, join(root, "scripts", "start.mjs"), ...words];
    const command = [...prefix, ...start];
    const inherited = { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", LANG: "C.UTF-8" };
    this.child = spawn(command[0] ?? "node", command.slice(1), { cwd: root, env: { ...inherited, ...env } });
    this.child.stdout?.on("data", (chunk) => (this.stdout += chunk));
    this.child.stderr?.on("data", (chunk) => (this.stderr += chunk));
    this.ended = new Promise((resolve) => {
      this.child.on("close", (code) => resolve({ code, stdout: this.stdout, stderr: this.stderr }));
    });
  }

  /** Resolves with the address once `ready` is printed; rejects with what was printed when it ends before. */
  async ready(): Promise<string> {
    return await new Promise((resolve, reject) => {
      const look = (): void => {
        const found = /^ready (http:\S+)$/m.exec(this.stdout)?.[1];
        if (found) resolve(found);
      };
      this.child.stdout?.on("data", look);
      this.ended.then(({ code, stdout, stderr }) => {
        reject(new Error(`ended with ${code}:\n${stdout}\n${stderr}`));
      }, reject);
      look();
    });
  }

  async stop(signal: NodeJS.Signals = "SIGINT"): Promise<Ended> {
    this.child.kill(signal);
    return await this.ended;
  }
}

/** A folder for one test, removed with whatever still runs on it. */
export class TestHome {
  readonly path = mkdtempSync(join(tmpdir(), "jalon-set-up-"));

  /** The postmaster's number, from PostgreSQL's own file. */
  postmaster(): number | null {
    const file = join(this.path, "postgres", "postmaster.pid");
    return existsSync(file) ? Number(readFileSync(file, "utf8").split("\n")[0]) : null;
  }

  log(): string {
    return readFileSync(join(this.path, "postgres.log"), "utf8");
  }

  /** A pool on the running embedded database. */
  connect(): Sql {
    return connect(
      { databaseUrl: addressOf(join(this.path, "socket"), "jalon", "jalon") },
      { pool: 1, connectTimeout: 2 },
    );
  }

  remove(): void {
    const pid = this.postmaster();
    if (pid !== null && isRunning(pid)) process.kill(pid, "SIGQUIT");
    rmSync(this.path, { recursive: true, force: true, maxRetries: 5 });
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  return await new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** One line, and only one, for the person at the keyboard. */
export function onlyLine(text: string): string {
  const lines = text.split("\n").filter(Boolean);
  if (lines.length !== 1) throw new Error(`expected one line, found ${lines.length}:\n${text}`);
  return lines[0] ?? "";
}
