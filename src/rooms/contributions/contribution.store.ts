import type { PendingQuery, Row } from "postgres";
import type {
  ContributionId,
  DraftId,
  EditionId,
  NodeId,
  PassageId,
  PersonId,
  PhaseId,
  ProcessId,
} from "#kernel/ids.ts";
import type { Db, Tx } from "#platform/db.ts";
import type { LeafStatements } from "#rooms/journal";
import type { Channel, Kind, Operation, Stance, State } from "./contribution.rules.ts";
import type { Answers } from "./draft.rules.ts";

export type ContributionRow = {
  readonly id: ContributionId;
  readonly processId: ProcessId;
  readonly phaseId: PhaseId | null;
  readonly kind: Kind;
  readonly editionId: EditionId;
  readonly nodeId: NodeId | null;
  readonly passageId: PassageId | null;
  readonly aboutText: string | null;
  readonly title: string | null;
  readonly body: string;
  readonly proposedText: string | null;
  /** What an amendment does with its first passage; `rewrite` for everything else. */
  readonly operation: Operation;
  /** The second and following passages of an amendment, in their order. */
  readonly parts: readonly PartRow[];
  /** For an argument: the contribution it is about, and what it says of it. */
  readonly aboutContributionId: ContributionId | null;
  readonly stance: Stance | null;
  readonly channel: Channel;
  readonly channelDetail: string | null;
  readonly territoryCode: string | null;
  readonly categoryCode: string | null;
  readonly organisation: string | null;
  readonly authorName: string | null;
  readonly personId: PersonId | null;
  readonly language: string;
  readonly receiptHash: Uint8Array;
};

export type PartRow = {
  readonly passageId: PassageId;
  readonly operation: Operation;
  readonly aboutText: string;
  readonly proposedText: string | null;
};

type Submission = Omit<ContributionRow, "phaseId"> & {
  readonly draftId: DraftId;
  /** The answers that were read and checked: those and no others are sent. */
  readonly answers: Answers;
  readonly email: string | null;
};

/**
 * One statement, all or nothing: the draft taken (once, with the answers that were checked, while the phase is open by the
 * clock of the database), the contribution, where its author wants the answer, the entry in the journal, the leaves. The draft is
 * emptied, so that the words and the address are kept once. False when nothing was made: it was sent before, or the answers
 * or the phase changed. The unique draft_id makes a second submission impossible whatever the code does.
 */
export async function submitContribution(db: Db, row: Submission, parts: Parts): Promise<boolean> {
  const log = parts.log(db, db`select id from contribution`);
  const made = await db`
    with open_phase as (${parts.openPhase(db)}),
    sent as (
      update contributions.draft
      set answers = jsonb_strip_nulls(jsonb_build_object('channelDetail', answers -> 'channelDetail')),
        submitted_at = now(),
        updated_at = now()
      where id = ${row.draftId}
        and submitted_at is null
        and answers = ${db.json(row.answers)}
        and exists (select from open_phase)
      returning id
    ),
    contribution as (
      insert into contributions.contribution (
        id, process_id, phase_id, kind, edition_id, node_id, passage_id, about_text, title, body, proposed_text,
        operation, part_count, about_contribution_id, stance, channel, channel_detail, territory_code, category_code,
        organisation, author_name, person_id, language, receipt_hash, draft_id
      )
      select
        ${row.id}, ${row.processId}, open_phase.id, ${row.kind}, ${row.editionId}, ${row.nodeId}, ${row.passageId},
        ${row.aboutText}, ${row.title}, ${row.body}, ${row.proposedText}, ${row.operation}, ${row.parts.length + 1},
        ${row.aboutContributionId}, ${row.stance}, ${row.channel}, ${row.channelDetail}, ${row.territoryCode},
        ${row.categoryCode}, ${row.organisation}, ${row.authorName}, ${row.personId}, ${row.language},
        ${row.receiptHash}, sent.id
      from sent
      cross join open_phase
      returning id
    ),
    part as (
      insert into contributions.amended_passage (contribution_id, position, passage_id, operation, about_text, proposed_text)
      select contribution.id, part.ordinality + 1, part."passageId", part."operation", part."aboutText", part."proposedText"
      from contribution
      cross join rows from (
        jsonb_to_recordset(${db.json(row.parts)}) as (
          "passageId" uuid, "operation" text, "aboutText" text, "proposedText" text
        )
      ) with ordinality as part
    ),
    contact as (
      insert into contributions.contact (contribution_id, email, language)
      select id, ${row.email}, ${row.language}
      from contribution
      where ${row.email}::text is not null
    ),
    entry as (${parts.entry(db, db`select id from contribution`)}),
    object as (${log.object}),
    opening as (${log.opening}),
    queue as (${log.queue})
    select id
    from contribution
  `;
  return made.length > 0;
}

/** What other rooms bring to the statement: the phase open to this person; for each row that a query gives, entry and leaves. */
export type Parts = {
  readonly openPhase: (db: Db) => PendingQuery<Row[]>;
  readonly entry: (db: Db, rows: PendingQuery<Row[]>) => PendingQuery<Row[]>;
  readonly log: (db: Db, rows: PendingQuery<Row[]>) => LeafStatements;
};

/** What the demonstration and imports bring: dates, states and labels are given instead of being made. */
export type DatedRow = Omit<ContributionRow, "receiptHash"> & {
  /** Hexadecimal. */
  readonly receiptHash: string;
  readonly state: State;
  readonly isSynthetic: boolean;
  readonly submittedAt: string;
  readonly publishedAt: string | null;
  readonly email: string | null;
  readonly sourceId: string | null;
  readonly truthTheme: string | null;
  readonly duplicateOf: string | null;
  readonly campaign: string | null;
  readonly isOffTopic: boolean;
  readonly hasHealthDetails: boolean;
};

/** Rows in their order, as one statement a table; numbers follow the order. */
export async function insertDatedRows(
  tx: Tx,
  rows: readonly DatedRow[],
): Promise<readonly { id: string; number: number }[]> {
  const json = tx.json(rows);
  const inserted = await tx<{ id: string; number: number }[]>`
    insert into contributions.contribution (
      id, process_id, phase_id, kind, edition_id, node_id, passage_id, about_text, title, body, proposed_text,
      channel, channel_detail, territory_code, category_code, organisation, author_name, person_id, language,
      receipt_hash, state, is_synthetic, submitted_at, published_at, operation, part_count, about_contribution_id, stance
    )
    select
      row."id", row."processId", row."phaseId", row."kind", row."editionId", row."nodeId", row."passageId", row."aboutText",
      row."title", row."body", row."proposedText", row."channel", row."channelDetail", row."territoryCode",
      row."categoryCode", row."organisation", row."authorName", row."personId", row."language",
      decode(row."receiptHash", 'hex'), row."state", row."isSynthetic", row."submittedAt", row."publishedAt",
      row."operation", jsonb_array_length(row."parts") + 1, row."aboutContributionId", row."stance"
    from rows from (
      jsonb_to_recordset(${json}) as (
        "id" uuid, "processId" uuid, "phaseId" uuid, "kind" text, "editionId" uuid, "nodeId" uuid, "passageId" uuid,
        "aboutText" text, "title" text, "body" text, "proposedText" text, "channel" text, "channelDetail" text,
        "territoryCode" text, "categoryCode" text, "organisation" text, "authorName" text, "personId" uuid,
        "language" text, "receiptHash" text, "state" text, "isSynthetic" boolean, "submittedAt" timestamptz,
        "publishedAt" timestamptz, "operation" text, "parts" jsonb, "aboutContributionId" uuid, "stance" text
      )
    ) with ordinality as row
    order by row.ordinality
    returning id, number
  `;
  await tx`
    insert into contributions.amended_passage (contribution_id, position, passage_id, operation, about_text, proposed_text)
    select row."id", part.ordinality + 1, part."passageId", part."operation", part."aboutText", part."proposedText"
    from jsonb_to_recordset(${json}) as row ("id" uuid, "parts" jsonb)
    cross join rows from (
      jsonb_to_recordset(row."parts") as ("passageId" uuid, "operation" text, "aboutText" text, "proposedText" text)
    ) with ordinality as part
  `;
  await tx`
    insert into contributions.contact (contribution_id, email, language)
    select row."id", lower(row."email"), row."language"
    from jsonb_to_recordset(${json}) as row ("id" uuid, "email" text, "language" text)
    where row."email" is not null
  `;
  await tx`
    insert into contributions.synthetic_label
      (contribution_id, source_id, truth_theme, duplicate_of, campaign, is_off_topic, has_health_details)
    select row."id", row."sourceId", row."truthTheme", row."duplicateOf", row."campaign", row."isOffTopic", row."hasHealthDetails"
    from jsonb_to_recordset(${json}) as row (
      "id" uuid, "sourceId" text, "truthTheme" text, "duplicateOf" text, "campaign" text, "isOffTopic" boolean,
      "hasHealthDetails" boolean
    )
    where row."sourceId" is not null
  `;
  return inserted;
}

/** Moves a contribution to a state from one of the states it may come from; null when it stands elsewhere. */
export async function moveToState(
  tx: Tx,
  { id, state, origins }: { readonly id: ContributionId; readonly state: State; readonly origins: readonly State[] },
): Promise<{ readonly number: number; readonly processId: ProcessId } | null> {
  const [row] = await tx<{ number: number; processId: ProcessId }[]>`
    update contributions.contribution
    set state = ${state},
      published_at = case when ${state} = 'published' then coalesce(published_at, now()) else published_at end
    where id = ${id}
      and state = any (${origins as State[]})
    returning number, process_id as "processId"
  `;
  return row ?? null;
}

type NewWording = {
  readonly id: ContributionId;
  readonly body: string;
  readonly proposedText: string | null;
  /** New words for the second and following passages, by their position. */
  readonly parts: readonly { readonly position: number; readonly proposedText: string }[];
};

export async function insertRewording(tx: Tx, { id, body, proposedText, parts }: NewWording): Promise<void> {
  await tx`
    with wording as (
      insert into contributions.rewording (contribution_id, version, body, proposed_text)
      select ${id}, coalesce(max(version), 1) + 1, ${body}, ${proposedText}
      from contributions.rewording
      where contribution_id = ${id}
      returning contribution_id, version
    )
    insert into contributions.reworded_passage (contribution_id, version, position, proposed_text)
    select wording.contribution_id, wording.version, part."position", part."proposedText"
    from wording
    cross join jsonb_to_recordset(${tx.json(parts)}) as part ("position" smallint, "proposedText" text)
  `;
}

/** Nobody is told anything more once an author has taken the words back. */
export async function deleteContact(db: Db, id: ContributionId): Promise<void> {
  await db`
    delete from contributions.contact
    where contribution_id = ${id}
  `;
}
