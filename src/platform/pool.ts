import postgres from "postgres";
import { type Driver, redirect, type Statement } from "./fence.ts";
import { Client, connectionError, type Work } from "./pool-client.ts";

type Options = postgres.Options<{ bigint: postgres.PostgresType<number> }>;
export type PoolOptions = Options & {
  /** Connections kept at most. */
  readonly max: number;
  /** Seconds after which a connection without work is closed, and any connection once it is given back. */
  readonly idle: number;
  readonly lifetime: number;
  /** Milliseconds after which a statement without an answer says that the connection is lost; 0 never. */
  readonly silence: number;
  /** The same before the first answer: some balancers take a connection and close it, and the driver tries for ever. */
  readonly welcome: number;
};

/** Milliseconds between two looks at connections that are idle or silent, at most. */
const LOOK = 5_000;

/**
 * Connections, each in a driver of its own that has only this one: when it is lost, the driver goes too, with all that it
 * remembered. One statement or one transaction at a time on each, in the order they came. docs/decisions/0022.
 */
export class Pool {
  readonly #options: PoolOptions;
  /** Makes statements and never connects. */
  readonly #template: Driver;
  readonly #clients = new Set<Client>();
  readonly #idle: Client[] = [];
  readonly #waiting: Waiting[] = [];
  readonly #look: NodeJS.Timeout;
  #ending: Promise<void> | null = null;
  #drained = (): void => {};

  constructor(url: string, options: PoolOptions) {
    this.#options = options;
    const neverConnects = { ...options, max: 1, socket: () => Promise.reject(new Error("this driver never connects")) };
    this.#template = postgres(url, neverConnects as Options) as unknown as Driver;
    this.#look = setInterval(() => this.#lookAround(), Math.min(LOOK, options.welcome, options.idle * 1_000)).unref();
  }

  /** What the rooms call `sql`. */
  tag(): unknown {
    return Object.assign(
      redirect(this.#template, (statement) => this.#send(statement)),
      {
        options: this.#template.options,
        begin: (...input: [string, Work] | [Work]) =>
          input.length === 1 ? this.#begin("", input[0]) : this.#begin(...input),
        reserve: () => this.#reserve(),
        end: ({ timeout }: { timeout?: number } = {}) => this.#end(timeout),
      },
    );
  }

  #send(statement: Statement): void {
    this.#take({
      start: (client) => {
        client.run(statement, () => this.#give(client));
      },
      refuse: (error) => statement.reject(error),
    });
  }

  async #begin(mode: string, work: Work): Promise<unknown> {
    const client = await this.#takeWhole();
    try {
      return await client.begin(mode, work);
    } finally {
      this.#give(client);
    }
  }

  async #reserve(): Promise<unknown> {
    const client = await this.#takeWhole();
    // A transaction may be open on it: nobody else gets this connection.
    return Object.assign(client.reserve() as object, { release: () => this.#drop(client) });
  }

  #takeWhole(): Promise<Client> {
    return new Promise((start, refuse) => this.#take({ start, refuse }));
  }

  #take(waiting: Waiting): void {
    if (this.#ending) {
      waiting.refuse(connectionError("CONNECTION_ENDED"));
      return;
    }
    const client = this.#idle.pop() ?? this.#open();
    if (client) waiting.start(client);
    else this.#waiting.push(waiting);
  }

  #open(): Client | null {
    if (this.#clients.size >= this.#options.max) return null;
    const client = new Client(this.#template.options, () => this.#drop(client));
    this.#clients.add(client);
    return client;
  }

  #give(client: Client): void {
    const isOld = performance.now() - client.bornAt > this.#options.lifetime * 1_000;
    if (client.isLost || isOld) this.#drop(client);
    else {
      client.rest();
      this.#idle.push(client);
    }
    this.#next();
  }

  #next(): void {
    while (this.#waiting.length > 0) {
      const client = this.#idle.pop() ?? this.#open();
      if (!client) break;
      this.#waiting.shift()?.start(client);
    }
    if (this.#ending && this.#waiting.length === 0 && this.#idle.length === this.#clients.size) this.#drained();
  }

  #drop(client: Client): void {
    if (!this.#clients.delete(client)) return;
    const index = this.#idle.indexOf(client);
    if (index !== -1) this.#idle.splice(index, 1);
    client.close(client.isLost ? 0 : 5).catch(() => {});
    // not at once: whoever lost this connection is told first
    setImmediate(() => this.#next());
  }

  #lookAround(): void {
    const { idle, silence, welcome } = this.#options;
    const now = performance.now();
    for (const client of this.#clients) {
      const patience = client.isConnected ? silence : welcome;
      if (patience > 0 && now - client.askedAt > patience) client.lose();
    }
    for (const client of this.#idle.filter(({ restsSince }) => now - restsSince > idle * 1_000)) this.#drop(client);
  }

  /** What was asked before is still answered; after `timeout` seconds it fails. */
  #end(timeout: number | undefined): Promise<void> {
    if (this.#ending) return this.#ending;
    const { promise: drained, resolve } = Promise.withResolvers<void>();
    this.#drained = resolve;
    const patience = timeout === undefined ? undefined : setTimeout(resolve, timeout * 1_000);
    this.#ending = drained.then(async () => {
      clearTimeout(patience);
      clearInterval(this.#look);
      for (const { refuse } of this.#waiting.splice(0)) refuse(connectionError("CONNECTION_DESTROYED"));
      await Promise.all([...this.#clients].map((client) => client.close(this.#idle.includes(client) ? 5 : 0)));
    });
    this.#next();
    return this.#ending;
  }
}

type Waiting = { readonly start: (client: Client) => void; readonly refuse: (error: Error) => void };
