import { NotFound } from "#kernel/errors.ts";
import type { EditionId } from "#kernel/ids.ts";
import type { Json } from "#ledger/canonical.ts";
import type { Db } from "#platform/db.ts";
import { contentOf } from "./content.rules.ts";
import { findEdition, listFigures, listNodes, listPassages } from "./edition.queries.ts";
import type { Document } from "./edition.rules.ts";

/** The whole content of an edition, as it is hashed and exported. */
export async function editionContent(sql: Db, editionId: EditionId): Promise<Json> {
  const edition = await findEdition(sql, editionId);
  if (!edition) throw new NotFound();
  const [[document], nodes, passages, figures] = await Promise.all([
    sql<Document[]>`
      select id, slug, kind, title, language
      from documents.document
      where id = ${edition.documentId}
    `,
    listNodes(sql, editionId),
    listPassages(sql, editionId),
    listFigures(sql, editionId),
  ]);
  if (!document) throw new NotFound();
  return contentOf({ document, edition, nodes, passages, figures });
}
