import postgres from "postgres";
import { type Driver, type DriverTx, Fence, isLoss, type Statement, timeOf, whenSettled } from "./fence.ts";

/** What is done within a transaction. */
export type Work = (tx: never) => unknown;

/** One connection and the driver that has only this one. It connects with its first statement, and never again once lost. */
export class Client {
  readonly bornAt = performance.now();
  readonly #driver: Driver;
  readonly #pass: Statement["handler"];
  readonly #whenLost: () => void;
  #fence: Fence | null = null;
  #askedAt = Number.POSITIVE_INFINITY;
  #isClosing = false;
  isLost = false;
  /** The server said something. */
  isConnected = false;
  restsSince = 0;

  constructor(options: object, whenLost: () => void) {
    this.#whenLost = whenLost;
    // The settings, and what one connection learned of the server's types, are shared.
    const own = {
      max: 1,
      socket: undefined,
      onclose: () => this.lose(),
      parameters: {},
      onparameter: () => {
        this.isConnected = true;
      },
    };
    this.#driver = postgres(Object.assign(Object.create(options), own)) as unknown as Driver;
    this.#pass = (this.#driver`select 1` as unknown as Statement).handler;
  }

  /** When the statement that is not answered was sent. */
  get askedAt(): number {
    return Math.min(this.#askedAt, this.#fence?.askedAt ?? Number.POSITIVE_INFINITY);
  }

  /** Called by the driver before it tells anybody else, or because the connection is not to be used again. */
  lose(): void {
    if (this.isLost || this.#isClosing) return;
    this.isLost = true;
    this.#fence?.lose(connectionError("CONNECTION_CLOSED"));
    this.#whenLost();
  }

  run(statement: Statement, done: () => void): void {
    this.#askedAt = timeOf(statement);
    let isDone = false;
    whenSettled(statement, (error) => {
      if (isDone) return;
      isDone = true;
      if (isLoss(error)) this.lose();
      done();
    });
    this.#pass(statement);
  }

  rest(): void {
    this.#askedAt = Number.POSITIVE_INFINITY;
    this.#fence = null;
    this.restsSince = performance.now();
  }

  /** For one who says `begin` and `rollback` by himself. */
  reserve(): unknown {
    this.#fence = new Fence();
    return this.#fence.around(this.#driver);
  }

  async begin(mode: string, work: Work): Promise<unknown> {
    const fence = new Fence();
    this.#fence = fence;
    let isBegun = false;
    const inside = async (tx: DriverTx): Promise<unknown> => {
      isBegun = true;
      this.#askedAt = Number.POSITIVE_INFINITY;
      return await this.#within({ fence, tx, work, isWhole: true });
    };
    this.#askedAt = performance.now();
    try {
      return await fence.follow(() => this.#driver.begin(mode, inside));
    } catch (error) {
      if (!isBegun || fence.isBroken || isNetworkError(error)) this.lose();
      throw error;
    }
  }

  /** Never ends once the connection is lost: the driver would send `commit` or `rollback` after it. Whoever waits was told. */
  #within({ fence, tx, work, isWhole }: Within): Promise<unknown> {
    const savepoint = (...input: [string, Work] | [Work]): Promise<unknown> => {
      const inner = input.at(-1) as Work;
      const inside = (deeper: DriverTx): Promise<unknown> =>
        this.#within({ fence, tx: deeper, work: inner, isWhole: false });
      const [name] = input;
      return fence.follow(() => (typeof name === "string" ? tx.savepoint(name, inside) : tx.savepoint(inside)));
    };
    const end = (tell: (value: unknown) => void) => (value: unknown) => {
      if (this.isLost) return;
      if (isWhole) {
        fence.close(new Error("this transaction has ended"));
        this.#askedAt = performance.now();
      }
      tell(value);
    };
    return new Promise((resolve, reject) => {
      perform(work, Object.assign(fence.around(tx), { savepoint })).then(end(resolve), end(reject));
    });
  }

  /** Seconds of patience for what is not answered; 0 is none. */
  async close(patience: number): Promise<void> {
    this.#isClosing = true;
    if (patience === 0) {
      this.isLost = true;
      this.#fence?.lose(connectionError("CONNECTION_DESTROYED"));
    }
    await this.#driver.end({ timeout: patience });
  }
}

type Within = { readonly fence: Fence; readonly tx: DriverTx; readonly work: Work; readonly isWhole: boolean };

/** Like the driver: a list of statements is waited for as a whole. */
async function perform(work: Work, tx: unknown): Promise<unknown> {
  const made = work(tx as never);
  return await (Array.isArray(made) ? Promise.all(made) : made);
}

function isNetworkError(error: unknown): boolean {
  const { code = "" } = error as { code?: unknown };
  return /^(E[A-Z]+|CONNECTION_[A-Z]+)$/.test(String(code));
}

export function connectionError(code: string): Error {
  return Object.assign(new Error(`the connection to the database is gone (${code})`), { code });
}
