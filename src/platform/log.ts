import { type Logger, pino } from "pino";

export type Log = Logger;

/** One JSON line per event on standard output; on a terminal only warnings, so that a person reads the address. */
export function createLog(
  name: string,
  {
    terminal = process.stdout.isTTY,
    destination,
  }: { readonly terminal?: boolean; readonly destination?: { write(line: string): void } } = {},
): Log {
  const options = {
    name,
    level: terminal ? "warn" : "info",
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { error: withoutValues },
  };
  return pino(options, destination ?? bufferedOutput());
}

/** Lines are written together, at the latest half a second after: a write per request costs more than its page. */
function bufferedOutput(): { write(line: string): void } {
  const output = pino.destination({ fd: 1, sync: false, minLength: 4_096 });
  setInterval(() => output.flush(), 500).unref();
  process.on("exit", () => output.flushSync());
  return output;
}

export type AnsweredRequest = {
  readonly method: string;
  /** The pattern, /en/contributions/:id, and never the address asked for: addresses may hold codes and searches. */
  readonly route: string;
  readonly status: number;
  readonly ms: number;
};

/** The access log: nothing in it names or follows a person. */
export function logRequest(log: Log, { method, route, status, ms }: AnsweredRequest): void {
  log[status >= 500 ? "error" : "info"]({ method, route, status, ms: Math.round(ms * 10) / 10 }, "request");
}

/**
 * An error as the log keeps it: what, where, and never with which values. The database's errors carry the query's parameters,
 * the row ("Key (email)=(…)") and, in class 22, the very text that was typed.
 */
function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === "object" ? "not an error" : String(error);
  const { code, constraint_name: constraint } = error as { code?: string; constraint_name?: string };
  const message = code?.startsWith("22") ? error.message.replace(/:? ".*/s, "") : error.message;
  const at = error.stack?.split("\n").filter((line) => /^\s+at /.test(line));
  const cause = error.cause === undefined ? {} : { cause: withoutValues(error.cause) };
  return { type: error.name, code, constraint, message, at: at?.map((line) => line.trim()), ...cause };
}
