import type { ContributionId, DecisionId, EditionId } from "#kernel/ids.ts";
import type { Lang } from "#kernel/lang.ts";
import type { Tx } from "#platform/db.ts";
import type { AnsweredContribution, AnsweredDecision, TextChange } from "./answer-mail.rules.ts";
import { codeOfChange } from "./change-code.queries.ts";

export type Recipient = AnsweredContribution & {
  readonly email: string;
  readonly lang: Lang;
  readonly id: ContributionId;
  readonly decisionId: DecisionId;
};

/**
 * Each answered contribution whose author left an address (the one given with it, else that of the account), by address.
 * Public words only: what moderators masked stays masked in the mail.
 */
export async function listRecipients(tx: Tx, decisionIds: readonly DecisionId[]): Promise<readonly Recipient[]> {
  return await tx<Recipient[]>`
    select coalesce(contact.email, person.email) as email, coalesce(contact.language, person.language) as lang, line.id,
      line.number, covering.decision_id as "decisionId", left(line.body, 1000) as words,
      case
        when edition_passage.passage_id is null then edition_node.code
        else edition_node.code || '.' || edition_passage.position
      end as code
    from decisions.covering
    join contributions.public_contribution as line on line.id = covering.contribution_id
    join contributions.contribution on contribution.id = line.id
    left join contributions.contact on contact.contribution_id = line.id
    left join accounts.person
      on person.id = contribution.person_id
      and person.status = 'active'
      and contact.contribution_id is null
    left join documents.edition_passage
      on edition_passage.edition_id = line.edition_id
      and edition_passage.passage_id = line.passage_id
    left join documents.edition_node
      on edition_node.edition_id = line.edition_id
      and edition_node.node_id = coalesce(edition_passage.node_id, line.node_id)
    where covering.decision_id = any (${decisionIds}::uuid[])
      and covering.is_in_force
      and coalesce(contact.email, person.email) is not null
    order by email, line.number
  `;
}

export async function listAnswers(
  tx: Tx,
  decisionIds: readonly DecisionId[],
): Promise<ReadonlyMap<DecisionId, AnsweredDecision>> {
  const rows = await tx<(AnsweredDecision & { id: DecisionId })[]>`
    select decision.id, decision.number, decision.verdict, decision.reason, decision.answer,
      decision.addressed_to as "addressedTo", process.title as "processTitle"
    from decisions.decision
    join processes.process on process.id = decision.process_id
    where decision.id = any (${decisionIds}::uuid[])
  `;
  return new Map(rows.map((row) => [row.id, row]));
}

/** What each decision changed in an edition, in the order of its changes. */
export async function listChangesOf(
  tx: Tx,
  editionId: EditionId,
  decisionIds: readonly DecisionId[],
): Promise<ReadonlyMap<DecisionId, readonly TextChange[]>> {
  const rows = await tx<(TextChange & { decisionId: DecisionId })[]>`
    select change_decision.decision_id as "decisionId", change.number, change.kind, edition.number as edition,
      document.slug as document,
      coalesce(${codeOfChange(tx)}, '') as code
    from editions.change_decision
    join editions.change on change.id = change_decision.change_id
    join documents.edition on edition.id = change.edition_id
    join documents.document on document.id = edition.document_id
    where change.edition_id = ${editionId}
      and change_decision.decision_id = any (${decisionIds}::uuid[])
    order by change.number
  `;
  const byDecision = new Map<DecisionId, TextChange[]>();
  for (const row of rows) {
    const known = byDecision.get(row.decisionId);
    if (known) known.push(row);
    else byDecision.set(row.decisionId, [row]);
  }
  return byDecision;
}

export type AnnouncedEdition = { readonly document: string; readonly title: string; readonly number: number };

export async function findAnnouncedEdition(tx: Tx, editionId: EditionId): Promise<AnnouncedEdition | null> {
  const [row] = await tx<AnnouncedEdition[]>`
    select document.slug as document, document.title, edition.number
    from documents.edition
    join documents.document on document.id = edition.document_id
    where edition.id = ${editionId}
  `;
  return row ?? null;
}
