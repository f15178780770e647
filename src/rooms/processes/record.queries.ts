import type { ProcessId } from "#kernel/ids.ts";
import type { Sql } from "#platform/db.ts";
import type { ProcessRecord } from "./record.rules.ts";

export async function readRecord(sql: Sql, processId: ProcessId): Promise<ProcessRecord> {
  const [row] = await sql<ProcessRecord[]>`
    select
      (select count(*) from corpus.line where process_id = ${processId} and kind = 'amendment') as amendments,
      (
        select count(*)
        from campaigns.campaign
        where campaign.process_id = ${processId}
          and campaign.state = 'confirmed'
      ) as campaigns,
      (select count(*) from themes.standing where standing.process_id = ${processId}) as themes,
      (
        select count(*)
        from decisions.decision
        where decision.process_id = ${processId}
          and decision.state = 'published'
      ) as decisions,
      (
        select count(*)
        from polls.poll
        where poll.process_id = ${processId}
          and poll.published_at is not null
      ) as polls,
      (
        select count(*)
        from answers.opinion
        join decisions.decision on decision.id = opinion.decision_id
        where decision.process_id = ${processId}
      ) as opinions,
      (
        select publication.title
        from synthesis.publication
        where publication.process_id = ${processId}
        order by publication.number desc
        limit 1
      ) as synthesis
  `;
  if (!row) throw new RangeError("a query without from gives one row");
  return row;
}
