import { urls } from "#kernel/urls.ts";
import { ButtonLink } from "#ui/button.tsx";
import { DataTable } from "#ui/data-table.tsx";
import type { Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Time } from "#ui/time.tsx";

type Item = {
  readonly slug: string;
  readonly title: string;
  readonly openUntil: Date | null;
  readonly answered: number;
  readonly total: number;
};

export function TeamProcessListView({
  frame,
  processes,
}: {
  readonly frame: Frame;
  readonly processes: readonly Item[];
}) {
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("steering.list.title")}
      breadcrumb={[{ text: t("steering.team"), href: urls.team(lang) }]}
      robots="noindex"
    >
      <ButtonLink href={urls.teamProcessNew(lang)}>{t("creation.start")}</ButtonLink>
      <DataTable
        caption={t("steering.list.caption")}
        captionHidden
        empty={t("processes.list.empty")}
        columns={[
          { head: t("steering.list.process") },
          { head: t("steering.list.openUntil") },
          { head: t("steering.list.answered"), numeric: true },
          { head: t("steering.list.total"), numeric: true },
        ]}
        rows={processes.map((process) => [
          <a key="title" href={urls.teamProcess(lang, { process: process.slug })}>
            {process.title}
          </a>,
          process.openUntil ? <Time key="until" at={process.openUntil} mode="datetime" /> : t("processes.notOpen"),
          process.answered,
          process.total,
        ])}
      />
    </Page>
  );
}
