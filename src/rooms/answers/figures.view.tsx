import type { VNode } from "preact";
import { formatNumber } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import { BarChart } from "#ui/bar-chart.tsx";
import { DataTable } from "#ui/data-table.tsx";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Progress } from "#ui/progress.tsx";
import { rich } from "#ui/rich.tsx";
import { Muted } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import type { AnswerLine, Figures } from "./figures.rules.ts";
import { mayShow, OPINIONS, totalOf, type VerdictWords } from "./opinion.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly process: { readonly slug: string; readonly title: string };
  readonly figures: Figures;
  /** Every verdict with its words, in the order of the list. */
  readonly verdicts: readonly VerdictWords[];
  readonly categories: readonly AnswerLine[];
  /** Null while the themes are not signed. */
  readonly themes: readonly AnswerLine[] | null;
};

/** Who was answered, how, how fast, and whether it answered them. */
export function FiguresView(props: Props): VNode {
  const { frame, process, figures, categories, themes } = props;
  const { lang, t } = frame;
  const params = { process: process.slug };
  const { total, answered, medianDays, oldestWaiting } = figures;
  return (
    <Page
      frame={frame}
      title={t("answers.figures.title")}
      lead={process.title}
      breadcrumb={[
        { text: t("processes.list.title"), href: urls.processes(lang) },
        { text: process.title, href: urls.process(lang, params) },
      ]}
    >
      {total === 0 ? (
        <p>{t("answers.figures.nothing")}</p>
      ) : (
        <Progress value={answered} max={total}>
          {t("processes.meter", { answered, total })}
        </Progress>
      )}
      {medianDays === null ? null : <p>{t("answers.figures.median", { days: Math.round(medianDays) })}</p>}
      {oldestWaiting === null ? null : (
        <p>{rich(t, "answers.figures.oldest", { date: <Time key="at" at={oldestWaiting} /> })}</p>
      )}
      {answered > 0 ? <Verdicts {...props} /> : null}
      {answered > 0 ? <Delays {...props} /> : null}
      <Opinions {...props} />
      {categories.length > 0 ? (
        <Lines
          frame={frame}
          title={t("answers.figures.byCategory")}
          head={t("answers.figures.category")}
          lines={categories}
        />
      ) : null}
      {themes && themes.length > 0 ? (
        <Lines frame={frame} title={t("answers.figures.byTheme")} head={t("answers.figures.theme")} lines={themes} />
      ) : null}
      <Section title={t("answers.figures.follow")}>
        <p>
          <a href={urls.processDecisions(lang, params)}>{t("answers.figures.decisions")}</a>
        </p>
        <p>
          <a href={urls.decisionsAtom(lang, params)}>{t("answers.feed.atom")}</a>
        </p>
        <p>
          <a href={urls.decisionsRss(lang, params)}>{t("answers.feed.rss")}</a>
        </p>
      </Section>
    </Page>
  );
}

function Verdicts({ frame, process, figures, verdicts }: Props): VNode {
  const { lang, t } = frame;
  return (
    <BarChart
      title={t("answers.figures.byVerdict")}
      labelHead={t("decisions.form.verdict")}
      valueHead={t("answers.figures.contributions")}
      bars={verdicts.map(({ verdict, words }) => ({
        label: words,
        value: figures.verdicts.find((row) => row.verdict === verdict)?.count ?? 0,
        href: urls.processContributions(lang, { process: process.slug }, { verdict }),
      }))}
    />
  );
}

function Delays({ frame, figures }: Props): VNode {
  const { t } = frame;
  return (
    <BarChart
      title={t("answers.figures.byDelay")}
      summary={t("answers.figures.delayRule")}
      labelHead={t("answers.figures.delay")}
      valueHead={t("answers.figures.contributions")}
      bars={figures.delays.map(({ name, count }) => ({ label: t(`answers.delay.${name}`), value: count }))}
    />
  );
}

function Opinions({ frame, figures: { opinions } }: Props): VNode {
  const { t } = frame;
  return (
    <Section title={t("answers.figures.opinions")}>
      {mayShow(opinions) ? (
        <BarChart
          title={t("answers.form.question")}
          summary={t("answers.figures.spoke", { count: totalOf(opinions) })}
          labelHead={t("answers.figures.opinion")}
          valueHead={t("answers.figures.authors")}
          bars={OPINIONS.map((value) => ({ label: t(`answers.opinion.${value}`), value: opinions[value] }))}
        />
      ) : (
        <p>{t(totalOf(opinions) === 0 ? "answers.figures.noOpinion" : "answers.figures.fewOpinions")}</p>
      )}
      <Muted>{t("answers.figures.opinionRule")}</Muted>
    </Section>
  );
}

type LinesProps = {
  readonly frame: Frame;
  readonly title: string;
  readonly head: string;
  readonly lines: readonly AnswerLine[];
};

function Lines({ frame, title, head, lines }: LinesProps): VNode {
  const { lang, t } = frame;
  return (
    <Section title={title}>
      <DataTable
        caption={title}
        captionHidden
        rowHeads
        columns={[
          { head },
          { head: t("answers.figures.contributions"), numeric: true },
          { head: t("answers.figures.answered"), numeric: true },
        ]}
        rows={lines.map(({ label, total, answered }) => [
          label ?? t("answers.figures.others"),
          formatNumber(lang, total),
          formatNumber(lang, answered),
        ])}
      />
      {lines.some(({ label }) => label === null) ? <Muted>{t("answers.figures.othersRule")}</Muted> : null}
    </Section>
  );
}
