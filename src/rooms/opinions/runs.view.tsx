import { formatNumber } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import { DataTable } from "#ui/data-table.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Code } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { NoRun, ResultLinks, type Shown } from "./result-parts.view.tsx";
import { type RunFacts, votersOf } from "./run.rules.ts";

type Props = Shown & {
  readonly runs: readonly RunFacts[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
};

/** The results that were published, the last first: one for each day, and the one of the closing. */
export function RunsView({ runs, total, page, pages, ...shown }: Props) {
  const { frame, poll } = shown;
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("opinions.titled", { page: t("opinions.runs.title"), title: poll.title })}
      breadcrumb={shown.trail}
      wide
    >
      {shown.header}
      <ResultLinks frame={frame} poll={poll} current="runs" />
      <p>{t("opinions.runs.rule")}</p>
      {total === 0 ? (
        <NoRun frame={frame} poll={poll} />
      ) : (
        <ResultCount>{t("opinions.runs.count", { count: total })}</ResultCount>
      )}
      {total === 0 ? null : (
        <DataTable
          caption={t("opinions.runs.title")}
          captionHidden
          columns={[
            { head: t("opinions.head.run") },
            { head: t("opinions.head.date") },
            { head: t("opinions.head.kind") },
            { head: t("opinions.head.voters"), numeric: true },
            { head: t("opinions.head.moved"), numeric: true },
            { head: t("opinions.head.votes"), numeric: true },
            { head: t("opinions.head.verdict") },
            { head: t("opinions.head.hash") },
          ]}
          rows={runs.map((run) => [
            <a key="run" href={urls.pollRun(lang, { poll: poll.number, run: run.number })}>
              {t("opinions.run.name", { number: String(run.number) })}
            </a>,
            <Time key="at" at={run.computedAt} mode="datetime" />,
            t(`opinions.kind.${run.kind}`),
            formatNumber(lang, votersOf(run)),
            formatNumber(lang, run.changedVoters),
            formatNumber(lang, run.votes),
            t(`opinions.structure.${run.structure ?? "none"}`),
            <Code key="hash">{run.inputHash.slice(0, 12)}</Code>,
          ])}
        />
      )}
      <Pagination
        page={page}
        pages={pages}
        href={(wanted) => urls.pollRuns(lang, { poll: poll.number }, { page: wanted === 1 ? undefined : wanted })}
      />
    </Page>
  );
}
