import type { VNode } from "preact";
import { formatNumber } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import { BarChart } from "#ui/bar-chart.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Filters } from "#ui/filters.tsx";
import { Page } from "#ui/page.tsx";
import { Select } from "#ui/select.tsx";
import { Inset, Muted, Quote } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { lineName } from "./line-names.view.ts";
import {
  countOrDash,
  NoRun,
  ResultLinks,
  RunSentence,
  type Shown,
  shareWords,
  statementWords,
} from "./result-parts.view.tsx";
import { percent, type Run, type StatementLine } from "./run.rules.ts";
import type { StageShare } from "./stages.rules.ts";

export type StageDate = { readonly code: string; readonly heldOn: string };

type Props = Shown & {
  readonly run: Run | null;
  readonly dates: readonly StageDate[];
  /** Those in the result, by number. */
  readonly statements: readonly StatementLine[];
  readonly chosen: StatementLine | null;
  readonly shares: readonly StageShare[];
};

/** One statement from stage to stage of the tour, in the order of dates. */
export function StagesView(props: Props) {
  const { frame, poll, run, trail, header, dates } = props;
  const { t } = frame;
  return (
    <Page
      frame={frame}
      title={t("opinions.titled", { page: t("opinions.stages.title"), title: poll.title })}
      breadcrumb={trail}
    >
      {header}
      <ResultLinks frame={frame} poll={poll} current="stages" />
      {run ? <RunSentence frame={frame} run={run} /> : <NoRun frame={frame} poll={poll} />}
      {dates.length === 0 ? <p>{t("opinions.stages.none")}</p> : null}
      {run && dates.length > 0 ? <Stages {...props} run={run} /> : null}
    </Page>
  );
}

function Stages(props: Props & { readonly run: Run }) {
  const { frame, poll, run, statements, chosen, shares } = props;
  const { lang, t } = frame;
  if (run.kind !== "final") return <Inset>{t("opinions.atClosing")}</Inset>;
  if (!chosen || shares.length === 0) return <p>{t("opinions.stages.tooFew")}</p>;
  return (
    <>
      <Filters action={urls.pollStages(lang, { poll: poll.number })} apply={t("opinions.stages.show")}>
        <Select
          name="affirmation"
          label={t("opinions.head.statement")}
          value={String(chosen.number)}
          options={statements.map(({ number }) => ({
            value: String(number),
            text: `${number}. ${statementWords(props, number)}`,
          }))}
        />
      </Filters>
      <Quote lang={props.wordsLang}>{statementWords(props, chosen.number)}</Quote>
      <Shares {...props} chosen={chosen} />
      <StageTable {...props} />
      <Muted>
        {t("opinions.stages.rule")} {t("opinions.smallCells")}
      </Muted>
      <p>
        <a href={urls.pollStatement(lang, { poll: poll.number, statement: chosen.number })}>
          {t("opinions.stages.statement")}
        </a>
      </p>
    </>
  );
}

function intervalWords({ lang, t }: Shown["frame"], { low, high, votes }: NonNullable<StageShare["share"]>): string {
  const bound = (share: number) => formatNumber(lang, percent(share * votes, votes));
  return t("opinions.interval", { low: bound(low), high: bound(high) });
}

function Shares({ frame, chosen, shares }: Props & { readonly chosen: StatementLine }) {
  const { t } = frame;
  const base = chosen.agrees + chosen.disagrees + chosen.passes;
  return (
    <BarChart
      title={t("opinions.stages.chart")}
      labelHead={t("opinions.head.stage")}
      valueHead={t("opinions.head.agrees")}
      max={100}
      bars={[
        {
          label: t("opinions.stages.everybody"),
          value: percent(chosen.agrees, base),
          text: shareWords(frame, chosen.agrees, base),
        },
        ...shares.flatMap(({ line, share }) =>
          share
            ? [
                {
                  label: lineName(frame, line),
                  value: percent(share.agrees, share.votes),
                  text: shareWords(frame, share.agrees, share.votes),
                },
              ]
            : [],
        ),
      ]}
    />
  );
}

function StageTable({ frame, dates, shares }: Props) {
  const { t } = frame;
  const heldOn = new Map(dates.map(({ code, heldOn }) => [code, heldOn]));
  const when = (key: string): VNode | string => {
    const date = heldOn.get(key);
    return date ? <Time at={date} /> : "–";
  };
  return (
    <DataTable
      caption={t("opinions.stages.table")}
      columns={[
        { head: t("opinions.head.stage") },
        { head: t("opinions.head.date") },
        { head: t("opinions.head.agrees"), numeric: true },
        { head: t("opinions.head.interval"), numeric: true },
        { head: t("opinions.head.votes"), numeric: true },
      ]}
      rows={shares.map(({ line, share }) => [
        lineName(frame, line),
        when(line.key),
        share ? shareWords(frame, share.agrees, share.votes) : "–",
        share ? intervalWords(frame, share) : "–",
        countOrDash(frame, line.votes),
      ])}
    />
  );
}
