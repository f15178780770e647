import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";

type Link = { readonly text: string; readonly href: string; readonly lang?: string };
type Props = {
  readonly frame: Frame;
  readonly processes: readonly { readonly slug: string; readonly title: string }[];
  readonly documents: readonly { readonly slug: string; readonly title: string; readonly language: string }[];
};

function Links({ items }: { readonly items: readonly Link[] }) {
  return (
    <ul>
      {items.map(({ text, href }) => (
        <li key={href}>
          <a href={href}>{text}</a>
        </li>
      ))}
    </ul>
  );
}

export function SiteMapView({ frame, processes, documents }: Props) {
  const { lang, t } = frame;
  return (
    <Page frame={frame} title={t("pages.siteMapTitle")}>
      <Section title={t("pages.siteMapProcesses")}>
        <Links
          items={processes.map(({ slug, title }) => ({ text: title, href: urls.process(lang, { process: slug }) }))}
        />
      </Section>
      <Section title={t("pages.siteMapDocuments")}>
        <Links
          items={documents.map(({ slug, title }) => ({ text: title, href: urls.document(lang, { document: slug }) }))}
        />
      </Section>
      <Section title={t("pages.siteMapParticipate")}>
        <Links
          items={[
            { text: t("pages.homeOther"), href: urls.processes(lang) },
            { text: t("pages.homeReceiptLink"), href: urls.receiptSearch(lang) },
            { text: t("about.offlineTitle"), href: urls.offline(lang) },
            { text: t("about.helpTitle"), href: urls.help(lang) },
          ]}
        />
      </Section>
      <Section title={t("pages.siteMapAbout")}>
        <Links
          items={[
            { text: t("about.legalTitle"), href: urls.legal(lang) },
            { text: t("about.termsTitle"), href: urls.terms(lang) },
            { text: t("about.privacyTitle"), href: urls.privacy(lang) },
            { text: t("data-rights.mine.title"), href: urls.myData(lang) },
            { text: t("register.title"), href: urls.processing(lang) },
            { text: t("about.accessibilityTitle"), href: urls.accessibility(lang) },
            { text: t("about.ecodesignTitle"), href: urls.ecodesign(lang) },
            { text: t("about.charterTitle"), href: urls.charter(lang) },
            { text: t("opinions.method.title"), href: urls.opinionMethod(lang) },
            { text: t("pages.statsTitle"), href: urls.stats(lang) },
            { text: t("moderation.reportTitle"), href: urls.moderationReport(lang) },
            { text: t("open-data.title"), href: urls.openData(lang) },
            { text: t("pages.journal"), href: urls.journal(lang) },
            { text: t("journal.state"), href: urls.journalState(lang) },
            { text: t("journal.leaves"), href: urls.journalLeaves(lang) },
            { text: t("verify.title"), href: urls.verifyProof(lang) },
            { text: t("pages.galleryNote"), href: urls.gallery(lang) },
          ]}
        />
      </Section>
    </Page>
  );
}
