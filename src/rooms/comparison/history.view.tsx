import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { LinkList, Section } from "#ui/layout.tsx";
import type { MessageKey } from "#ui/messages.ts";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Code } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";

type PastEdition = {
  readonly number: number;
  readonly label: string;
  readonly note: string | null;
  readonly publishedOn: string;
  readonly hash: string;
  /** "Rédaction"; null when the journal does not say. */
  readonly by: string | null;
  readonly kinds: Readonly<Record<string, number>>;
  readonly passages: number;
  readonly nodes: number;
  /** The published edition before; null for the first. */
  readonly previous: number | null;
};

type Props = {
  readonly frame: Frame;
  readonly document: { readonly slug: string; readonly title: string; readonly language: string };
  readonly editions: readonly PastEdition[];
  readonly hasLineage: boolean;
};

/** Messages that count changes of a kind, in the order they are said. */
const KINDS: readonly (readonly [string, MessageKey])[] = [
  ["passage_rewritten", "comparison.count.rewritten"],
  ["passage_added", "comparison.count.added"],
  ["passage_removed", "comparison.count.removed"],
  ["passage_moved", "comparison.count.moved"],
  ["passage_split", "comparison.count.splits"],
  ["passage_merged", "comparison.count.merges"],
  ["node_retitled", "comparison.count.titles"],
  ["node_added", "comparison.count.nodesAdded"],
  ["node_removed", "comparison.count.nodesRemoved"],
  ["node_moved", "comparison.count.nodesMoved"],
  ["node_updated", "comparison.count.nodesUpdated"],
  ["node_split", "history.count.nodeSplits"],
  ["node_merged", "history.count.nodeMerges"],
];

/** Every edition of a text: when, under which role, its hash, what it changed. */
export function HistoryView({ frame, document, editions, hasLineage }: Props) {
  const { lang, t } = frame;
  const at = { document: document.slug };
  return (
    <Page
      frame={frame}
      title={t("history.title", { title: document.title })}
      lead={t("history.lead")}
      breadcrumb={[
        { text: t("documents.list.title"), href: urls.documents(lang) },
        { text: document.title, href: urls.document(lang, at) },
      ]}
    >
      {hasLineage ? (
        <p>
          <a href={urls.lineage(lang, at)}>{t("history.lineage")}</a>
        </p>
      ) : null}
      {editions.map((edition) => (
        <PastEditionSection key={edition.number} frame={frame} document={document} edition={edition} />
      ))}
    </Page>
  );
}

type SectionProps = Pick<Props, "frame" | "document"> & { readonly edition: PastEdition };

function PastEditionSection({ frame, document, edition }: SectionProps) {
  const { lang, t } = frame;
  const at = { document: document.slug, edition: edition.number };
  const counted = KINDS.filter(([kind]) => (edition.kinds[kind] ?? 0) > 0);
  return (
    <Section
      title={t("comparison.option", { number: edition.number, label: edition.label })}
      id={`edition-${edition.number}`}
    >
      <SummaryList
        rows={[
          { key: t("history.published"), value: <Time at={edition.publishedOn} /> },
          ...(edition.by === null ? [] : [{ key: t("history.by"), value: edition.by }]),
          { key: t("history.size"), value: t("history.sizeOf", { passages: edition.passages, nodes: edition.nodes }) },
          {
            key: t("history.changes"),
            value:
              edition.previous === null ? (
                t("history.first")
              ) : (
                <ul>
                  {counted.map(([kind, key]) => (
                    <li key={kind}>{t(key, { count: edition.kinds[kind] ?? 0 })}</li>
                  ))}
                  {counted.length === 0 ? <li>{t("comparison.nothing")}</li> : null}
                </ul>
              ),
          },
          ...(edition.note
            ? [{ key: t("history.note"), value: <Prose text={edition.note} lang={document.language} /> }]
            : []),
          { key: t("history.hash"), value: <Code>{edition.hash}</Code> },
        ]}
      />
      <LinkList
        items={[
          { text: t("history.read", { number: edition.number }), href: urls.edition(lang, at) },
          ...(edition.previous === null
            ? []
            : [
                {
                  text: t("history.compare", { number: edition.previous }),
                  href: urls.comparison(lang, { document: document.slug }, { de: edition.previous, a: edition.number }),
                  about: t("documents.editionNumber", { number: edition.number }),
                },
                { text: t("history.list", { number: edition.number }), href: urls.changes(lang, at) },
              ]),
        ]}
      />
    </Section>
  );
}
