import { formatDate } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { LinkList, Section } from "#ui/layout.tsx";
import { isMessageKey, type Translate } from "#ui/messages.ts";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { ABOUT_PAGES, type AboutPage, DEMO_ONLY, SECTION_IDS } from "./about.rules.ts";

/** The sentence of the operator, and since when the register has its entry: null while it has none. */
export type Sending = { readonly purpose: string; readonly since: Date | null };
type Props = { readonly frame: Frame; readonly page: AboutPage; readonly sending: Sending | null };

function words(t: Translate, name: string): string {
  const key = `about.${name}`;
  return isMessageKey(key) ? t(key) : "";
}

export function AboutView({ frame, page, sending }: Props) {
  const { t } = frame;
  const sections = Array.from({ length: ABOUT_PAGES[page] }, (_, index) => `${page}${index + 1}`).filter(
    (section) => frame.demo || !DEMO_ONLY.has(section),
  );
  return (
    <Page frame={frame} title={words(t, `${page}Title`)} lead={words(t, `${page}Lead`)}>
      {sections.map((section) => (
        <Section key={section} id={SECTION_IDS[section]} title={words(t, `${section}Title`)}>
          <Prose
            text={sending?.since && section === "legal2" ? t("register.hostingSent") : words(t, `${section}Text`)}
          />
        </Section>
      ))}
      {sending ? <SendingNote frame={frame} sending={sending} /> : null}
      {page === "legal" || page === "privacy" ? (
        <LinkList
          items={[
            { text: t("data-rights.mine.title"), href: urls.myData(frame.lang) },
            { text: t("register.legalLink"), href: urls.processing(frame.lang) },
          ]}
        />
      ) : null}
      {page === "offline" ? <Reach frame={frame} /> : null}
      {page === "charter" || page === "help" ? <SeeAlso frame={frame} /> : null}
    </Page>
  );
}

/** What leaves this server: said before anything does. */
function SendingNote({ frame, sending }: { readonly frame: Frame; readonly sending: Sending }) {
  const { lang, t } = frame;
  const { purpose, since } = sending;
  return (
    <Section title={t("register.legalSectionTitle")} id="envoi-de-textes">
      <Prose text={purpose} />
      <p>{since ? t("register.legalSince", { date: formatDate(lang, since) }) : t("register.legalNotYet")}</p>
      <p>{t("register.vectorsWhat")}</p>
    </Section>
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
