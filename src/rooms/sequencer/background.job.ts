import type { Log } from "#platform/log.ts";

/** Work beside the rounds of a sequencer: one at a time, the last one asked for is done, and its errors are only logged. */
export class Background {
  readonly #log: Log;
  readonly #what: string;
  #running: Promise<void> | null = null;
  #next: (() => Promise<void>) | null = null;

  constructor(log: Log, what: string) {
    this.#log = log;
    this.#what = what;
  }

  start(work: () => Promise<void>): void {
    this.#next = work;
    this.#running ??= this.#run();
  }

  /** Resolves once what runs has ended; what waits is not begun. */
  async idle(): Promise<void> {
    this.#next = null;
    await this.#running;
  }

  async #run(): Promise<void> {
    for (let work = this.#next; work !== null; work = this.#next) {
      this.#next = null;
      await work().catch((error: unknown) => this.#log.error({ error }, this.#what));
    }
    this.#running = null;
  }
}
