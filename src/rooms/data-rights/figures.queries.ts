import type { Db } from "#platform/db.ts";
import { type RequestFigures, SMALLEST_COUNT } from "./request.rules.ts";

/** All four or none of the parts of a total: a missing one would be told by the others. */
export async function requestFigures(db: Db): Promise<RequestFigures> {
  const [row] = await db<{ received: number; done: number; refused: number; medianDays: number | null }[]>`
    select
      count(*) filter (where state <> 'confirming') as received,
      count(*) filter (where state = 'done') as done,
      count(*) filter (where state = 'refused') as refused,
      percentile_cont(0.5) within group (order by extract(epoch from closed_at - received_at) / 86400)
        filter (where closed_at is not null) as "medianDays"
    from data_rights.request
  `;
  const { received = 0, done = 0, refused = 0, medianDays = null } = row ?? {};
  const waiting = received - done - refused;
  const isShown = received >= SMALLEST_COUNT;
  const partsAreShown = isShown && [done, refused, waiting].every((count) => count === 0 || count >= SMALLEST_COUNT);
  return {
    received: isShown ? received : null,
    done: partsAreShown ? done : null,
    refused: partsAreShown ? refused : null,
    medianDays: isShown && done + refused >= SMALLEST_COUNT && medianDays !== null ? Math.ceil(medianDays) : null,
  };
}
