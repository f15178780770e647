import type { PollId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";

/** A gathering where the question was put to the vote. */
export type Stage = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** 2026-03-14: a day, wherever one is. */
  readonly heldOn: string;
  readonly territoryCode: string | null;
  readonly territoryName: string | null;
};

export async function listStages(db: Db, pollId: PollId): Promise<readonly Stage[]> {
  return await db<Stage[]>`
    select stage.id, stage.code, stage.name, stage.held_on::text as "heldOn", stage.territory_code as "territoryCode",
      territory.name as "territoryName"
    from polls.stage
    left join processes.territory on territory.code = stage.territory_code
    where stage.poll_id = ${pollId}
    order by stage.held_on, stage.name, stage.code
  `;
}

export async function stageByCode(db: Db, pollId: PollId, code: string | null | undefined): Promise<Stage | null> {
  if (!code) return null;
  const [row] = await db<Stage[]>`
    select stage.id, stage.code, stage.name, stage.held_on::text as "heldOn", stage.territory_code as "territoryCode",
      territory.name as "territoryName"
    from polls.stage
    left join processes.territory on territory.code = stage.territory_code
    where stage.poll_id = ${pollId}
      and stage.code = ${code}
  `;
  return row ?? null;
}
