import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";

type Props = {
  readonly frame: Frame;
  readonly document: { readonly slug: string; readonly title: string };
  readonly edition: { readonly number: number };
};

/** Nothing to compare yet. */
export function OneEditionView({ frame, document, edition }: Props) {
  const { lang, t } = frame;
  const href = urls.edition(lang, { document: document.slug, edition: edition.number });
  return (
    <Page
      frame={frame}
      title={t("comparison.oneTitle", { title: document.title })}
      breadcrumb={[
        { text: t("documents.list.title"), href: urls.documents(lang) },
        { text: document.title, href },
      ]}
    >
      <p>{t("comparison.one")}</p>
      <p>
        <a href={href}>{t("comparison.readIt")}</a>
      </p>
    </Page>
  );
}
