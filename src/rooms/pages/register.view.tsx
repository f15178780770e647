import { formatDate } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import { hasRole } from "#kernel/viewer.ts";
import type { Frame } from "#ui/frame.ts";
import { LinkList, Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { SummaryList } from "#ui/summary-list.tsx";

type Entry = {
  readonly number: number;
  readonly host: string;
  readonly model: string;
  readonly purpose: string;
  readonly recipient: string;
  readonly legalBasis: string;
  readonly retention: string;
  readonly enteredAt: Date;
  readonly endedAt: Date | null;
};
type Props = { readonly frame: Frame; readonly entries: readonly Entry[] };

const ALWAYS = ["contributions", "contacts", "accounts", "tries", "requests", "backups", "drafts"] as const;

/** What the law calls the register of processing activities, in plain words. */
export function RegisterView({ frame, entries }: Props) {
  const { lang, t } = frame;
  return (
    <Page frame={frame} title={t("register.title")} lead={t("register.lead")}>
      {ALWAYS.map((name) => (
        <Section key={name} title={t(`register.${name}Title`)}>
          <Prose text={t(`register.${name}Text`)} />
        </Section>
      ))}
      <Section title={t("register.vectorsTitle")}>
        {entries.length === 0 ? <p>{t("register.vectorsNone")}</p> : <p>{t("register.vectorsWhat")}</p>}
        {entries.map((entry) => (
          <EntryBlock key={entry.number} frame={frame} entry={entry} />
        ))}
      </Section>
      <LinkList
        items={[
          { text: t("about.privacyTitle"), href: urls.privacy(lang) },
          { text: t("about.legalTitle"), href: urls.legal(lang) },
          ...(hasRole(frame.viewer, "administrator")
            ? [{ text: t("register.keep"), href: urls.teamProcessing(lang) }]
            : []),
        ]}
      />
    </Page>
  );
}

function EntryBlock({ frame, entry }: { readonly frame: Frame; readonly entry: Entry }) {
  const { lang, t } = frame;
  const { number, host, model, enteredAt, endedAt } = entry;
  const from = formatDate(lang, enteredAt);
  return (
    <Section
      level={3}
      title={
        endedAt
          ? t("register.vectorsPast", { number, from, until: formatDate(lang, endedAt) })
          : t("register.vectorsFrom", { number, date: from })
      }
    >
      <SummaryList
        rows={[
          { key: t("register.purpose"), value: <Prose inline text={entry.purpose} /> },
          { key: t("register.recipient"), value: <Prose inline text={entry.recipient} /> },
          { key: t("register.server"), value: t("register.serverValue", { host, model }) },
          { key: t("register.legalBasis"), value: <Prose text={entry.legalBasis} /> },
          { key: t("register.retention"), value: <Prose text={entry.retention} /> },
        ]}
      />
    </Section>
  );
}
