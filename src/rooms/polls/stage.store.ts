import type { PollId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";

export type StageInput = {
  readonly code: string;
  readonly name: string;
  /** 2026-03-14 */
  readonly heldOn: string;
  readonly territoryCode: string | null;
};

/** False when the question has a stage of this code. */
export async function insertStage(tx: Tx, pollId: PollId, stage: StageInput): Promise<boolean> {
  const rows = await tx`
    insert into polls.stage (poll_id, code, name, held_on, territory_code)
    values (${pollId}, ${stage.code}, ${stage.name}, ${stage.heldOn}::date, ${stage.territoryCode})
    on conflict (poll_id, code) do nothing
    returning id
  `;
  return rows.length > 0;
}

/** Its code stays: it is printed on posters. */
export async function updateStage(tx: Tx, id: string, stage: Omit<StageInput, "code">): Promise<void> {
  await tx`
    update polls.stage
    set name = ${stage.name}, held_on = ${stage.heldOn}::date, territory_code = ${stage.territoryCode}
    where id = ${id}
  `;
}

/** False when somebody entered by it: the key of the voters holds it. */
export async function deleteStage(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx`
    delete from polls.stage
    where id = ${id}
      and not exists (select from votes.voter where voter.stage_id = stage.id)
    returning id
  `;
  return rows.length > 0;
}
