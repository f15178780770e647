import type { ContributionId, PersonId } from "#kernel/ids.ts";
import type { Db, Sql } from "#platform/db.ts";
import type { Operation } from "./mask.rules.ts";
import type { ContributionState, Ground, Verb } from "./moderation.rules.ts";

export const QUEUE_PAGE = 20;

export type QueueItem = {
  readonly number: number;
  readonly kind: string;
  readonly body: string;
  readonly language: string;
  readonly channel: string;
  readonly processTitle: string;
  readonly submittedAt: Date;
  readonly hoursWaiting: number;
  readonly isReworded: boolean;
  readonly flags: readonly string[];
};

/** Contributions waiting to be read, oldest first. */
export async function listQueue(sql: Sql, page: number): Promise<readonly QueueItem[]> {
  return await sql<QueueItem[]>`
    select
      contribution.number,
      contribution.kind,
      wording.body,
      contribution.language,
      contribution.channel,
      process.title as "processTitle",
      contribution.submitted_at as "submittedAt",
      extract(epoch from now() - wording.written_at)::float8 / 3600 as "hoursWaiting",
      wording.version > 1 as "isReworded",
      array(
        select distinct flag.kind from moderation.flag where flag.contribution_id = contribution.id order by flag.kind
      ) as flags
    from contributions.contribution
    join processes.process on process.id = contribution.process_id
    join contributions.present_words as wording on wording.contribution_id = contribution.id
    where contribution.state = 'received'
    order by contribution.submitted_at, contribution.number
    limit ${QUEUE_PAGE}
    offset ${(page - 1) * QUEUE_PAGE}
  `;
}

export type QueueState = { readonly count: number; readonly oldest: Date | null };

export async function queueState(sql: Sql): Promise<QueueState> {
  const [row] = await sql<QueueState[]>`
    select count(*) as count, min(submitted_at) as oldest
    from contributions.contribution
    where state = 'received'
  `;
  return row ?? { count: 0, oldest: null };
}

/** Number of the contribution to read next, after a given one where there is one. */
export async function nextInQueue(sql: Sql, after = 0): Promise<number | null> {
  const [row] = await sql<{ number: number }[]>`
    select number
    from contributions.contribution
    where state = 'received'
      and number <> ${after}
    order by submitted_at, number
    limit 1
  `;
  return row?.number ?? null;
}

export type ModeratedPart = {
  readonly position: number;
  readonly code: string;
  readonly operation: Operation;
  readonly aboutText: string;
  /** Null for a passage to be removed. */
  readonly proposedText: string | null;
  /** What the public reads, when it is masked. */
  readonly maskedText: string | null;
};

export type ModeratedItem = {
  readonly id: ContributionId;
  readonly number: number;
  readonly kind: string;
  readonly state: ContributionState;
  readonly body: string;
  readonly proposedText: string | null;
  /** What an amendment does with its first passage. */
  readonly operation: Operation;
  /** Its second and following passages. */
  readonly parts: readonly ModeratedPart[];
  readonly aboutText: string | null;
  readonly version: number;
  readonly isMasked: boolean;
  /** Its author was separated from it. */
  readonly isDetached: boolean;
  readonly maskedBody: string | null;
  readonly maskedProposed: string | null;
  readonly language: string;
  readonly channel: string;
  readonly code: string | null;
  readonly nodeTitle: string | null;
  readonly processTitle: string;
  readonly processSlug: string;
  readonly submittedAt: Date;
};

/** What a moderator reads of a contribution: its words and what it is about, never who wrote it. */
export async function moderatedItem(sql: Db, number: number): Promise<ModeratedItem | null> {
  const [row] = await sql<ModeratedItem[]>`
    select
      contribution.id,
      contribution.number,
      contribution.kind,
      contribution.state,
      wording.body,
      wording.proposed_text as "proposedText",
      contribution.operation,
      coalesce(amended.parts, '[]') as parts,
      contribution.about_text as "aboutText",
      wording.version,
      mask.body is not null as "isMasked",
      contribution.detached_at is not null as "isDetached",
      mask.body as "maskedBody",
      mask.proposed_text as "maskedProposed",
      contribution.language,
      contribution.channel,
      node.code || coalesce('.' || passage.position, '') as code,
      node.title as "nodeTitle",
      process.title as "processTitle",
      process.slug as "processSlug",
      contribution.submitted_at as "submittedAt"
    from contributions.contribution
    join processes.process on process.id = contribution.process_id
    left join documents.edition_passage as passage
      on passage.edition_id = contribution.edition_id
      and passage.passage_id = contribution.passage_id
    left join documents.edition_node as node
      on node.edition_id = contribution.edition_id
      and node.node_id = coalesce(contribution.node_id, passage.node_id)
    join contributions.present_words as wording on wording.contribution_id = contribution.id
    left join lateral (
      select body, proposed_text, version
      from moderation.mask
      where mask.contribution_id = contribution.id
        and mask.lifted_at is null
      order by mask.version desc
      limit 1
    ) as mask on true
    left join lateral (
      select jsonb_agg(
        jsonb_build_object(
          'position', part.position, 'code', part_node.code || '.' || part_here.position, 'operation', part.operation,
          'aboutText', part.about_text, 'proposedText', part.proposed_text, 'maskedText', masked.proposed_text
        )
        order by part.position
      ) as parts
      from contributions.present_passage_words as part
      join documents.edition_passage as part_here
        on part_here.edition_id = contribution.edition_id and part_here.passage_id = part.passage_id
      join documents.edition_node as part_node
        on part_node.edition_id = part_here.edition_id and part_node.node_id = part_here.node_id
      left join moderation.masked_passage as masked
        on masked.contribution_id = part.contribution_id
        and masked.version = mask.version
        and masked.position = part.position
      where part.contribution_id = contribution.id
        and part.position > 1
    ) as amended on true
    where contribution.number = ${number}
  `;
  return row ?? null;
}

export type Flag = { readonly kind: string; readonly explanation: string };

export async function flagsOf(sql: Sql, id: ContributionId): Promise<readonly Flag[]> {
  return await sql<Flag[]>`
    select kind, explanation
    from moderation.flag
    where contribution_id = ${id}
    order by raised_at, kind
  `;
}

export type Act = {
  readonly id: string;
  readonly verb: Verb;
  readonly ground: Ground | null;
  readonly reason: string | null;
  readonly actingRole: string;
  readonly madeAt: Date;
  readonly madeBy: PersonId | null;
};

/** What was done with a contribution, oldest first. */
export async function actsOf(sql: Db, id: ContributionId): Promise<readonly Act[]> {
  return await sql<Act[]>`
    select id, verb, ground, reason, acting_role as "actingRole", made_at as "madeAt", made_by as "madeBy"
    from moderation.act
    where contribution_id = ${id}
    order by made_at, id
  `;
}

export type Unchecked = {
  readonly id: ContributionId;
  readonly body: string;
  /** What is proposed for all the passages of an amendment. */
  readonly proposedText: string | null;
  readonly version: number;
  readonly processId: string;
};

/** Received contributions whose present words were not yet searched for flags. */
export async function uncheckedContributions(sql: Sql, limit: number): Promise<readonly Unchecked[]> {
  return await sql<Unchecked[]>`
    select
      contribution.id,
      wording.body,
      (
        select string_agg(part.proposed_text, E'\n' order by part.position)
        from contributions.present_passage_words as part
        where part.contribution_id = contribution.id
      ) as "proposedText",
      wording.version,
      contribution.process_id as "processId"
    from contributions.contribution
    join contributions.present_words as wording on wording.contribution_id = contribution.id
    left join moderation.checked on checked.contribution_id = contribution.id
    where contribution.state = 'received'
      and coalesce(checked.version, 0) < wording.version
    order by contribution.submitted_at
    limit ${limit}
  `;
}

export type Earlier = { readonly number: number; readonly body: string };

/** The texts of the same process to compare a new one with: those that share its rarest words, at most 50. */
export async function earlierTexts(sql: Sql, id: ContributionId): Promise<readonly Earlier[]> {
  return await sql<Earlier[]>`
    select other.number, other.body
    from contributions.contribution as this
    join contributions.contribution as other
      on other.process_id = this.process_id
      and other.id <> this.id
      and other.number < this.number
      and other.state in ('received', 'published')
      and other.node_id is not distinct from this.node_id
    where this.id = ${id}
    order by other.number desc
    limit 50
  `;
}

export type ReportRow = { readonly verb: Verb; readonly ground: Ground | null; readonly count: number };
export type Report = {
  readonly acts: readonly ReportRow[];
  readonly waiting: number;
  readonly medianHours: number | null;
  readonly appeals: number;
  readonly overturned: number;
  readonly appealsWaiting: number;
};

/** What moderation did, in numbers for everybody. */
export async function moderationReport(sql: Sql): Promise<Report> {
  const [acts, [totals]] = await Promise.all([
    sql<ReportRow[]>`
      select verb, ground, count(*) as count
      from moderation.act
      group by verb, ground
      order by verb, count desc, ground
    `,
    sql<Omit<Report, "acts">[]>`
      select
        (select count(*) from contributions.contribution where state = 'received') as waiting,
        (
          select percentile_cont(0.5) within group (order by extract(epoch from act.made_at - contribution.submitted_at) / 3600)
          from moderation.act
          join contributions.contribution on contribution.id = act.contribution_id
          where not contribution.is_synthetic
        )::float8 as "medianHours",
        (select count(*) from moderation.appeal) as appeals,
        (select count(*) from moderation.appeal where outcome = 'overturned') as overturned,
        (select count(*) from moderation.appeal where outcome is null) as "appealsWaiting"
    `,
  ]);
  return { acts, waiting: 0, medianHours: null, appeals: 0, overturned: 0, appealsWaiting: 0, ...totals };
}
