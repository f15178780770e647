import { formatDate } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import { DataTable } from "#ui/data-table.tsx";
import type { Frame } from "#ui/frame.ts";
import { LinkList, Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { TaskList } from "#ui/task-list.tsx";
import { Inset } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";

export type WaitingDesk = {
  readonly title: string;
  readonly href: string;
  readonly waiting: number;
  readonly oldest: Date | null;
};
type Props = {
  readonly frame: Frame;
  readonly waiting: readonly WaitingDesk[];
  readonly links: readonly { readonly text: string; readonly href: string }[];
  readonly acts: readonly {
    readonly act: string;
    readonly occurredAt: Date;
    readonly madeBy: string;
  }[];
  readonly next: { readonly title: string; readonly titleEn: string; readonly at: Date } | null;
};

export function TeamView({ frame, waiting, links, acts, next }: Props) {
  const { lang, t } = frame;
  const nothing = waiting.every((desk) => desk.waiting === 0);
  return (
    <Page frame={frame} title={t("pages.teamTitle")} lead={t("pages.teamLead")}>
      {nothing ? <Inset>{t("pages.teamNothing")}</Inset> : null}
      <TaskList
        items={waiting.map((desk) => ({
          title: desk.title,
          href: desk.href,
          hint: desk.oldest ? t("pages.teamOldest", { date: formatDate(lang, desk.oldest) }) : undefined,
          status: t("pages.teamWaiting", { count: desk.waiting }),
        }))}
      />
      {next ? (
        <p>
          {t("pages.teamNext", { title: lang === "fr" ? next.title : next.titleEn, date: formatDate(lang, next.at) })}
        </p>
      ) : null}
      <Section title={t("pages.teamOther")}>
        <LinkList items={links} />
      </Section>
      <Section title={t("pages.teamActs")}>
        <DataTable
          caption={t("pages.teamActs")}
          captionHidden
          empty={t("pages.teamActsEmpty")}
          columns={[{ head: t("journal.act") }, { head: t("journal.date") }, { head: t("journal.role") }]}
          rows={acts.map(({ act, occurredAt, madeBy }) => [
            act,
            <Time key="at" at={occurredAt} mode="datetime" />,
            madeBy,
          ])}
        />
        <p>
          <a href={urls.journal(lang)}>{t("pages.journal")}</a>
        </p>
      </Section>
    </Page>
  );
}
