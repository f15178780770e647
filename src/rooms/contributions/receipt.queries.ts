import type { ContributionId, ProcessId } from "#kernel/ids.ts";
import type { Viewer } from "#kernel/viewer.ts";
import type { Db, Sql } from "#platform/db.ts";
import type { OwnContribution } from "./receipt.rules.ts";

/** How a contribution is found by its author: by the code alone, or by its id for the account that sent it. */
export type ReceiptKey = { readonly hash: Uint8Array } | { readonly id: string; readonly viewer: Viewer };

export type OwnedState = {
  readonly id: ContributionId;
  readonly processId: ProcessId;
  readonly number: number;
  readonly state: OwnContribution["state"];
  readonly kind: OwnContribution["kind"];
  /** Its author was separated from it: nobody rewords it or takes it back any more. */
  readonly isDetached: boolean;
};

function isTheirs(db: Db, key: ReceiptKey) {
  return "hash" in key
    ? db`contribution.receipt_hash = ${key.hash}`
    : db`contribution.id = ${key.id} and contribution.person_id = ${key.viewer.personId}`;
}

/** For an act of the author: held until the end of the transaction. */
export async function lockOwned(db: Db, key: ReceiptKey): Promise<OwnedState | null> {
  const [row] = await db<OwnedState[]>`
    select id, process_id as "processId", number, state, kind, detached_at is not null as "isDetached"
    from contributions.contribution
    where ${isTheirs(db, key)}
    for update
  `;
  return row ?? null;
}

export async function findOwned(db: Db, key: ReceiptKey): Promise<OwnedState | null> {
  const [row] = await db<OwnedState[]>`
    select id, process_id as "processId", number, state, kind, detached_at is not null as "isDetached"
    from contributions.contribution
    where ${isTheirs(db, key)}
  `;
  return row ?? null;
}

/** Everything its author may see of a contribution, published or not. */
export async function readOwned(db: Db, id: ContributionId): Promise<OwnContribution | null> {
  const [row] = await db<OwnContribution[]>`
    select
      contribution.number,
      contribution.kind,
      contribution.state,
      contribution.detached_at is not null as "isDetached",
      process.slug as "processSlug",
      process.title as "processTitle",
      contribution.title,
      wording.body,
      wording.proposed_text as "proposedText",
      contribution.operation,
      coalesce(amended.parts, '[]') as parts,
      contribution.about_text as "aboutText",
      document.language as "documentLanguage",
      node.code as "nodeCode",
      node.title as "nodeTitle",
      node.code || '.' || here.position as "passageCode",
      contribution.language,
      contribution.submitted_at as "submittedAt",
      contribution.published_at as "publishedAt",
      exists (
        select from moderation.mask where mask.contribution_id = contribution.id and mask.lifted_at is null
      ) as "isMasked",
      (
        select jsonb_build_object('verb', act.verb, 'ground', act.ground, 'reason', act.reason, 'madeAt', act.made_at)
        from moderation.act
        where act.contribution_id = contribution.id
          and act.verb in ('mask', 'ask_rephrase', 'hide')
        order by act.made_at desc, act.id desc
        limit 1
      ) as act,
      (
        select jsonb_build_object('outcome', appeal.outcome, 'reason', appeal.outcome_reason, 'madeAt', appeal.made_at)
        from moderation.appeal
        where appeal.contribution_id = contribution.id
        order by appeal.made_at desc
        limit 1
      ) as appeal,
      (
        select jsonb_build_object(
          'number', decision.number, 'verdict', decision.verdict, 'reason', decision.reason, 'answer', decision.answer,
          'at', decision.published_at,
          'changes', (
            select count(*)
            from editions.change_decision
            join editions.change on change.id = change_decision.change_id
            join documents.edition as later on later.id = change.edition_id and later.state = 'published'
            where change_decision.decision_id = decision.id
          )
        )
        from decisions.covering
        join decisions.decision on decision.id = covering.decision_id and decision.state = 'published'
        where covering.contribution_id = contribution.id
          and covering.is_in_force
      ) as decision
    from contributions.contribution
    join processes.process on process.id = contribution.process_id
    join documents.edition on edition.id = contribution.edition_id
    join documents.document on document.id = edition.document_id
    left join documents.edition_node as node
      on node.edition_id = contribution.edition_id and node.node_id = contribution.node_id
    left join documents.edition_passage as here
      on here.edition_id = contribution.edition_id and here.passage_id = contribution.passage_id
    join contributions.present_words as wording on wording.contribution_id = contribution.id
    left join lateral (
      select jsonb_agg(
        jsonb_build_object(
          'position', part.position, 'code', part_node.code || '.' || part_here.position, 'operation', part.operation,
          'aboutText', part.about_text, 'proposedText', part.proposed_text
        )
        order by part.position
      ) as parts
      from contributions.present_passage_words as part
      join documents.edition_passage as part_here
        on part_here.edition_id = contribution.edition_id and part_here.passage_id = part.passage_id
      join documents.edition_node as part_node
        on part_node.edition_id = part_here.edition_id and part_node.node_id = part_here.node_id
      where part.contribution_id = contribution.id
    ) as amended on true
    where contribution.id = ${id}
  `;
  return row ?? null;
}

/** Positions of the passages of an amendment that propose words. */
export async function listProposing(db: Db, id: ContributionId): Promise<readonly number[]> {
  const rows = await db<{ position: number }[]>`
    select position
    from contributions.present_passage_words
    where contribution_id = ${id}
      and operation <> 'remove'
    order by position
  `;
  return rows.map(({ position }) => position);
}

export type OwnLine = {
  readonly id: ContributionId;
  readonly number: number;
  readonly kind: OwnContribution["kind"];
  readonly state: OwnContribution["state"];
  readonly body: string;
  readonly processTitle: string;
  readonly submittedAt: Date;
  readonly verdict: NonNullable<OwnContribution["decision"]>["verdict"] | null;
};

/** The contributions an account sent, newest first. */
export async function listOwned(db: Db, viewer: Viewer): Promise<readonly OwnLine[]> {
  return await db<OwnLine[]>`
    select
      contribution.id, contribution.number, contribution.kind, contribution.state, contribution.body,
      process.title as "processTitle", contribution.submitted_at as "submittedAt", decision.verdict
    from contributions.contribution
    join processes.process on process.id = contribution.process_id
    left join decisions.covering on covering.contribution_id = contribution.id and covering.is_in_force
    left join decisions.decision on decision.id = covering.decision_id and decision.state = 'published'
    where contribution.person_id = ${viewer.personId}
    order by contribution.number desc
    limit 200
  `;
}

export type Contact = {
  readonly contributionId: ContributionId;
  readonly email: string;
  readonly language: "fr" | "en";
};

/** Where authors want to be told: the address a guest left, or the one of the account. Those without are left out. */
export async function contactOf(db: Db, ids: readonly ContributionId[]): Promise<readonly Contact[]> {
  return await db<Contact[]>`
    select
      contribution.id as "contributionId",
      coalesce(contact.email, person.email) as email,
      coalesce(contact.language, person.language) as language
    from contributions.contribution
    left join contributions.contact on contact.contribution_id = contribution.id
    left join accounts.person on person.id = contribution.person_id and person.status = 'active'
    where contribution.id = any (${ids as ContributionId[]}::uuid[])
      and contribution.state not in ('withdrawn', 'erased')
      and coalesce(contact.email, person.email) is not null
    order by contribution.number
  `;
}

/** How many wrong codes came from one network in the running window. */
export async function countWrongCodes(sql: Sql, key: string, minutes: number): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select coalesce(sum(count), 0)::int as count
    from platform.rate
    where key = ${key}
      and window_started_at = date_bin(make_interval(mins => ${minutes}), now(), timestamptz '2020-01-01')
  `;
  return row?.count ?? 0;
}
