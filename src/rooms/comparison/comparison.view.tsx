import { urls } from "#kernel/urls.ts";
import { type FileLink, FileLinks } from "#ui/file-links.tsx";
import { Filters } from "#ui/filters.tsx";
import type { Frame } from "#ui/frame.ts";
import { LinkList, Section } from "#ui/layout.tsx";
import type { MessageKey } from "#ui/messages.ts";
import { Page } from "#ui/page.tsx";
import { Pagination } from "#ui/pagination.tsx";
import { Prose } from "#ui/prose.tsx";
import { rich } from "#ui/rich.tsx";
import { Select } from "#ui/select.tsx";
import { Muted } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { type Around, type NamedNode, NodeDifference } from "./compared-node.view.tsx";
import type { Counts } from "./comparison.rules.ts";

type EditionOption = {
  readonly number: number;
  readonly label: string;
  readonly note: string | null;
  readonly publishedOn: string | null;
};

export type ComparisonPageData = Omit<Around, "frame" | "document"> & {
  readonly document: { readonly slug: string; readonly title: string; readonly language: string };
  readonly editions: readonly EditionOption[];
  readonly isEverything: boolean;
  readonly counts: Counts;
  /** Those of this page. */
  readonly nodes: readonly NamedNode[];
  readonly page: number;
  readonly pages: number;
  readonly why: { readonly decisions: number; readonly contributions: number; readonly editorial: number };
  readonly files: readonly FileLink[];
  /** How to cite this comparison, address included. */
  readonly citation: string;
};

type Props = { readonly frame: Frame } & ComparisonPageData;

/** Two editions compared: how much and why first, then only what changed, where it stands. */
export function ComparisonView({ frame, ...data }: Props) {
  const { lang, t } = frame;
  const { document, editions, from, to, isEverything, isSideBySide, nodes, page, pages } = data;
  const at = { document: document.slug };
  const here = (changed: { tout?: boolean; vue?: boolean; page?: number }) =>
    urls.comparison(lang, at, {
      de: from,
      a: to,
      tout: (changed.tout ?? isEverything) ? "oui" : undefined,
      vue: (changed.vue ?? isSideBySide) ? "cote-a-cote" : undefined,
      page: changed.page && changed.page > 1 ? changed.page : undefined,
    });
  const options = editions.map(({ number, label }) => ({
    value: String(number),
    text: t("comparison.option", { number, label }),
  }));
  return (
    <Page
      frame={frame}
      title={t("comparison.title", { from, to, title: document.title })}
      breadcrumb={[
        { text: t("documents.list.title"), href: urls.documents(lang) },
        { text: document.title, href: urls.edition(lang, { ...at, edition: to }) },
      ]}
      wide={isSideBySide}
    >
      <Summary frame={frame} {...data} />
      <Filters
        action={urls.comparison(lang, at)}
        keep={{ vue: isSideBySide ? "cote-a-cote" : undefined }}
        label={t("comparison.choose")}
        apply={t("comparison.show")}
      >
        <Select name="de" label={t("comparison.from")} value={String(from)} options={options} />
        <Select name="a" label={t("comparison.to")} value={String(to)} options={options} />
      </Filters>
      <LinkList
        items={[
          isEverything
            ? { text: t("comparison.onlyChanges"), href: here({ tout: false }) }
            : { text: t("comparison.showSame"), href: here({ tout: true }) },
          isSideBySide
            ? { text: t("comparison.inline"), href: here({ vue: false }) }
            : { text: t("comparison.sideBySide"), href: here({ vue: true }) },
          ...[from, to].map((number) => ({
            text: t("comparison.wholeText", { number }),
            href: urls.editionWhole(lang, { ...at, edition: number }),
          })),
        ]}
      />
      {data.files.length > 0 ? <FileLinks title={t("comparison.files")} files={data.files} /> : null}
      {nodes.length === 0 ? <p>{t("comparison.nothing")}</p> : null}
      {nodes.map((node) => (
        <NodeDifference key={node.nodeId} around={{ frame, ...data }} node={node} />
      ))}
      <Pagination page={page} pages={pages} href={(n) => here({ page: n })} />
      <Section title={t("comparison.cite")} id="citer">
        <p>{data.citation}</p>
      </Section>
    </Page>
  );
}

const COUNTS: readonly (readonly [MessageKey, keyof Counts])[] = [
  ["comparison.count.rewritten", "rewritten"],
  ["comparison.count.added", "added"],
  ["comparison.count.removed", "removed"],
  ["comparison.count.moved", "moved"],
  ["comparison.count.titles", "titles"],
  ["comparison.count.nodesAdded", "nodesAdded"],
  ["comparison.count.nodesRemoved", "nodesRemoved"],
  ["comparison.count.nodesMoved", "nodesMoved"],
  ["comparison.count.nodesUpdated", "nodesUpdated"],
  ["comparison.count.same", "same"],
];

function Summary({ frame, document, editions, from, to, counts, why, links }: Props) {
  const { lang, t } = frame;
  const own = new Map([...links.values()].flat().map((link) => [`${link.fromId}${link.toId}`, link]));
  const ofKind = (kind: "split" | "merged") => [...own.values()].filter((link) => link.kind === kind).length;
  const notes = editions.filter(({ number, note }) => note !== null && number > from && number <= to);
  return (
    <Section title={t("comparison.summary")} id="resume">
      <ul>
        {COUNTS.filter(([, name]) => counts[name] > 0).map(([key, name]) => (
          <li key={key}>{t(key, { count: counts[name] })}</li>
        ))}
        {ofKind("split") > 0 ? <li>{t("comparison.count.splits", { count: ofKind("split") })}</li> : null}
        {ofKind("merged") > 0 ? <li>{t("comparison.count.merges", { count: ofKind("merged") })}</li> : null}
      </ul>
      {why.decisions + why.editorial > 0 ? (
        <p>
          {why.decisions > 0 ? t("comparison.why.decisions", { count: why.decisions }) : null}{" "}
          {why.contributions > 0 ? t("comparison.why.contributions", { count: why.contributions }) : null}{" "}
          {why.editorial > 0 ? t("comparison.why.editorial", { count: why.editorial }) : null}
        </p>
      ) : null}
      {notes.map(({ number, label, note, publishedOn }) => (
        <div key={number}>
          <p>{rich(t, "documents.node.edition", { number, label, date: <Time at={publishedOn ?? ""} /> })}</p>
          <Prose text={note ?? ""} lang={document.language} />
        </div>
      ))}
      <p>
        <a href={urls.changes(lang, { document: document.slug, edition: Math.max(from, to) })}>
          {t("comparison.changeList", { number: Math.max(from, to) })}
        </a>
      </p>
      <Muted>{t("comparison.typography")}</Muted>
    </Section>
  );
}
