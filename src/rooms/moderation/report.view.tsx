import { formatNumber } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import { DataTable } from "#ui/data-table.tsx";
import type { Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import type { Ground, Verb } from "./moderation.rules.ts";
import { GROUND_WORDS, VERB_DONE_WORDS } from "./words.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly report: {
    readonly acts: readonly { readonly verb: Verb; readonly ground: Ground | null; readonly count: number }[];
    readonly waiting: number;
    readonly medianHours: number | null;
    readonly appeals: number;
    readonly overturned: number;
  };
};

export function ReportView({ frame, report }: Props) {
  const { lang, t } = frame;
  return (
    <Page frame={frame} title={t("moderation.reportTitle")} lead={t("moderation.reportLead")}>
      <p>{t("moderation.reportWaiting", { count: report.waiting })}</p>
      {report.medianHours === null ? null : (
        <p>{t("moderation.reportMedian", { hours: Math.max(1, Math.ceil(report.medianHours)) })}</p>
      )}
      <p>{t("moderation.reportAppeals", { count: report.appeals, overturned: report.overturned })}</p>
      <DataTable
        caption={t("moderation.reportActs")}
        empty={t("moderation.reportEmpty")}
        columns={[
          { head: t("moderation.headAct") },
          { head: t("moderation.headGround") },
          { head: t("moderation.reportCount"), numeric: true },
        ]}
        rows={report.acts.map(({ verb, ground, count }) => [
          t(VERB_DONE_WORDS[verb]),
          ground ? t(GROUND_WORDS[ground]) : "–",
          formatNumber(lang, count),
        ])}
      />
      <p>
        <a href={urls.charter(lang)}>{t("moderation.reportCharter")}</a>
      </p>
    </Page>
  );
}
