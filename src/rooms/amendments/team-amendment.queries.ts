import type { Operation } from "#engine/diff/operation.ts";
import type { ContributionId, DecisionId, EditionId, NodeId, PassageId, ProcessId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { Verdict } from "./list-filter.rules.ts";
import type { Outcome } from "./plan.rules.ts";

export type TeamPart = {
  readonly position: number;
  readonly passageId: PassageId;
  readonly anchor: string;
  /** In the edition it was written on. */
  readonly code: string;
  readonly operation: Operation;
  readonly aboutText: string;
  readonly proposedText: string | null;
  /** In the draft of the edition; null when it holds the passage no more, or when there is no draft. */
  readonly draft: { readonly text: string; readonly nodeId: NodeId; readonly position: number } | null;
  readonly conflicts: readonly { readonly number: number; readonly words: string; readonly outcome: Outcome | null }[];
  readonly application: {
    readonly id: string;
    readonly outcome: Outcome;
    readonly beforeText: string | null;
    readonly appliedText: string | null;
    readonly addedPassageId: PassageId | null;
    readonly decisionId: DecisionId;
    readonly decision: number;
  } | null;
};

export type TeamAmendment = {
  readonly id: ContributionId;
  readonly number: number;
  readonly processId: ProcessId;
  readonly processSlug: string;
  readonly processTitle: string;
  readonly documentSlug: string;
  readonly documentLanguage: string;
  readonly body: string;
  readonly language: string;
  readonly editionId: EditionId | null;
  readonly editionNumber: number | null;
  readonly forCount: number;
  readonly againstCount: number;
  readonly argumentCount: number;
  /** The decision that covers it, drafted or published. */
  readonly decision: {
    readonly id: DecisionId;
    readonly number: number;
    readonly state: "draft" | "published";
    readonly verdict: Verdict;
    readonly reason: string;
  } | null;
};

/** A public amendment as an editor weighs it, with the draft edition of its text. */
export async function findTeamAmendment(db: Db, number: number): Promise<TeamAmendment | null> {
  const [row] = await db<TeamAmendment[]>`
    select
      amendment.id,
      amendment.number,
      amendment.process_id as "processId",
      process.slug as "processSlug",
      process.title as "processTitle",
      document.slug as "documentSlug",
      document.language as "documentLanguage",
      amendment.body,
      amendment.language,
      draft.id as "editionId",
      draft.number as "editionNumber",
      (select count(*) from contributions.support where contribution_id = amendment.id and value = 'for') as "forCount",
      (select count(*) from contributions.support where contribution_id = amendment.id and value = 'against') as "againstCount",
      (
        select count(*)
        from contributions.public_contribution as argument
        where argument.about_contribution_id = amendment.id
      ) as "argumentCount",
      (
        select jsonb_build_object(
          'id', decision.id, 'number', decision.number, 'state', decision.state, 'verdict', decision.verdict,
          'reason', decision.reason
        )
        from decisions.covering
        join decisions.decision on decision.id = covering.decision_id
        where covering.contribution_id = amendment.id
          and covering.is_in_force
          and decision.discarded_at is null
      ) as decision
    from contributions.public_contribution as amendment
    join processes.process on process.id = amendment.process_id
    join documents.edition as written_on on written_on.id = amendment.edition_id
    join documents.document on document.id = written_on.document_id
    left join documents.edition as draft on draft.document_id = document.id and draft.state = 'draft'
    where amendment.number = ${number}
      and amendment.kind = 'amendment'
  `;
  return row ?? null;
}

/** Its passages, with the words of a draft edition and what was done with each there. */
export async function listTeamParts(
  db: Db,
  id: ContributionId,
  editionId: EditionId | null,
): Promise<readonly TeamPart[]> {
  return await db<TeamPart[]>`
    select
      part.position,
      part.passage_id as "passageId",
      passage.anchor,
      node.code || '.' || here.position as code,
      part.operation,
      part.about_text as "aboutText",
      part.proposed_text as "proposedText",
      case when now_there.passage_id is not null then jsonb_build_object(
        'text', now_there.text, 'nodeId', now_there.node_id, 'position', now_there.position
      ) end as draft,
      coalesce(contested.conflicts, '[]') as conflicts,
      case when application.id is not null then jsonb_build_object(
        'id', application.id, 'outcome', application.outcome, 'beforeText', application.before_text,
        'appliedText', application.applied_text, 'addedPassageId', application.added_passage_id,
        'decisionId', application.decision_id, 'decision', decision.number
      ) end as application
    from contributions.public_amended_passage as part
    join documents.passage on passage.id = part.passage_id
    join documents.edition_passage as here on here.edition_id = part.edition_id and here.passage_id = part.passage_id
    join documents.edition_node as node on node.edition_id = here.edition_id and node.node_id = here.node_id
    left join documents.edition_passage as now_there
      on now_there.edition_id = ${editionId} and now_there.passage_id = part.passage_id
    left join amendments.application
      on application.contribution_id = part.contribution_id
      and application.position = part.position
      and application.edition_id = ${editionId}
      and application.undone_at is null
      and not (
        application.outcome = 'declined'
        and exists (
          select from decisions.decision as left_aside
          where left_aside.id = application.decision_id and left_aside.discarded_at is not null
        )
      )
    left join decisions.decision on decision.id = application.decision_id
    left join lateral (
      select jsonb_agg(
        jsonb_build_object('number', other.number, 'words', conflict.words, 'outcome', theirs.outcome) order by other.number
      ) as conflicts
      from amendments.conflict
      join contributions.public_contribution as other
        on other.id in (conflict.contribution_id, conflict.other_id) and other.id <> part.contribution_id
      left join amendments.application as theirs
        on theirs.contribution_id = other.id
        and theirs.passage_id = conflict.passage_id
        and theirs.edition_id = ${editionId}
        and theirs.undone_at is null
      where (conflict.contribution_id = part.contribution_id and conflict.position = part.position)
        or (conflict.other_id = part.contribution_id and conflict.other_position = part.position)
    ) as contested on true
    where part.contribution_id = ${id}
    order by part.position
  `;
}

export type DraftDecision = { readonly number: number; readonly verdict: Verdict; readonly reason: string };

/** Draft decisions of a process that an amendment can join, the latest first. */
export async function listDraftDecisions(db: Db, processId: ProcessId): Promise<readonly DraftDecision[]> {
  return await db<DraftDecision[]>`
    select number, verdict, left(reason, 120) as reason
    from decisions.decision
    where process_id = ${processId}
      and state = 'draft'
      and discarded_at is null
    order by number desc
    limit 100
  `;
}

/** Number and verdict of a decision, by its id or its number. */
export async function findDecisionFacts(
  db: Db,
  number: number,
): Promise<{ readonly id: DecisionId; readonly verdict: Verdict } | null> {
  const [row] = await db<{ id: DecisionId; verdict: Verdict }[]>`
    select id, verdict
    from decisions.decision
    where number = ${number}
  `;
  return row ?? null;
}

/** The draft edition, held alone until the end of the transaction; false once it is published or gone. */
export async function lockDraft(db: Db, editionId: EditionId): Promise<boolean> {
  const rows = await db`
    select
    from documents.edition
    where id = ${editionId}
      and state = 'draft'
    for update
  `;
  return rows.length > 0;
}

/** The words of a passage in an edition; null when it does not hold it. */
export async function findWords(db: Db, editionId: EditionId, passageId: PassageId): Promise<string | null> {
  const [row] = await db<{ text: string }[]>`
    select text
    from documents.edition_passage
    where edition_id = ${editionId}
      and passage_id = ${passageId}
  `;
  return row?.text ?? null;
}
