import { setTimeout as pause } from "node:timers/promises";
import type { Config } from "#platform/config.ts";
import { connect, isPassing, type Sql } from "#platform/db.ts";
import { Failure } from "#platform/failure.ts";
import type { Log } from "#platform/log.ts";
import { askWitnesses } from "./ask-witnesses.actions.ts";
import { Background } from "./background.job.ts";
import { checkLogAtNight } from "./check.actions.ts";
import { guardOnce } from "./guard.actions.ts";
import { type Integration, integrateOnce, type TreeMemory } from "./integrate.actions.ts";
import { isUnwritten, publishOnce, resumeWhenWritable } from "./publish.actions.ts";
import { lookOut } from "./run.queries.ts";

/** Milliseconds between two looks at an empty outbox. A signal in the acts' transactions would serialise their commits. */
const POLL = 150;
/** At most two publications a second. */
const SPACING = 500;
/** A frozen log is looked at again, and so is one that is not begun; after an error, as long. */
const REST = 1_000;
/** The same bytes signed again, so that witnesses say again what they see: a frozen view shows. */
const SIGN_AGAIN = 3_600_000;
/** PostgreSQL gives up a statement after this time: a sequencer that hangs lets go of the head, and the other one goes on. */
const STATEMENT = 60_000;

export type Surroundings = { readonly sql: Sql; readonly config: Config; readonly log: Log };
export type SequencerInput = Omit<Surroundings, "sql"> & {
  /** What follows a publication and must not delay the next one. */
  readonly afterPublication?: (surroundings: Surroundings) => Promise<void>;
};

/** The life of a sequencer. Two may run: the lock on the head decides. Nothing but `close` ends it. */
export function runSequencer(input: SequencerInput): { close(): Promise<void> } {
  const closing = new AbortController();
  const ended = new Sequencer(input).live(closing.signal);
  return {
    async close() {
      closing.abort();
      await ended;
    },
  };
}

/** The connections of a sequencer are its own, and so is its role. */
function openPool(config: Config): Sql {
  const databaseUrl = config.sequencerDatabaseUrl ?? config.databaseUrl;
  return connect({ databaseUrl }, { pool: 4, statementTimeout: STATEMENT, name: "jalon sequencer" });
}

class Sequencer {
  readonly #input: Required<SequencerInput>;
  readonly #after: Background;
  readonly #night: Background;
  readonly #sql: Sql;
  #memory: TreeMemory = { frontier: null };
  #isGuarded = false;
  #signedAt = Number.NEGATIVE_INFINITY;
  #said = "";

  constructor(input: SequencerInput) {
    this.#input = { afterPublication: askWitnesses, ...input };
    this.#sql = openPool(input.config);
    this.#after = new Background(input.log, "after a publication");
    this.#night = new Background(input.log, "examination");
  }

  async live(closing: AbortSignal): Promise<void> {
    while (!closing.aborted) {
      const rest = await this.#round(closing).catch((error: unknown) => this.#restAfter(error));
      await pause(rest, undefined, { signal: closing }).catch(() => {});
    }
    await Promise.all([this.#after.idle(), this.#night.idle()]);
    await this.#sql.end({ timeout: 5 });
  }

  /** One look, and what it calls for. Gives how long to rest. */
  async #round(closing: AbortSignal): Promise<number> {
    const [sql, memory, { config, log }] = [this.#sql, this.#memory, this.#input];
    const outlook = await lookOut(sql);
    if (!outlook.isBegun) return this.#say("the journal is not begun: jalon journal init");
    if (outlook.frozenBecause !== null) {
      const goesOn = isUnwritten(outlook.frozenBecause) && (await resumeWhenWritable(sql, config));
      return goesOn ? 0 : this.#sayFrozen(outlook.frozenBecause);
    }
    if (!this.#isGuarded) {
      const reason = await guardOnce(sql, config);
      if (reason !== null) return this.#sayFrozen(reason);
      this.#isGuarded = true;
    }
    if (outlook.isNightDue) this.#night.start(() => this.#examine());
    const age = performance.now() - this.#signedAt;
    if (!outlook.waits && outlook.published === outlook.size && age < SIGN_AGAIN) return POLL;
    if (age < SPACING) return SPACING - age;
    while (!closing.aborted && this.#report(await integrateOnce(sql, config, memory)));
    const publication = await publishOnce(sql, config);
    if (publication.kind === "frozen") return this.#sayFrozen(publication.reason);
    this.#signedAt = performance.now();
    this.#said = "";
    log.info({ size: publication.size }, "checkpoint");
    this.#after.start(() => this.#follow());
    return 0;
  }

  /** What failed after a publication is tried again soon, even when nothing new is to be published. */
  async #follow(): Promise<void> {
    try {
      await this.#input.afterPublication(this.#surroundings());
    } catch (error) {
      this.#signedAt = performance.now() - SIGN_AGAIN + 5 * REST;
      throw error;
    }
  }

  #surroundings(): Surroundings {
    return { sql: this.#sql, config: this.#input.config, log: this.#input.log };
  }

  async #examine(): Promise<void> {
    const { sql, config, log } = this.#surroundings();
    const examined = await checkLogAtNight(sql, config);
    if (examined?.difference === null) log.info({ size: examined.size }, "the whole log was recomputed");
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

  /** What was remembered may be ahead of what was stored. */
  #restAfter(error: unknown): number {
    if (error instanceof Failure) return this.#say(error.message);
    const { log } = this.#input;
    if (isPassing(error)) log.warn({ error }, "the database is away: trying again");
    else log.error({ error }, "sequencer");
    this.#memory = { frontier: null };
    return REST;
  }
}
