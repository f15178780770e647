import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { Failure } from "../failure.ts";
import { root } from "../root.ts";

export const ROLES = ["web", "worker", "sequencer"] as const;
export type RoleName = (typeof ROLES)[number];
export type Supervisor = {
  /** Says why the house must stop; rejects when a process cannot be kept running. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
};

/** A process that fails this often within a minute has a fault that starting again does not heal. */
const RESTARTS_PER_MINUTE = 20;
const PATIENCE = 20_000;
const PROGRAMS = { web: "server.js", worker: "worker.js", sequencer: "sequencer.js" } as const;

/** Starts the processes of the house, resolves once each is ready, and starts again one that is killed. */
export async function supervise(roles: readonly RoleName[], env: NodeJS.ProcessEnv): Promise<Supervisor> {
  const children = new Map<RoleName, ChildProcess>();
  const end = Promise.withResolvers<string>();
  // Nobody may be listening yet when a process fails early: that is not an unhandled rejection.
  end.promise.catch(() => {});
  let stopping = false;

  const launch = (role: RoleName, deaths: readonly number[]): Promise<void> => {
    const child = fork(join(root, "dist", PROGRAMS[role]), [], { env: { ...process.env, ...env }, stdio: "inherit" });
    children.set(role, child);
    const ready = Promise.withResolvers<void>();
    let isReady = false;
    child.once("message", () => {
      isReady = true;
      ready.resolve();
    });
    child.once("exit", (code, signal) => {
      if (stopping) return;
      if (code === 0) return end.resolve(`${role} was asked to end`);
      const failure = new Failure("processFailed", { name: role, code: signal ?? code ?? "?" });
      if (!isReady && deaths.length === 0)
        return ready.reject(code === null ? failure : new SaidByChild(code, failure));
      const recent = [...deaths, performance.now()].filter((at) => at > performance.now() - 60_000);
      if (recent.length > RESTARTS_PER_MINUTE) return end.reject(failure);
      void launch(role, recent);
    });
    return ready.promise;
  };

  const stop = async (): Promise<void> => {
    stopping = true;
    await Promise.all([...children.values()].map(stopChild));
  };
  try {
    await Promise.all(roles.map((role) => launch(role, [])));
  } catch (error) {
    await stop();
    throw error;
  }
  return { ended: end.promise, stop };
}

/** The process printed its own line before it left: nothing is left to say but the exit code. */
export class SaidByChild extends Error {
  readonly exitCode: number;

  constructor(exitCode: number, cause: Failure) {
    super(cause.message, { cause });
    this.exitCode = exitCode;
  }
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  const killer = setTimeout(() => child.kill("SIGKILL"), PATIENCE);
  await exited;
  clearTimeout(killer);
}
