import { urls } from "#kernel/urls.ts";
import { DataTable } from "#ui/data-table.tsx";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import type { MessageKey } from "#ui/messages.ts";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Prose } from "#ui/prose.tsx";
import { Muted } from "#ui/text.tsx";
import type { Fate } from "./statement.rules.ts";
import { fateWords } from "./team.view.tsx";

type End = {
  readonly slug: string;
  readonly language: string;
  readonly edition: number | null;
  readonly code: string | null;
  readonly name: string | null;
};

export type LinkRow = { readonly kind: Fate; readonly from: End; readonly to: End; readonly note: string | null };

/** What is stated between two texts. */
export type PairShown = {
  readonly fromTitle: string;
  readonly toTitle: string;
  readonly key: string;
  readonly counts: Readonly<Partial<Record<Fate, number>>>;
  readonly rows: readonly LinkRow[];
};

type Props = {
  readonly frame: Frame;
  readonly document: { readonly slug: string; readonly title: string };
  readonly pairs: readonly PairShown[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
};

const COUNTS: readonly (readonly [Fate, MessageKey])[] = [
  ["continued", "lineages.count.continued"],
  ["split", "lineages.count.split"],
  ["merged", "lineages.count.merged"],
  ["dropped", "lineages.count.dropped"],
  ["new", "lineages.count.new"],
];

/** Where a text comes from and what became of it, part by part. */
export function LineageView({ frame, document, pairs, count, page, pages }: Props) {
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("lineages.public.title", { title: document.title })}
      lead={t("lineages.public.lead")}
      breadcrumb={[
        { text: t("documents.list.title"), href: urls.documents(lang) },
        { text: document.title, href: urls.document(lang, { document: document.slug }) },
      ]}
    >
      {count === 0 ? <p>{t("lineages.public.empty")}</p> : null}
      {pairs.map((pair) => (
        <Section key={pair.key} title={t("lineages.pair", { from: pair.fromTitle, to: pair.toTitle })}>
          <ul>
            {COUNTS.filter(([kind]) => (pair.counts[kind] ?? 0) > 0).map(([kind, key]) => (
              <li key={kind}>{t(key, { count: pair.counts[kind] ?? 0 })}</li>
            ))}
          </ul>
          <DataTable
            caption={t("lineages.pair", { from: pair.fromTitle, to: pair.toTitle })}
            captionHidden
            columns={[{ head: pair.fromTitle }, { head: t("lineages.public.fate") }, { head: pair.toTitle }]}
            rows={pair.rows.map((row) => [
              <EndCell key="from" frame={frame} end={row.from} />,
              <>
                {fateWords(frame, row.kind)}
                {row.note ? (
                  <>
                    {" – "}
                    <Prose text={row.note} lang={row.to.language} inline />
                  </>
                ) : null}
              </>,
              <EndCell key="to" frame={frame} end={row.to} />,
            ])}
          />
        </Section>
      ))}
      {count > 0 ? <ResultCount>{t("lineages.public.count", { count })}</ResultCount> : null}
      <Pagination
        page={page}
        pages={pages}
        href={(n) => urls.lineage(lang, { document: document.slug }, { page: n })}
      />
      <Muted>{t("lineages.public.partial")}</Muted>
    </Page>
  );
}

function EndCell({ frame, end }: { readonly frame: Frame; readonly end: End }) {
  const { lang, t } = frame;
  const { slug, language, edition, code, name } = end;
  if (code === null || edition === null) return <>{t("lineages.public.nothing")}</>;
  return (
    <a href={urls.editionNode(lang, { document: slug, edition, code })}>
      {code} <span lang={language === lang ? undefined : language}>{name}</span>
    </a>
  );
}
