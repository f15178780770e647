import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Difference } from "#ui/difference.tsx";
import { Filters } from "#ui/filters.tsx";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Prose } from "#ui/prose.tsx";
import { Select } from "#ui/select.tsx";
import { Status } from "#ui/status.tsx";
import { Inset, Muted } from "#ui/text.tsx";
import type { Verdict } from "./list-filter.rules.ts";
import { OUTCOME_WORDS, type Outcome, PLAN_TONES, PLAN_WORDS, type PlanKind, type planOf } from "./plan.rules.ts";
import { DESK_STATES, type DeskState, type Operation, proposedSegments, VERDICT_WORDS } from "./words.rules.ts";

type Process = {
  readonly slug: string;
  readonly title: string;
  readonly documentLanguage: string;
  readonly editionNumber: number;
  readonly editionId: string;
  readonly openCount: number;
};

type Amendment = {
  readonly number: number;
  readonly position: number;
  readonly operation: Operation;
  readonly aboutText: string;
  readonly proposedText: string | null;
  readonly conflicts: readonly number[];
  readonly outcome: Outcome | null;
  readonly verdict: Verdict | null;
  readonly plan: ReturnType<typeof planOf>;
};

type Props = {
  readonly frame: Frame;
  readonly processes: readonly Process[];
  readonly process: Process | null;
  readonly state: DeskState;
  readonly passages: readonly {
    readonly passageId: string;
    readonly code: string;
    readonly text: string | null;
    readonly amendments: readonly Amendment[];
  }[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
};

/** Passage by passage of the edition being prepared: its words today, and what each amendment wants there. */
export function DeskView(props: Props): VNode {
  const { frame, processes, process, state, passages, count, page, pages } = props;
  const { lang, t } = frame;
  return (
    <Page frame={frame} title={t("amendments.desk.title")} lead={t("amendments.desk.lead")} wide section="team">
      {process === null ? (
        <>
          <Inset>{t("amendments.desk.noDraft")}</Inset>
          <p>
            <a href={urls.teamEditions(lang)}>{t("amendments.desk.toEditions")}</a>
          </p>
        </>
      ) : (
        <>
          <Filters action={urls.teamAmendments(lang)}>
            <Select
              name="demarche"
              label={t("amendments.desk.process")}
              value={process.slug}
              options={processes.map(({ slug, title, openCount }) => ({
                value: slug,
                text: t("amendments.desk.processOption", { title, count: openCount }),
              }))}
            />
            <Select
              name="etat"
              label={t("amendments.desk.state")}
              value={state}
              options={DESK_STATES.map((one) => ({ value: one, text: t(`amendments.deskState.${one}`) }))}
            />
          </Filters>
          <p>
            <a href={urls.teamEdition(lang, { edition: process.editionId })}>
              {t("amendments.desk.toEdition", { edition: process.editionNumber })}
            </a>
          </p>
          <ResultCount>{count === 0 ? t("amendments.desk.none") : t("amendments.desk.count", { count })}</ResultCount>
          {passages.map((passage) => (
            <Section key={passage.passageId} title={t("amendments.desk.passage", { code: passage.code })}>
              {passage.text === null ? (
                <Inset>{t("amendments.desk.gone")}</Inset>
              ) : (
                <Inset>
                  <Muted>{t("amendments.desk.now")}</Muted>
                  <Prose text={passage.text} lang={process.documentLanguage} />
                </Inset>
              )}
              {passage.amendments.map((amendment) => (
                <Proposed key={`${amendment.number}-${amendment.position}`} {...{ frame, process, amendment }} />
              ))}
            </Section>
          ))}
          <Pagination
            page={page}
            pages={pages}
            href={(page) => urls.teamAmendments(lang, { demarche: process.slug, etat: state, page })}
          />
        </>
      )}
    </Page>
  );
}

type ProposedProps = { readonly frame: Frame; readonly process: Process; readonly amendment: Amendment };

function Proposed({ frame, process, amendment }: ProposedProps): VNode {
  const { lang, t } = frame;
  const { number, outcome, verdict, conflicts, plan } = amendment;
  const kind: PlanKind = plan.kind;
  return (
    <>
      <h3>
        <a href={urls.teamAmendment(lang, { number })}>{t("amendments.desk.open", { number: String(number) })}</a>
      </h3>
      <p>
        {outcome ? (
          <Status tone={outcome === "declined" ? "neutral" : "success"}>{t(OUTCOME_WORDS[outcome])}</Status>
        ) : (
          <Status tone={PLAN_TONES[kind]}>{t(PLAN_WORDS[kind])}</Status>
        )}
      </p>
      {verdict ? <p>{t("amendments.desk.decision", { words: t(VERDICT_WORDS[verdict]) })}</p> : null}
      <Difference
        segments={proposedSegments(amendment)}
        operation={amendment.operation}
        lang={process.documentLanguage}
      />
      {conflicts.length > 0 ? (
        <p>{t("amendments.desk.conflicts", { count: conflicts.length, numbers: conflicts.join(", ") })}</p>
      ) : null}
    </>
  );
}
