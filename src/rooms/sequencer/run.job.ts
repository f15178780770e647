import { setTimeout as pause } from "node:timers/promises";
import type { Config } from "#platform/config.ts";
import { isPassing, type Sql } from "#platform/db.ts";
import { Failure } from "#platform/failure.ts";
import type { Log } from "#platform/log.ts";
import { checkLogAtNight } from "./check.actions.ts";
import { guardOnce } from "./guard.actions.ts";
import { type Integration, integrateOnce, type TreeMemory } from "./integrate.actions.ts";
import { type Publication, publishOnce } from "./publish.actions.ts";
import { lookOut } from "./run.queries.ts";

/** Milliseconds between two looks at an empty outbox. A signal in the acts' transactions would serialise their commits. */
const POLL = 150;
/** At most two publications a second. */
const SPACING = 500;
/** A frozen log is looked at again, and so is one that is not begun; after an error, as long. */
const REST = 1_000;
/** The same bytes signed again, so that witnesses say again what they see: a frozen view shows. */
const SIGN_AGAIN = 3_600_000;

type Published = Extract<Publication, { kind: "published" }>;
export type SequencerInput = {
  readonly sql: Sql;
  readonly config: Config;
  readonly log: Log;
  /** What follows a publication and must not delay the next one: asking the witnesses. */
  readonly afterPublication?: (publication: Published) => Promise<void>;
};

/** The life of a sequencer. Two may run: the lock on the head decides. Nothing but `close` ends it. */
export function runSequencer(input: SequencerInput): { close(): Promise<void> } {
  const closing = new AbortController();
  const sequencer = new Sequencer(input);
  const ended = sequencer.live(closing.signal);
  return {
    async close() {
      closing.abort();
      await ended;
    },
  };
}

class Sequencer {
  readonly #input: SequencerInput;
  readonly #memory: TreeMemory = { frontier: null };
  readonly #after: Background;
  readonly #night: Background;
  #isGuarded = false;
  #signedAt = Number.NEGATIVE_INFINITY;
  #said = "";

  constructor(input: SequencerInput) {
    this.#input = input;
    this.#after = new Background("after a publication", input.log);
    this.#night = new Background("examination", input.log);
  }

  async live(closing: AbortSignal): Promise<void> {
    while (!closing.aborted) {
      const rest = await this.#round(closing).catch((error: unknown) => this.#restAfter(error));
      await pause(rest, undefined, { signal: closing }).catch(() => {});
    }
    await Promise.all([this.#after.idle(), this.#night.idle()]);
  }

  /** One look, and what it calls for. Gives how long to rest. */
  async #round(closing: AbortSignal): Promise<number> {
    const { sql, config, log, afterPublication } = this.#input;
    const outlook = await lookOut(sql);
    if (!outlook.isBegun) return this.#say("the journal is not begun: jalon journal init");
    if (outlook.frozenBecause !== null) return this.#sayFrozen(outlook.frozenBecause);
    if (!this.#isGuarded) {
      const reason = await guardOnce(sql, config);
      if (reason !== null) return this.#sayFrozen(reason);
      this.#isGuarded = true;
    }
    if (outlook.isNightDue) this.#night.start(() => this.#examine());
    const age = performance.now() - this.#signedAt;
    if (!outlook.waits && outlook.published === outlook.size && age < SIGN_AGAIN) return POLL;
    if (age < SPACING) return SPACING - age;
    while (!closing.aborted && this.#report(await integrateOnce(sql, config, this.#memory)));
    const publication = await publishOnce(sql, config);
    if (publication.kind === "frozen") return this.#sayFrozen(publication.reason);
    this.#signedAt = performance.now();
    this.#said = "";
    log.info({ size: publication.size }, "checkpoint");
    if (afterPublication) this.#after.start(() => afterPublication(publication));
    return 0;
  }

  async #examine(): Promise<void> {
    const { sql, config, log } = this.#input;
    const examined = await checkLogAtNight(sql, config);
    if (examined?.difference === null)
      log.info({ size: examined.size }, "the whole log was recomputed: nothing is wrong");
  }

  /** Whether another batch probably waits. */
  #report({ refused, doubled, isFull }: Integration): boolean {
    for (const row of refused) this.#input.log.error(row, "ALARM: a row of the outbox is no leaf and was set aside");
    if (doubled > 0)
      this.#input.log.error({ doubled }, "ALARM: rows of the outbox were logged before and were dropped");
    return isFull;
  }

  #sayFrozen(reason: string): number {
    // whoever repairs may put another tree there: the whole guard again
    this.#isGuarded = false;
    return this.#say(`ALARM: the journal is frozen: ${reason}`);
  }

  /** Once, until something else is to be said. */
  #say(sentence: string): number {
    if (this.#said !== sentence) this.#input.log.error(sentence);
    this.#said = sentence;
    return REST;
  }

  #restAfter(error: unknown): number {
    if (error instanceof Failure) return this.#say(error.message);
    const { log } = this.#input;
    if (isPassing(error)) log.warn({ error }, "the database is away: trying again");
    else log.error({ error }, "sequencer");
    return REST;
  }
}

/** Work beside the rounds: one at a time, the last one asked for is done, its errors are only logged. */
class Background {
  readonly #what: string;
  readonly #log: Log;
  #running: Promise<void> | null = null;
  #next: (() => Promise<void>) | null = null;

  constructor(what: string, log: Log) {
    this.#what = what;
    this.#log = log;
  }

  start(work: () => Promise<void>): void {
    this.#next = work;
    this.#running ??= this.#run();
  }

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
