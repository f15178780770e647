import { urls } from "#kernel/urls.ts";
import { BarChart } from "#ui/bar-chart.tsx";
import { DecisionCard } from "#ui/decision-card.tsx";
import { Filters } from "#ui/filters.tsx";
import type { Frame } from "#ui/frame.ts";
import { Cards, Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Progress } from "#ui/progress.tsx";
import { Prose } from "#ui/prose.tsx";
import { Select } from "#ui/select.tsx";
import { Status } from "#ui/status.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Inset } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { ChangeList } from "./caused-changes.view.tsx";
import type { CausedChange, CoveredLine, Decision, VerdictCount } from "./decision.rules.ts";
import { ContributionLines } from "./line.view.tsx";
import { roleKey } from "./line-words.rules.ts";
import type { BasisLine, Review, Successor, TiedClaim } from "./trace.rules.ts";
import { BasisSection, PublicClaims, Revisions } from "./trace.view.tsx";
import { VERDICTS, type Verdict, verdictKey, verdictTone } from "./verdict.rules.ts";

type ListProps = {
  readonly frame: Frame;
  readonly process: { readonly slug: string; readonly title: string; readonly language: string };
  readonly meter: { readonly answered: number; readonly total: number };
  readonly counts: readonly VerdictCount[];
  readonly verdict: Verdict | null;
  readonly decisions: readonly Decision[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
};

/** Every published decision of a process, with the counts by verdict. */
export function ProcessDecisionsView(props: ListProps) {
  const { frame, process, meter, counts, verdict, decisions, count, page, pages } = props;
  const { lang, t } = frame;
  const params = { process: process.slug };
  return (
    <Page
      frame={frame}
      title={t("decisions.list.title")}
      lead={process.title}
      breadcrumb={[
        { text: t("processes.list.title"), href: urls.processes(lang) },
        { text: process.title, href: urls.process(lang, params) },
      ]}
    >
      {meter.total > 0 ? (
        <Progress value={meter.answered} max={meter.total}>
          {t("processes.meter", meter)}
        </Progress>
      ) : null}
      {counts.length > 0 ? (
        <BarChart
          title={t("decisions.list.chart")}
          labelHead={t("decisions.form.verdict")}
          valueHead={t("decisions.list.answered")}
          bars={VERDICTS.map((one) => ({
            label: t(verdictKey(one)),
            value: counts.find((row) => row.verdict === one)?.contributions ?? 0,
            href: urls.processDecisions(lang, params, { verdict: one }),
          }))}
        />
      ) : null}
      <Filters action={urls.processDecisions(lang, params)} resetHref={urls.processDecisions(lang, params)}>
        <Select
          name="verdict"
          label={t("decisions.form.verdict")}
          value={verdict ?? ""}
          emptyOption={t("decisions.list.allVerdicts")}
          options={VERDICTS.map((one) => ({ value: one, text: t(verdictKey(one)) }))}
        />
      </Filters>
      <ResultCount>{t("decisions.list.count", { count })}</ResultCount>
      <Cards>
        {decisions.map((decision) => (
          <DecisionCard
            key={decision.number}
            level={2}
            verdict={t(verdictKey(decision.verdict))}
            tone={verdictTone(decision.verdict)}
            reason={decision.reason}
            lang={decision.language}
            href={urls.decision(lang, { number: decision.number })}
            title={t("decisions.name", { number: decision.number })}
            by={t(roleKey(decision.actingRole))}
            at={decision.decidedAt}
            covers={{
              text: t("decisions.covers", { count: decision.coverCount }),
              href: `${urls.decision(lang, { number: decision.number })}#contributions`,
            }}
          />
        ))}
      </Cards>
      <Pagination
        page={page}
        pages={pages}
        href={(n) => urls.processDecisions(lang, params, { verdict: verdict ?? undefined, page: n })}
      />
    </Page>
  );
}

type DecisionProps = {
  readonly frame: Frame;
  readonly decision: Decision;
  readonly lines: readonly CoveredLine[];
  readonly changes: readonly CausedChange[];
  readonly basis: readonly BasisLine[];
  readonly claims: readonly TiedClaim[];
  readonly reviews: readonly Review[];
  readonly successors: readonly Successor[];
  /** The log holds its answer. */
  readonly isLogged: boolean;
  readonly page: number;
  readonly pages: number;
};

/** A decision, why, the answer, whose words it is about and what it changed. */
export function DecisionView(props: DecisionProps) {
  const { frame, decision, lines, changes, reviews, page, pages } = props;
  const { lang, t } = frame;
  const { number, verdict, reason, answer, addressedTo, language, state, endedCount } = decision;
  const process = { process: decision.processSlug };
  const body = {
    key: t("decisions.form.addressedTo"),
    value: <Prose text={addressedTo ?? ""} lang={language} inline />,
  };
  return (
    <Page
      frame={frame}
      title={t("decisions.name", { number })}
      lead={t(verdictKey(verdict))}
      breadcrumb={[
        { text: t("processes.list.title"), href: urls.processes(lang) },
        { text: decision.processTitle, href: urls.process(lang, process) },
        { text: t("decisions.list.title"), href: urls.processDecisions(lang, process) },
      ]}
    >
      {state === "replaced" ? <Inset>{t("decisions.page.replacedHint")}</Inset> : null}
      {state === "published" && endedCount > 0 ? (
        <Inset>{t("decisions.page.partlyRevised", { count: endedCount })}</Inset>
      ) : null}
      <SummaryList
        rows={[
          {
            key: t("decisions.form.verdict"),
            value: <Status tone={verdictTone(verdict)}>{t(verdictKey(verdict))}</Status>,
          },
          ...(addressedTo === null ? [] : [body]),
          { key: t("decisions.page.by"), value: t(roleKey(decision.actingRole)) },
          { key: t("decisions.page.decidedAt"), value: <Time at={decision.decidedAt} /> },
          ...readAgain(frame, reviews),
          { key: t("decisions.page.publishedAt"), value: <Time at={decision.publishedAt ?? ""} /> },
        ]}
      />
      <Section title={t("decisions.page.reason")}>
        <Prose text={reason} lang={language} />
      </Section>
      <Section title={t("decisions.page.answer")}>
        <Prose text={answer} lang={language} />
        {props.isLogged ? (
          <p>
            <a href={urls.loggedObject(lang, { object: decision.id })}>{t("decisions.page.logged")}</a>
          </p>
        ) : null}
      </Section>
      <Revisions {...props} />
      <BasisSection {...props} />
      <PublicClaims {...props} />
      <Section title={t("decisions.page.changes")} id="modifications">
        <ChangeList frame={frame} changes={changes} />
        <p>
          <a href={urls.thread(lang, { kind: "decision", id: decision.id })}>{t("thread.link")}</a>
        </p>
      </Section>
      <Section title={t("decisions.page.contributions")} id="contributions">
        <ResultCount>{t("decisions.covers", { count: decision.coverCount })}</ResultCount>
        <ContributionLines frame={frame} lines={lines} />
        <Pagination page={page} pages={pages} href={(n) => urls.decision(lang, { number }, { page: n })} />
      </Section>
    </Page>
  );
}

/** The second reader is named by role and date; drafts and what was said between the two stay with the team. */
function readAgain({ t }: Frame, reviews: readonly Review[]) {
  const approved = reviews.findLast(({ act }) => act === "approved");
  if (!approved) return [];
  const value = (
    <>
      {t(roleKey(approved.actingRole))}, <Time at={approved.madeAt} />
    </>
  );
  return [{ key: t("decisions.page.readBy"), value }];
}
