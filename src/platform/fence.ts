import type postgres from "postgres";

/** What this driver (3.4.9) keeps in a statement: `handler` is called once, when somebody awaits it. */
export type Statement = {
  handler: (statement: Statement) => void;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
  readonly cursorRows?: number;
};
type Settled = (error: unknown) => void;

/** Calls `settled` once, before whoever awaits the statement goes on. */
export function whenSettled(statement: Statement, settled: Settled): void {
  const { resolve, reject } = statement;
  if (statement.cursorRows === undefined) {
    statement.resolve = (value) => {
      settled(null);
      resolve(value);
    };
    statement.reject = (error) => {
      settled(error);
      reject(error);
    };
    return;
  }
  // A cursor gets other two functions with each batch.
  watch(statement, "resolve", () => settled(null));
  watch(statement, "reject", settled);
}

function watch(statement: Statement, name: "resolve" | "reject", settled: Settled): void {
  let call = statement[name];
  Object.defineProperty(statement, name, {
    get: () => (value: unknown) => {
      settled(value);
      call(value);
    },
    set: (other: Settled) => {
      call = other;
    },
  });
}

type Tagged = (...input: unknown[]) => unknown;
export type Driver = postgres.Sql<{ bigint: number }>;
export type DriverTx = postgres.TransactionSql<{ bigint: number }>;
type Template = Driver | DriverTx;

/** The same tag; each of its statements goes to `send`, with where the driver would have sent it. */
export function redirect(inner: Template, send: (statement: Statement, pass: Statement["handler"]) => void): Tagged {
  const redirected = (made: unknown): unknown => {
    if (isStatement(made)) {
      const pass = made.handler;
      made.handler = (statement) => send(statement, pass);
    }
    return made;
  };
  return Object.assign((...input: unknown[]) => redirected((inner as unknown as Tagged)(...input)), {
    unsafe: (...input: unknown[]) => redirected((inner.unsafe as Tagged)(...input)),
    types: inner.types,
    typed: inner.typed,
    json: inner.json,
    array: inner.array,
  });
}

function isStatement(made: unknown): made is Statement {
  return made instanceof Promise && "handler" in made;
}

/**
 * Around what one transaction may send. The driver lets a transaction go on after its connection was lost: what it still sends
 * then ends the process, waits for ever, or runs (its `commit` too) within the next transaction of that connection. And it lets
 * statements through after the transaction ended, where each is stored by itself.
 */
export class Fence {
  readonly #pending = new Set<{ reject(error: Error): void }>();
  #closed: Error | null = null;
  isBroken = false;
  /** When the last statement was sent, while one is not answered. */
  askedAt = Number.POSITIVE_INFINITY;

  /** Refuses what comes from now on. */
  close(reason: Error): void {
    this.#closed ??= reason;
  }

  /** The connection is gone: what waits for an answer fails too. */
  lose(reason: Error): void {
    this.isBroken = true;
    this.#closed ??= reason;
    for (const one of [...this.#pending]) one.reject(reason);
  }

  /** What the driver does by itself, like `begin`: it fails when the connection is lost, whatever the driver does. */
  follow<T>(start: () => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(this.#closed);
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const one = { reject };
    this.#pending.add(one);
    const end = (tell: Settled) => (value: unknown) => {
      this.#pending.delete(one);
      tell(value);
    };
    start().then(end(resolve as Settled), end(reject));
    return promise;
  }

  around(inner: Template): Tagged {
    return redirect(inner, (statement, pass) => {
      if (this.#closed) return statement.reject(this.#closed);
      this.#pending.add(statement);
      this.askedAt = timeOf(statement);
      whenSettled(statement, (error) => {
        this.#pending.delete(statement);
        this.askedAt = Number.POSITIVE_INFINITY;
        if (!isLoss(error)) return;
        this.isBroken = true;
        this.close(error as Error);
      });
      pass(statement);
    });
  }
}

/** A cursor is as slow as whoever reads it. */
export function timeOf(statement: Statement): number {
  return statement.cursorRows === undefined ? performance.now() : Number.POSITIVE_INFINITY;
}

/** Anything but the answer of a server that goes on: the connection is not to be used again. */
export function isLoss(error: unknown): boolean {
  if (error === null) return false;
  const { name, severity } = error as { name?: string; severity?: string };
  return name !== "PostgresError" || severity === "FATAL" || severity === "PANIC";
}
