import { urls } from "#kernel/urls.ts";
import { ButtonLink } from "#ui/button.tsx";
import { PostButton } from "#ui/form.tsx";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Time } from "#ui/time.tsx";

type ListedDocument = {
  readonly slug: string;
  readonly title: string;
  readonly language: string;
  readonly latestId: string | null;
  readonly latestNumber: number | null;
  readonly draftId: string | null;
  readonly draftNumber: number | null;
  readonly editions: readonly { readonly number: number; readonly label: string; readonly publishedOn: string }[];
};

/** Documents with their editions, and the way to prepare the next one. */
export function EditionListView({
  frame,
  documents,
}: {
  readonly frame: Frame;
  readonly documents: readonly ListedDocument[];
}) {
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("editions.list.title")}
      lead={t("editions.list.lead")}
      breadcrumb={[{ text: t("editions.team"), href: urls.team(lang) }]}
    >
      {documents.length === 0 ? <p>{t("editions.list.empty")}</p> : null}
      {documents.map((document) => (
        <Section key={document.slug} title={document.title}>
          <ul>
            {document.editions.map(({ number, label, publishedOn }) => (
              <li key={number}>
                <a href={urls.edition(lang, { document: document.slug, edition: number })}>
                  {t("editions.list.edition", { number, label })}
                </a>
                {", "}
                <Time at={publishedOn} />
                {number > 1 ? (
                  <>
                    {" · "}
                    <a href={urls.changes(lang, { document: document.slug, edition: number })}>
                      {t("editions.changes.title", { number })}
                    </a>
                  </>
                ) : null}
              </li>
            ))}
          </ul>
          <NextEdition frame={frame} document={document} />
        </Section>
      ))}
      <p>
        <a href={urls.teamImport(lang)}>{t("editions.list.import")}</a>
      </p>
      <p>
        <a href={urls.teamLineages(lang)}>{t("editions.list.lineage")}</a>
      </p>
    </Page>
  );
}

function NextEdition({ frame, document }: { readonly frame: Frame; readonly document: ListedDocument }) {
  const { lang, t } = frame;
  const { draftId, draftNumber, latestId, latestNumber, slug } = document;
  if (draftId !== null) {
    return (
      <ButtonLink href={urls.teamEdition(lang, { edition: draftId })}>
        {t("editions.list.open", { number: draftNumber ?? 0 })}
      </ButtonLink>
    );
  }
  if (latestId === null) return null;
  return (
    <PostButton
      frame={frame}
      action={urls.teamEditions(lang)}
      kind="secondary"
      fields={{ act: "prepare", document: slug, from: latestId }}
    >
      {t("editions.list.prepare", { number: (latestNumber ?? 0) + 1 })}
    </PostButton>
  );
}
