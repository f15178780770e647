import { Invalid, Refused } from "#kernel/errors.ts";
import type { DocumentId, EditionId, PersonId } from "#kernel/ids.ts";
import type { Db, Tx } from "#platform/db.ts";
import {
  type Document,
  type Edition,
  findDocument,
  holdDocument,
  listEditions,
  listFigures,
  listNodes,
  listPassages,
  publishEdition,
  writeDraft,
} from "#rooms/documents";
import type { ExistingEdition, ImportPlan, PassageChoices } from "./import-plan.rules.ts";
import { changesNothing, existingOf, identitiesNeeded, rowsOf } from "./import-rows.rules.ts";
import type { ImportedDocument } from "./imported-document.rules.ts";
import { planImport } from "./plan-import.rules.ts";
import { plainLabel } from "./read-document.rules.ts";

export type ImportPreview = {
  readonly plan: ImportPlan;
  /** The document already here, and the edition the file is compared with. */
  readonly document: Document | null;
  readonly latest: Edition | null;
  /** An edition in preparation: importing puts the file in its place. */
  readonly draft: Edition | null;
  /** Number and name that the edition will have. */
  readonly number: number;
  readonly label: string;
  readonly isUnchanged: boolean;
};

/** How a file is to be taken, beyond what it says. */
export type HowToTake = {
  /** Which old passage each passage of the file continues, when somebody or the file says so. */
  readonly choices?: (existing: ExistingEdition, latest: Edition) => PassageChoices;
  /** False when the format cannot say carriers, states and figures: those of the edition in force stay. */
  readonly saysFacts?: boolean;
};

/** What importing would do; writes nothing. */
export async function previewImport(
  sql: Db,
  imported: ImportedDocument,
  { choices }: HowToTake = {},
): Promise<ImportPreview> {
  const document = await findDocument(sql, imported.document);
  if (!document) {
    const plan = planImport(imported, null);
    const { edition: number, label } = imported;
    return { plan, document, latest: null, draft: null, number, label, isUnchanged: false };
  }
  if (document.kind !== imported.kind) throw new Refused("imports.otherKind");
  const editions = await listEditions(sql, document.id);
  const latest = editions.findLast(({ state }) => state === "published") ?? null;
  const draft = editions.find(({ state }) => state === "draft") ?? null;
  const existing = latest ? await readExisting(sql, latest) : null;
  const plan = planImport(imported, existing, latest && existing ? choices?.(existing, latest) : undefined);
  const number = draft?.number ?? Math.max((latest?.number ?? 0) + 1, imported.edition);
  const isPlain = imported.label === plainLabel(imported.language, imported.edition);
  return {
    plan,
    document,
    latest,
    draft,
    number,
    label: isPlain ? plainLabel(imported.language, number) : imported.label,
    isUnchanged: latest !== null && changesNothing(plan),
  };
}

async function readExisting(sql: Db, { id }: Edition): Promise<ExistingEdition> {
  const [nodes, passages, figures] = await Promise.all([
    listNodes(sql, id),
    listPassages(sql, id),
    listFigures(sql, id),
  ]);
  return existingOf(nodes, passages, figures);
}

export type ImportInput = HowToTake & {
  readonly imported: ImportedDocument;
  readonly createdBy: PersonId | null;
  readonly actingRole: string;
  /** Publish at once, with the date of the file. A later edition needs a reason for each difference first. */
  readonly publish?: boolean;
  /** For an edition published before it came here. */
  readonly publishedAt?: Date;
  /** Take the place of the edition in preparation; without it, Refused while there is one. */
  readonly replaceDraft?: boolean;
};

export type Imported = {
  readonly documentId: DocumentId;
  readonly editionId: EditionId;
  readonly number: number;
  readonly hash: string | null;
  readonly preview: ImportPreview;
};

/**
 * A file as the first edition of a document, or as the draft of the next one: identities of elements and passages survive,
 * new passages take the next anchors. The caller has checked who acts, and holds the transaction.
 */
export async function importEdition(tx: Tx, input: ImportInput): Promise<Imported> {
  const { imported, createdBy } = input;
  if (input.publish && imported.publishedOn === null) throw new Invalid({ file: "imports.noDate" });
  const documentId = await holdDocument(tx, {
    slug: imported.document,
    kind: imported.kind,
    title: imported.title,
    language: imported.language,
  });
  const preview = await previewImport(tx, imported, input);
  if (preview.draft && !input.replaceDraft) throw new Refused("documents.draft.already");
  const { plan, latest } = preview;
  const saysFacts = input.saysFacts ?? true;
  const hasTotals = saysFacts || Object.keys(imported.officialTotals).length > 0;
  const editionId = await writeDraft(tx, {
    replaced: preview.draft?.id ?? null,
    edition: {
      documentId,
      number: preview.number,
      title: imported.title,
      subtitle: imported.subtitle,
      label: preview.label,
      note: imported.note ?? (saysFacts ? null : (latest?.note ?? null)),
      officialTotals: hasTotals ? imported.officialTotals : knownTotals(latest),
      publishedOn: imported.publishedOn,
      createdBy,
    },
    needed: identitiesNeeded(plan),
    rowsOf: (fresh) => rowsOf(plan, fresh, saysFacts),
  });
  const { number } = preview;
  if (!input.publish || imported.publishedOn === null) return { documentId, editionId, number, hash: null, preview };
  const { hash } = await publishEdition(tx, {
    editionId,
    publishedOn: imported.publishedOn,
    publishedBy: createdBy,
    actingRole: input.actingRole,
    ...(input.publishedAt ? { publishedAt: input.publishedAt } : {}),
  });
  return { documentId, editionId, number, hash, preview };
}

function knownTotals(latest: Edition | null): Readonly<Record<string, number>> {
  const totals = Object.entries(latest?.officialTotals ?? {});
  return Object.fromEntries(totals.flatMap(([name, total]) => (typeof total === "number" ? [[name, total]] : [])));
}
