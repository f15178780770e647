import { urls } from "#kernel/urls.ts";
import { hasRole } from "#kernel/viewer.ts";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Inset } from "#ui/text.tsx";

type Props = {
  readonly frame: Frame;
  readonly edition: string;
  readonly done: {
    readonly slug: string;
    readonly title: string;
    readonly number: number;
    readonly state: "draft" | "published";
    /** The text has a published edition, this one or an earlier one. */
    readonly isPublished: boolean;
    readonly processSlug: string | null;
    readonly processTitle: string | null;
  };
};

/** After an import: what there is now, and where to go from here. */
export function ImportDoneView({ frame, edition, done }: Props) {
  const { lang, t } = frame;
  const { number } = done;
  const isDraft = done.state === "draft";
  return (
    <Page
      frame={frame}
      title={t("imports.done.title", { title: done.title })}
      breadcrumb={[
        { text: t("steering.team"), href: urls.team(lang) },
        { text: t("imports.title"), href: urls.teamImport(lang) },
      ]}
      robots="noindex"
    >
      <Inset>{t(isDraft ? "imports.done.draft" : "imports.done.published", { number })}</Inset>
      <Section title={t("imports.done.next")}>
        <ul>
          <li>
            {isDraft ? (
              <a href={urls.teamEdition(lang, { edition })}>{t("imports.done.edit", { number })}</a>
            ) : (
              <a href={urls.edition(lang, { document: done.slug, edition: number })}>
                {t("imports.done.read", { number })}
              </a>
            )}
          </li>
          <li>
            <ProcessStep frame={frame} done={done} />
          </li>
          <li>
            <a href={urls.teamImport(lang)}>{t("imports.done.again")}</a>
          </li>
        </ul>
      </Section>
    </Page>
  );
}

function ProcessStep({ frame, done }: Omit<Props, "edition">) {
  const { lang, t, viewer } = frame;
  if (done.processSlug !== null) {
    return (
      <a href={urls.process(lang, { process: done.processSlug })}>
        {t("imports.done.processThere", { title: done.processTitle ?? "" })}
      </a>
    );
  }
  if (!done.isPublished || !hasRole(viewer, "administrator")) return <>{t("imports.done.processLater")}</>;
  return <a href={urls.teamProcessNew(lang, { texte: done.slug })}>{t("imports.done.process")}</a>;
}
