import type { Db } from "#platform/db.ts";
import type { ErasedContribution } from "./erased.rules.ts";

export async function erasedByNumber(db: Db, number: number): Promise<ErasedContribution | null> {
  const [row] = await db<ErasedContribution[]>`
    select
      contribution.id, contribution.number, contribution.process_id as "processId", process.slug as "processSlug",
      process.title as "processTitle", document.language as "documentLanguage", contribution.kind,
      contribution.submitted_at as "submittedAt", contribution.published_at as "publishedAt",
      contribution.erased_at as "erasedAt", contribution.erasure_basis as basis
    from contributions.contribution
    join processes.process on process.id = contribution.process_id
    join documents.edition on edition.id = contribution.edition_id
    join documents.document on document.id = edition.document_id
    where contribution.number = ${number}
      and contribution.state = 'erased'
      and contribution.published_at is not null
  `;
  return row ?? null;
}
