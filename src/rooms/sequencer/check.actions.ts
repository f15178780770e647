import type { Sql } from "#platform/db.ts";
import { type AnchorPlace, readAnchor } from "./anchor.actions.ts";
import { type Examined, examineLog } from "./check.queries.ts";
import { freezeApart, reasonToFreeze } from "./freeze.actions.ts";
import { guardOnce } from "./guard.actions.ts";
import { claimExamination, deleteFreeze, noteExamination } from "./sequencer.store.ts";

type OnProgress = (done: number, total: number) => void;

/** Recomputes the whole log and compares it with what was signed. On a difference the log is frozen. */
export async function checkLog(sql: Sql, place: AnchorPlace, onProgress?: OnProgress): Promise<Examined> {
  const examined = await examine(sql, place, onProgress);
  if (examined.difference !== null) await freezeApart(sql, examined.difference);
  else await noteExamination(sql, examined.size);
  return examined;
}

async function examine(sql: Sql, place: AnchorPlace, onProgress: OnProgress = () => {}): Promise<Examined> {
  try {
    return await examineLog(sql, { anchor: readAnchor(place), onProgress });
  } catch (error) {
    // the anchor itself cannot be read
    const difference = reasonToFreeze(error);
    if (difference === null) throw error;
    return { size: 0, difference };
  }
}

/** Once a night, by one of those who ask: null for the others, and by day. */
export async function checkLogAtNight(sql: Sql, place: AnchorPlace): Promise<Examined | null> {
  return (await claimExamination(sql)) ? await checkLog(sql, place) : null;
}

/** After the cause is repaired: the whole check and the whole guard pass, or the log stays frozen. Gives why it does. */
export async function thawLog(
  sql: Sql,
  config: Parameters<typeof guardOnce>[1],
  onProgress?: OnProgress,
): Promise<string | null> {
  const { difference } = await checkLog(sql, config, onProgress);
  const reason = difference ?? (await guardOnce(sql, config));
  if (reason === null) await sql.begin(deleteFreeze);
  return reason;
}
