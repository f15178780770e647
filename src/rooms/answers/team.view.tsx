import type { VNode } from "preact";
import { formatNumber } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import { DataTable } from "#ui/data-table.tsx";
import { Filters } from "#ui/filters.tsx";
import type { Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Prose } from "#ui/prose.tsx";
import { Select } from "#ui/select.tsx";
import { Time } from "#ui/time.tsx";
import { OPINIONS, type Opinion, type OpinionProcess, type ToldOpinion } from "./opinion.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly processes: readonly OpinionProcess[];
  readonly chosen: OpinionProcess | null;
  readonly value: Opinion | null;
  readonly lines: readonly ToldOpinion[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
};

/** What authors said of their answers, for those who wrote them. */
export function TeamAnswersView({ frame, processes, chosen, value, lines, count, page, pages }: Props): VNode {
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("answers.team.title")}
      lead={t("answers.team.lead")}
      breadcrumb={[{ text: t("decisions.team"), href: urls.team(lang) }]}
      wide
    >
      <Filters action={urls.teamAnswers(lang)} resetHref={urls.teamAnswers(lang)}>
        <Select
          name="demarche"
          label={t("answers.team.process")}
          value={chosen?.slug ?? ""}
          options={processes.map(({ slug, title, opinions }) => ({
            value: slug,
            text: t("answers.team.processOption", { title, count: opinions }),
          }))}
        />
        <Select
          name="avis"
          label={t("answers.figures.opinion")}
          value={value ?? ""}
          emptyOption={t("answers.team.all")}
          options={OPINIONS.map((one) => ({ value: one, text: t(`answers.opinion.${one}`) }))}
        />
      </Filters>
      <ResultCount>{t("answers.team.count", { count })}</ResultCount>
      <DataTable
        caption={t("answers.team.order")}
        empty={t("answers.team.none")}
        rowHeads
        columns={[
          { head: t("answers.team.contribution") },
          { head: t("answers.figures.opinion") },
          { head: t("answers.team.why") },
          { head: t("answers.team.decision") },
          { head: t("answers.team.at") },
        ]}
        rows={lines.map((line) => [
          <a key="contribution" href={urls.contribution(lang, { number: line.contribution })}>
            {t("decisions.line.name", { number: formatNumber(lang, line.contribution) })}
          </a>,
          t(`answers.opinion.${line.value}`),
          line.why === null ? "–" : <Prose key="why" text={line.why} />,
          <a key="decision" href={urls.decision(lang, { number: line.decision })}>
            {t("answers.team.decided", {
              number: formatNumber(lang, line.decision),
              verdict: line.verdict,
            })}
          </a>,
          <Time key="at" at={line.at} />,
        ])}
      />
      <Pagination
        page={page}
        pages={pages}
        href={(n) => urls.teamAnswers(lang, { demarche: chosen?.slug, avis: value ?? undefined, page: n })}
      />
    </Page>
  );
}
