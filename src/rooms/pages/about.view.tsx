import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { LinkList, Section } from "#ui/layout.tsx";
import { isMessageKey, type Translate } from "#ui/messages.ts";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { ABOUT_PAGES, type AboutPage, DEMO_ONLY, SECTION_IDS } from "./about.rules.ts";

type Props = { readonly frame: Frame; readonly page: AboutPage };

function words(t: Translate, name: string): string {
  const key = `about.${name}`;
  return isMessageKey(key) ? t(key) : "";
}

export function AboutView({ frame, page }: Props) {
  const { t } = frame;
  const sections = Array.from({ length: ABOUT_PAGES[page] }, (_, index) => `${page}${index + 1}`).filter(
    (section) => frame.demo || !DEMO_ONLY.has(section),
  );
  return (
    <Page frame={frame} title={words(t, `${page}Title`)} lead={words(t, `${page}Lead`)}>
      {sections.map((section) => (
        <Section key={section} id={SECTION_IDS[section]} title={words(t, `${section}Title`)}>
          <Prose text={words(t, `${section}Text`)} />
        </Section>
      ))}
      {page === "offline" ? <Reach frame={frame} /> : null}
      {page === "charter" || page === "help" ? <SeeAlso frame={frame} /> : null}
    </Page>
  );
}

/** Where to write and whom to call, as the operator says. */
function Reach({ frame }: { readonly frame: Frame }) {
  const { site, t } = frame;
  if (!site?.phone && !site?.address) return null;
  return (
    <Section title={t("about.reachTitle")}>
      {site.phone ? <p>{t("about.reachPhone", { phone: site.phone })}</p> : null}
      {site.address ? (
        <>
          <p>{t("about.reachAddress")}</p>
          <Prose text={site.address} />
        </>
      ) : null}
    </Section>
  );
}

function SeeAlso({ frame }: { readonly frame: Frame }) {
  const { lang, t } = frame;
  return (
    <LinkList
      items={[
        { text: t("pages.homeReceiptLink"), href: urls.receiptSearch(lang) },
        { text: t("about.charterTitle"), href: urls.charter(lang) },
        { text: t("about.accessibilityTitle"), href: urls.accessibility(lang) },
        { text: t("pages.homeOfflineLink"), href: urls.offline(lang) },
      ]}
    />
  );
}
