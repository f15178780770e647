import { type Logger, pino } from "pino";

export type Log = Logger;

/** One JSON line per event on standard output; on a terminal only warnings, so that a person reads the address. */
export function createLog(
  name: string,
  { terminal = process.stdout.isTTY }: { readonly terminal?: boolean } = {},
): Log {
  return pino({
    name,
    level: terminal ? "warn" : "info",
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { error: pino.stdSerializers.err },
  });
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
