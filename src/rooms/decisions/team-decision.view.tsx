import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { Checkboxes } from "#ui/checkboxes.tsx";
import { Form, Hidden, PostButton } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { LinkList, Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Status } from "#ui/status.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Inset, Warning } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { ChangeList } from "./caused-changes.view.tsx";
import { type ContributionLine, shortWords } from "./contribution-line.rules.ts";
import type { CausedChange, Decision } from "./decision.rules.ts";
import { ContributionLines, lineTitle } from "./line.view.tsx";
import { roleKey } from "./line-words.rules.ts";
import { WordsSummary } from "./words-fields.view.tsx";

export type TeamDecisionProps = {
  readonly frame: Frame;
  readonly decision: Decision;
  readonly lines: readonly ContributionLine[];
  readonly changes: readonly CausedChange[];
  readonly page: number;
  readonly pages: number;
  readonly mayPublish: boolean;
  /** Names the replacement before it exists: sending the form twice makes one. */
  readonly replacementId: string;
  readonly errors?: readonly FieldError[];
};

const TONES = { draft: "waiting", published: "success", replaced: "neutral" } as const;

/** A decision as the team works on it. */
export function TeamDecisionView(props: TeamDecisionProps) {
  const { frame, decision, changes, errors = [] } = props;
  const { lang, t } = frame;
  const { number, state } = decision;
  const words = { ...decision, addressedTo: decision.addressedTo ?? "" };
  return (
    <Page
      frame={frame}
      title={t("decisions.teamName", { number })}
      breadcrumb={[
        { text: t("decisions.team"), href: urls.team(lang) },
        { text: t("decisions.desk.title"), href: urls.teamDecisions(lang, { demarche: decision.processSlug }) },
      ]}
      errors={errors}
    >
      <p>
        <Status tone={TONES[state]}>{t(`decisions.state.${state}`)}</Status>
      </p>
      {decision.replaces === null ? null : (
        <Inset>
          <a href={urls.teamDecision(lang, { decision: decision.replaces })}>
            {t("decisions.replaces", { number: decision.replaces })}
          </a>
          {state === "draft" ? <p>{t("decisions.replacesHint", { number: decision.replaces })}</p> : null}
        </Inset>
      )}
      <WordsSummary frame={frame} values={words} language={decision.language} />
      <SummaryList rows={facts(frame, decision)} />
      {state === "draft" ? <DraftActs {...props} /> : <PublishedActs {...props} />}
      <Section title={t("decisions.page.changes")}>
        <ChangeList frame={frame} changes={changes} team />
      </Section>
      <Covered {...props} />
    </Page>
  );
}

function facts(frame: Frame, { actingRole, decidedAt, publishedAt }: Decision) {
  const { t } = frame;
  const published = { key: t("decisions.page.publishedAt"), value: <Time at={publishedAt ?? ""} mode="datetime" /> };
  return [
    { key: t("decisions.page.by"), value: t(roleKey(actingRole)) },
    { key: t("decisions.page.decidedAt"), value: <Time at={decidedAt} mode="datetime" /> },
    ...(publishedAt === null ? [] : [published]),
  ];
}

function DraftActs({ frame, decision, mayPublish }: TeamDecisionProps) {
  const { lang, t } = frame;
  const { number, processSlug } = decision;
  return (
    <>
      {mayPublish ? (
        <PostButton
          frame={frame}
          action={urls.teamDecisions(lang)}
          fields={{ act: "check", demarche: processSlug, decision: String(number) }}
        >
          {t("decisions.draft.publish")}
        </PostButton>
      ) : (
        <p>{t("decisions.draft.notYou")}</p>
      )}
      <LinkList
        items={[
          {
            text: t("decisions.draft.edit"),
            href: urls.teamDecision(lang, { decision: number }, { etape: "modifier" }),
          },
          {
            text: t("decisions.draft.add"),
            href: urls.teamDecisions(lang, { demarche: processSlug, decision: number }),
          },
          {
            text: t("decisions.draft.discard"),
            href: urls.teamDecision(lang, { decision: number }, { etape: "supprimer" }),
          },
        ]}
      />
    </>
  );
}

function PublishedActs({ frame, decision, replacementId }: TeamDecisionProps) {
  const { lang, t } = frame;
  const { number, replacedBy, state } = decision;
  return (
    <>
      <p>
        <a href={urls.decision(lang, { number })}>{t("decisions.draft.public")}</a>
      </p>
      {replacedBy === null ? null : (
        <p>
          <a href={urls.teamDecision(lang, { decision: replacedBy })}>
            {t("decisions.replacedBy", { number: replacedBy })}
          </a>
        </p>
      )}
      {state === "published" ? (
        <>
          <p>{t("decisions.draft.replaceHint")}</p>
          <PostButton
            frame={frame}
            action={urls.teamDecision(lang, { decision: number })}
            kind="secondary"
            fields={{ act: "replace", id: replacementId }}
          >
            {t("decisions.draft.replace")}
          </PostButton>
        </>
      ) : null}
    </>
  );
}

function Covered({ frame, decision, lines, page, pages }: TeamDecisionProps) {
  const { lang, t } = frame;
  const { number, coverCount, state } = decision;
  return (
    <Section title={t("decisions.page.contributions")} id="contributions">
      <ResultCount>{t("decisions.covers", { count: coverCount })}</ResultCount>
      {state === "draft" && lines.length > 0 ? (
        <Form frame={frame} action={urls.teamDecision(lang, { decision: number })}>
          <Hidden name="act" value="remove" />
          <Checkboxes
            name="contribution"
            label={t("decisions.draft.chooseRemoved")}
            small
            options={lines.map((line) => ({
              value: String(line.number),
              text: lineTitle(frame, line),
              hint: [line.isSynthetic ? t("ui.synthetic") : "", shortWords(line)].filter(Boolean).join(" · "),
            }))}
          />
          <Button kind="secondary">{t("decisions.draft.remove")}</Button>
        </Form>
      ) : (
        <ContributionLines frame={frame} lines={lines} />
      )}
      <Pagination page={page} pages={pages} href={(n) => urls.teamDecision(lang, { decision: number }, { page: n })} />
    </Section>
  );
}

/** One page to say yes: a deleted draft leaves no trace. */
export function DiscardDraftView({ frame, decision }: { readonly frame: Frame; readonly decision: Decision }) {
  const { lang, t } = frame;
  const { number, coverCount } = decision;
  const here = urls.teamDecision(lang, { decision: number });
  return (
    <Page
      frame={frame}
      title={t("decisions.discard.title", { number })}
      backLink={{ text: t("decisions.desk.backToDraft", { number }), href: here }}
    >
      <Warning>{t("decisions.discard.effect", { count: coverCount })}</Warning>
      <PostButton frame={frame} action={here} kind="warning" fields={{ act: "discard" }}>
        {t("decisions.discard.confirm")}
      </PostButton>
    </Page>
  );
}

type PublishCheckProps = {
  readonly frame: Frame;
  readonly process: string;
  readonly decisions: readonly Pick<Decision, "number" | "verdict" | "coverCount">[];
  readonly numbers: string;
  readonly contributions: number;
  readonly mails: number;
  readonly verdictWords: (decision: Pick<Decision, "verdict">) => string;
};

export function PublishCheckView(props: PublishCheckProps) {
  const { frame, process, decisions, numbers, contributions, mails, verdictWords } = props;
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("decisions.publish.title", { count: decisions.length })}
      backLink={{
        text: t("decisions.drafts.title"),
        href: urls.teamDecisions(lang, { demarche: process, etat: "brouillons" }),
      }}
    >
      <SummaryList
        rows={[
          {
            key: t("decisions.publish.decisions"),
            value: t("decisions.publish.decisionCount", { count: decisions.length }),
          },
          {
            key: t("decisions.publish.contributions"),
            value: t("decisions.publish.answers", { count: contributions }),
          },
          { key: t("decisions.publish.mails"), value: t("decisions.publish.mailCount", { count: mails }) },
        ]}
      />
      <ul>
        {decisions.slice(0, 100).map((decision) => (
          <li key={decision.number}>
            <a href={urls.teamDecision(lang, { decision: decision.number })}>
              {t("decisions.drafts.option", { number: decision.number, verdict: verdictWords(decision) })}
            </a>
            {", "}
            {t("decisions.covers", { count: decision.coverCount })}
          </li>
        ))}
      </ul>
      {decisions.length > 100 ? <p>{t("decisions.publish.more", { count: decisions.length - 100 })}</p> : null}
      <Warning>{t("decisions.publish.effect")}</Warning>
      <Form frame={frame} action={urls.teamDecisions(lang)}>
        <Hidden name="demarche" value={process} />
        <Hidden name="decisions" value={numbers} />
        <Button name="act" value="publish">
          {t("decisions.publish.confirm", { count: decisions.length })}
        </Button>
      </Form>
    </Page>
  );
}
