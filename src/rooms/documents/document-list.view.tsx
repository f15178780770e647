import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { Cards, LinkList } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { rich } from "#ui/rich.tsx";
import { Time } from "#ui/time.tsx";
import { comparisonHref } from "./node.view.tsx";
import { foreign } from "./words.view.tsx";

type Item = {
  readonly slug: string;
  readonly title: string;
  readonly language: string;
  readonly edition: number;
  readonly label: string;
  readonly publishedOn: string;
  readonly editionCount: number;
  readonly processSlug: string | null;
};

export function DocumentListView({ frame, documents }: { readonly frame: Frame; readonly documents: readonly Item[] }) {
  const { lang, t } = frame;
  return (
    <Page frame={frame} title={t("documents.list.title")} lead={t("documents.list.lead")} breadcrumb={[]}>
      {documents.length === 0 ? <p>{t("documents.list.empty")}</p> : null}
      <Cards>
        {documents.map((document) => (
          <article key={document.slug}>
            <h2 lang={foreign(frame, document.language)}>
              <a href={urls.edition(lang, { document: document.slug, edition: document.edition })}>{document.title}</a>
            </h2>
            <p>
              {rich(t, "documents.node.edition", {
                number: document.edition,
                label: document.label,
                date: <Time at={document.publishedOn} />,
              })}
            </p>
            <LinkList items={links(frame, document)} />
          </article>
        ))}
      </Cards>
    </Page>
  );
}

function links(frame: Frame, document: Item) {
  const { lang, t } = frame;
  const about = document.title;
  const whole = urls.editionWhole(lang, { document: document.slug, edition: document.edition });
  return [
    { text: t("documents.print"), href: whole, about },
    ...(document.editionCount > 1
      ? [{ text: t("documents.compare"), href: comparisonHref(frame, document.slug, document.edition), about }]
      : []),
    ...(document.processSlug
      ? [{ text: t("documents.list.process"), href: urls.process(lang, { process: document.processSlug }), about }]
      : []),
  ];
}
