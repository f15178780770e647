import { asId, type ContributionId } from "#kernel/ids.ts";
import type { Sql } from "#platform/db.ts";
import type { Log } from "#platform/log.ts";
import { forgetAgain } from "#rooms/contributions";
import { listLoggedForgettings, listUnforgotten } from "./replay.queries.ts";
import { isBasis } from "./request.rules.ts";

/** What a leaf of the log says went: `basis` null for a detached author. */
export type LoggedLeaf = { readonly k: string; readonly o?: string; readonly lb?: string };

export type Replayed = { readonly checked: number; readonly done: readonly string[] };

/**
 * Does again what `erasure.performed` and `author.detached` leaves say was done, in their order: after a restore, before the
 * first page is served. Leaves of other kinds are passed over, objects that are not there too. Each in its own
 * transaction, so that it can be stopped and begun again.
 */
export async function replayErasures(sql: Sql, leaves: Iterable<LoggedLeaf>): Promise<Replayed> {
  let checked = 0;
  const done: string[] = [];
  for (const { k, o, lb = "" } of leaves) {
    if (o === undefined || (k !== "erasure.performed" && k !== "author.detached")) continue;
    checked += 1;
    const known = isBasis(lb) ? lb : "rgpd-17";
    const basis = k === "erasure.performed" ? known : null;
    const isNew = await sql.begin((tx) => forgetAgain(tx, { id: asId<ContributionId>(o), basis }));
    if (isNew) done.push(o);
  }
  return { checked, done };
}

/**
 * At each start: an object that the log says was erased, and that has words, is erased again before a page is served. It can only
 * come from a restore or from somebody in the database: an alarm of the log.
 */
export async function replayAtStart({
  sql,
  log,
}: {
  readonly sql: Sql;
  readonly log: Log;
}): Promise<readonly string[]> {
  if ((await listUnforgotten(sql)).length === 0) return [];
  const { done } = await replayErasures(sql, await listLoggedForgettings(sql));
  log.error({ alarm: "data-rights.erased-had-words", objects: done }, "erased contributions had words: erased again");
  return done;
}
