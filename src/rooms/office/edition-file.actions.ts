import type { Lang } from "#kernel/lang.ts";
import { urls } from "#kernel/urls.ts";
import type { Config } from "#platform/config.ts";
import type { Sql } from "#platform/db.ts";
import {
  codedName,
  type Document,
  type Edition,
  type EditionNode,
  listFigures,
  listNodes,
  listPassages,
  passageCode,
} from "#rooms/documents";
import { translator } from "#ui/messages.ts";
import { editionPaper, type PrintedElement } from "./edition-paper.view.ts";
import { contentKey, type FileWanted } from "./make-file.actions.ts";
import type { Format } from "./office-file.rules.ts";
import type { Paper } from "./paper.rules.ts";

export type EditionPrinted = {
  readonly document: Pick<Document, "slug" | "language">;
  readonly edition: Edition;
  /** Who publishes the text: the authority of its process, else the site. */
  readonly author: string;
  readonly lang: Lang;
};

/** What makes a file of a published edition: its hash says all its words, the rest is the frame. */
export function editionFile(sql: Sql, config: Config, printed: EditionPrinted, format: Format): FileWanted {
  const { document, edition, author, lang } = printed;
  const at = { document: document.slug, edition: edition.number };
  return {
    name: urls.editionFile(lang, { ...at, file: `edition.${format}` }),
    savedAs: `${document.slug}-edition-${edition.number}-${lang}.${format}`,
    format,
    content: contentKey({ hash: edition.hash, author, lang, format, site: config.siteUrl }),
    createdAt: edition.publishedAt ?? new Date(0),
    paper: () => paperOfEdition(sql, config, printed),
  };
}

/** The paper of an edition, published or in preparation. */
export async function paperOfEdition(sql: Sql, config: Config, printed: EditionPrinted): Promise<Paper> {
  const { document, edition, author, lang } = printed;
  const t = translator(lang);
  const at = { document: document.slug, edition: edition.number };
  return editionPaper({
    lang,
    t,
    author,
    address: `${config.siteUrl}${urls.edition(lang, at)}`,
    language: document.language,
    edition,
    elements: await printedElements(sql, edition, (node) => codedName({ t }, node)),
  });
}

async function printedElements(
  sql: Sql,
  { id }: Edition,
  nameOf: (node: EditionNode) => string,
): Promise<readonly PrintedElement[]> {
  const [nodes, passages, figures] = await Promise.all([
    listNodes(sql, id),
    listPassages(sql, id),
    listFigures(sql, id),
  ]);
  const passagesOf = Map.groupBy(passages, ({ nodeId }) => nodeId);
  const figuresOf = Map.groupBy(figures, ({ nodeId }) => nodeId);
  const depths = new Map<string, number>();
  return nodes.map((node) => {
    const depth = 1 + (depths.get(node.parentNodeId ?? "") ?? 0);
    depths.set(node.nodeId, depth);
    return {
      ...node,
      name: nameOf(node),
      depth,
      passages: (passagesOf.get(node.nodeId) ?? []).map(({ position, text }) => ({
        code: passageCode(node.code, position),
        text,
      })),
      figures: figuresOf.get(node.nodeId) ?? [],
    };
  });
}
