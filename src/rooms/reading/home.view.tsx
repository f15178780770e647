import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { DataTable } from "#ui/data-table.tsx";
import type { Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";

type Listed = {
  readonly slug: string;
  readonly title: string;
  readonly language: string;
  readonly total: number;
  readonly readByMe: number;
  readonly readByNobody: number;
  readonly leftToMe: number;
};

/** Where there is something to read. */
export function ReadingHomeView({
  frame,
  processes,
}: {
  readonly frame: Frame;
  readonly processes: readonly Listed[];
}): VNode {
  const { lang, t } = frame;
  const to = (process: string, query: Readonly<Record<string, string>>, count: number) =>
    count === 0 ? "0" : <a href={urls.teamReadingDesk(lang, { process }, query)}>{t("reading.number", { count })}</a>;
  return (
    <Page
      frame={frame}
      title={t("reading.home.title")}
      lead={t("reading.home.lead")}
      breadcrumb={[{ text: t("decisions.team"), href: urls.team(lang) }]}
      section="team"
      wide
    >
      <DataTable
        caption={t("reading.home.caption")}
        columns={[
          { head: t("reading.home.process") },
          { head: t("reading.home.total"), numeric: true },
          { head: t("reading.home.readByMe"), numeric: true },
          { head: t("reading.home.readByNobody"), numeric: true },
          { head: t("reading.home.leftToMe"), numeric: true },
        ]}
        rows={processes.map(({ slug, title, language, total, readByMe, readByNobody, leftToMe }) => [
          <a key={slug} href={urls.teamReadingDesk(lang, { process: slug })} lang={language}>
            {title}
          </a>,
          t("reading.number", { count: total }),
          to(slug, { lecture: "lu" }, readByMe),
          to(slug, { lecture: "lu-par-personne" }, readByNobody),
          to(slug, { attribution: "moi", lecture: "a-lire" }, leftToMe),
        ])}
        empty={t("reading.home.empty")}
      />
    </Page>
  );
}
