import { randomUUID } from "node:crypto";
import type { Sql, Tx } from "#platform/db.ts";
import { adoptPoll } from "#rooms/ballots";
import { adoptContributions } from "#rooms/contributions";
import { logAnswers } from "#rooms/decisions";
import { logEditions } from "#rooms/documents";
import { appendLeaf, keepDocuments } from "#rooms/journal";
import { logRules } from "#rooms/processes";
import { manifest } from "./manifest.rules.ts";
import {
  holdAdoption,
  holdContributions,
  holdDecisions,
  holdDocuments,
  holdProcesses,
  listUnloggedPolls,
} from "./missing.queries.ts";

/** Objects of one transaction at most. */
const AT_ONCE = 2_000;

/** How many of each the log had never heard of. */
export type Adopted = {
  readonly rules: number;
  readonly editions: number;
  readonly contributions: number;
  readonly answers: number;
  readonly polls: number;
};

/**
 * Logs all that was published before there was a log, or brought by the demonstration, as it stands now. In batches, each of
 * them whole or not at all; done twice, or twice at once, it finds nothing more to do.
 */
export async function adoptAll(sql: Sql): Promise<Adopted> {
  return {
    rules: await once(sql, async (tx) => await logRules(tx, await holdProcesses(tx))),
    editions: await once(sql, async (tx) => await logEditions(tx, await holdDocuments(tx))),
    contributions: await untilNone(sql, adoptBatch),
    answers: await untilNone(sql, async (tx) => await logAnswers(tx, await holdDecisions(tx, AT_ONCE))),
    polls: await adoptPolls(sql),
  };
}

type Step = (tx: Tx) => Promise<number>;

async function once(sql: Sql, step: Step): Promise<number> {
  return await sql.begin(async (tx) => {
    await holdAdoption(tx);
    return await step(tx);
  });
}

async function untilNone(sql: Sql, step: Step): Promise<number> {
  let count = 0;
  for (;;) {
    const done = await once(sql, step);
    if (done === 0) return count;
    count += done;
  }
}

/** The list first, then each contribution of it, so that nobody can slip one in between. */
async function adoptBatch(tx: Tx): Promise<number> {
  const found = await holdContributions(tx, AT_ONCE);
  const [first] = found;
  if (!first) return 0;
  const { processId } = first;
  const ids = found.map(({ id }) => id);
  const id = randomUUID();
  const [d] = await keepDocuments(tx, [{ processId, content: manifest({ id, processId, contributions: ids }) }]);
  if (d) await appendLeaf(tx, { leaf: { k: "import.batch", c: processId, o: id, n: ids.length, d } });
  return await adoptContributions(tx, ids);
}

async function adoptPolls(sql: Sql): Promise<number> {
  const ids = await listUnloggedPolls(sql);
  for (const id of ids) await once(sql, async (tx) => await adoptPoll(tx, id));
  return ids.length;
}
