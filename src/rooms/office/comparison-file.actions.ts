import type { Lang } from "#kernel/lang.ts";
import { urls } from "#kernel/urls.ts";
import { digest } from "#ledger/digest.ts";
import type { Config } from "#platform/config.ts";
import type { Sql } from "#platform/db.ts";
import { type Comparison, changedNodes, compareEditions, passageHeading } from "#rooms/comparison";
import { codedName, type Document, type Edition, listFigures, listNodes, listPassages } from "#rooms/documents";
import { type MessageKey, type Translate, translator } from "#ui/messages.ts";
import { comparisonPaper, type PrintedDifference, type PrintedReason } from "./comparison-paper.view.ts";
import { contentKey, type FileWanted } from "./make-file.actions.ts";
import type { Format } from "./office-file.rules.ts";
import type { Paper } from "./paper.rules.ts";
import { listChangeReasons } from "./reason.queries.ts";

export type ComparisonPrinted = {
  readonly document: Document;
  readonly from: Edition;
  readonly to: Edition;
  readonly author: string;
  readonly isDemonstration: boolean;
  readonly lang: Lang;
};

/** Editions never change, but the decisions behind a change may be revised: the paper itself says whether the file is current. */
export function comparisonFile(printed: ComparisonPrinted, paper: Paper, format: Format): FileWanted {
  const { document, from, to, lang } = printed;
  const at = { document: document.slug, from: from.number, to: to.number };
  return {
    name: urls.comparisonFile(lang, { ...at, file: `comparison.${format}` }),
    savedAs: `${document.slug}-comparison-${from.number}-${to.number}-${lang}.${format}`,
    format,
    content: contentKey({ paper: digest(JSON.stringify(paper)), format }),
    createdAt: (from.number > to.number ? from : to).publishedAt ?? new Date(0),
    paper: () => paper,
  };
}

export async function paperOfComparison(
  sql: Sql,
  config: Config,
  { document, from, to, author, isDemonstration, lang }: ComparisonPrinted,
): Promise<Paper> {
  const t = translator(lang);
  const range = { from: Math.min(from.number, to.number), to: Math.max(from.number, to.number) };
  const [before, after, reasons] = await Promise.all([
    sideOf(sql, from),
    sideOf(sql, to),
    listChangeReasons(sql, { documentId: document.id, ...range }),
  ]);
  const comparison = compareEditions(before, after);
  const byObject = Map.groupBy(reasons, ({ about }) => about);
  const reasonsOf = (id: string): readonly PrintedReason[] =>
    (byObject.get(id) ?? []).map((reason) => ({
      ...reason,
      decisions: reason.decisions.map((decision) => ({
        ...decision,
        href: `${config.siteUrl}${urls.decision(lang, { number: decision.number })}`,
      })),
    }));
  const at = { document: document.slug };
  return comparisonPaper({
    lang,
    t,
    author,
    isDemonstration,
    address: `${config.siteUrl}${urls.comparison(lang, at, { de: from.number, a: to.number })}`,
    document,
    from,
    to,
    counts: countLines(t, comparison),
    nodes: changedNodes(comparison, "changes").map((node) => ({
      heading: `${codedName({ t }, node)} – ${node.title}`,
      differences: [...titleDifference(t, node, reasonsOf), ...passageDifferences(t, node, reasonsOf)],
    })),
  });
}

async function sideOf(sql: Sql, { id }: Edition) {
  const [nodes, passages, figures] = await Promise.all([
    listNodes(sql, id),
    listPassages(sql, id),
    listFigures(sql, id),
  ]);
  return { nodes, passages, figures };
}

type Node = Comparison["nodes"][number];
type ReasonsOf = (id: string) => readonly PrintedReason[];

function titleDifference(t: Translate, node: Node, reasonsOf: ReasonsOf): readonly PrintedDifference[] {
  if (node.fate === "same") return [];
  const heading = t(`comparison.node.${node.fate}` as MessageKey);
  const top = t("comparison.node.top");
  const moved = node.moved
    ? [t("comparison.node.movedFrom", { before: node.moved.before ?? top, after: node.moved.after ?? top })]
    : [];
  const facts = [...moved, ...node.facts.map((fact) => factLine(t, fact))];
  return [{ heading, segments: node.titleSegments, facts, reasons: reasonsOf(node.nodeId) }];
}

/** "Porteur : l’État → les régions" */
function factLine(t: Translate, { name, before, after }: Node["facts"][number]): string {
  const said = (values: readonly string[]): string =>
    values.length === 0
      ? t("comparison.fact.none")
      : values.map((value) => (name === "type" ? t(`structure.type.${value}` as MessageKey) : value)).join(" ; ");
  return `${t(`comparison.fact.${name}`)} ${said(before)} → ${said(after)}`;
}

function passageDifferences(t: Translate, node: Node, reasonsOf: ReasonsOf): readonly PrintedDifference[] {
  return node.passages.map((passage) => ({
    heading: passageHeading({ t }, passage),
    segments: passage.segments,
    facts: [],
    reasons: reasonsOf(passage.passageId),
  }));
}

function countLines(t: Translate, { counts }: Comparison): readonly string[] {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => t(`comparison.count.${name}` as MessageKey, { count }));
}
