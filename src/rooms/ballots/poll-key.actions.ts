import { createHash, createHmac } from "node:crypto";
import { Refused } from "#kernel/errors.ts";
import type { Sql } from "#platform/db.ts";
import type { World } from "#platform/http/world.ts";
import { destroyKey, makeKey, readKey } from "#platform/keys.ts";
import { appendEntry } from "#rooms/journal";
import { holdKey, type KeyStanding, keyStanding, listDestroyedKeys, listKeysToDestroy } from "./poll-key.queries.ts";
import { insertPollKey, markDestroyed } from "./poll-key.store.ts";

/** What keys of questions are made with and kept in. */
export type KeyHolder = { readonly secret: Uint8Array; readonly config: Pick<World["config"], "keys"> };

/** The folder of keys has not the key of this question: nobody can vote until it is back, or people would vote twice. */
class KeyMissing extends Refused {
  constructor() {
    super("ballots.keyMissing");
  }
}

/** Keys of open questions, by number: which key a question has never changes while it is open. */
const known = new WeakMap<Sql, Map<number, Uint8Array>>();

/**
 * The key by which voters of a question are known again; null before it is published, and for ever once it is destroyed. Made when the
 * first visitor of the published question needs it, in a file that web processes of all machines share.
 */
export async function pollKey(sql: Sql, holder: KeyHolder, poll: number): Promise<Uint8Array | null> {
  const keys = known.get(sql) ?? new Map<number, Uint8Array>();
  known.set(sql, keys);
  const found = keys.get(poll);
  if (found) return found;
  const standing = await keyStanding(sql, poll);
  if (!standing?.isPublished || standing.isDestroyed) return null;
  const key = await keyOf(sql, holder, { poll, standing });
  if (key && !standing.isClosed) keys.set(poll, key);
  return key;
}

/** The same for a page that knows that the question is closed: the process forgets its key. */
export async function closedPollKey(sql: Sql, holder: KeyHolder, poll: number): Promise<Uint8Array | null> {
  known.get(sql)?.delete(poll);
  return await pollKey(sql, holder, poll);
}

type Asked = { readonly poll: number; readonly standing: KeyStanding };

async function keyOf(sql: Sql, { secret, config }: KeyHolder, { poll, standing }: Asked): Promise<Uint8Array | null> {
  const { id, kind, digest, isClosed } = standing;
  if (kind === "site") return createHmac("sha256", secret).update(`votes.poll:${poll}`).digest();
  if (kind === "own") return checked(readKey(config, `polls/${id}`), digest);
  // closed before anybody came
  if (isClosed) return null;
  return await sql.begin(async (tx) => {
    await holdKey(tx, id);
    const now = await keyStanding(tx, poll);
    if (now?.kind === "own") return checked(readKey(config, `polls/${id}`), now.digest);
    const key = readKey(config, `polls/${id}`) ?? makeKey(config, `polls/${id}`);
    await insertPollKey(tx, id, digestOf(key));
    return key;
  });
}

function checked(key: Uint8Array | null, digest: Uint8Array | null): Uint8Array {
  if (!key || !digest || !digestOf(key).equals(digest)) throw new KeyMissing();
  return key;
}

/** Of 32 random bytes: it gives nothing of them away. */
function digestOf(key: Uint8Array): Buffer {
  return createHash("sha256").update("jalon/poll-key/v1\0").update(key).digest();
}

/**
 * Thirty days after closing nobody can be linked to their votes any more. The key must be here to be destroyed: a worker that reads
 * another folder than the web processes says so, instead of writing in the journal what is not true. A file left by a kill between
 * the two goes the next time.
 */
export async function destroyDueKeys({ sql, config, log }: Pick<World, "sql" | "config" | "log">): Promise<void> {
  for (const { id, number, digest } of await listKeysToDestroy(sql)) {
    try {
      checked(readKey(config, `polls/${id}`), digest);
      await sql.begin(async (tx) => {
        if (!(await markDestroyed(tx, id))) return;
        const payload = { number };
        await appendEntry(tx, { kind: "poll.key-destroyed", subjectId: id, actingRole: "clock", payload });
      });
    } catch (error) {
      log.error({ error, poll: id }, "key of a question to be destroyed");
    }
  }
  for (const id of await listDestroyedKeys(sql)) destroyKey(config, `polls/${id}`);
}
