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
import type { CausedChange, CoveredLine, Decision } from "./decision.rules.ts";
import { ContributionLines, lineName } from "./line.view.tsx";
import { roleKey } from "./line-words.rules.ts";
import { LineWords } from "./line-words.view.tsx";
import { REVIEW_KEYS } from "./review.rules.ts";
import { ReviewActs, ReviewHistory } from "./review.view.tsx";
import type { BasisLine, Batch, Review, Successor, TiedClaim } from "./trace.rules.ts";
import { BasisSection, BatchList, Revisions, TeamClaims } from "./trace.view.tsx";
import { WordsSummary } from "./words-fields.view.tsx";

export type TeamDecisionProps = {
  /** Arguments about what it covers that wait for a decision. */
  readonly discussion: number;
  readonly frame: Frame;
  readonly decision: Decision;
  readonly lines: readonly CoveredLine[];
  readonly changes: readonly CausedChange[];
  readonly basis: readonly BasisLine[];
  readonly claims: readonly TiedClaim[];
  readonly batches: readonly Batch[];
  readonly reviews: readonly Review[];
  readonly successors: readonly Successor[];
  readonly page: number;
  readonly pages: number;
  readonly viewerId: string;
  readonly mayPublish: boolean;
  readonly errors: readonly FieldError[];
  /** What was typed to the writer, when it comes back. */
  readonly note: string;
};

const TONES = { draft: "waiting", published: "success", replaced: "neutral" } as const;

/** A decision as the team works on it. */
export function TeamDecisionView(props: TeamDecisionProps) {
  const { frame, decision, changes, errors } = props;
  const { lang, t } = frame;
  const { number, state, discardedAt } = decision;
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
      <States frame={frame} decision={decision} />
      {state === "draft" && decision.replaces !== null ? (
        <Inset>{t("decisions.replacesHint", { number: decision.replaces })}</Inset>
      ) : null}
      <WordsSummary frame={frame} values={words} language={decision.language} />
      <SummaryList rows={facts(frame, decision)} />
      {state !== "draft" ? <PublishedActs {...props} /> : null}
      {state === "draft" && discardedAt === null ? <DraftActs {...props} /> : null}
      {discardedAt === null ? null : <DiscardedActs {...props} />}
      <ReviewHistory {...props} />
      <Revisions {...props} team />
      <BasisSection {...props} />
      <TeamClaims {...props} />
      <Section title={t("decisions.page.changes")}>
        <ChangeList frame={frame} changes={changes} team />
      </Section>
      <BatchList {...props} />
      <Covered {...props} />
    </Page>
  );
}

function States({ frame, decision }: Pick<TeamDecisionProps, "frame" | "decision">) {
  const { t } = frame;
  const { state, review, discardedAt } = decision;
  if (discardedAt !== null) {
    return (
      <p>
        <Status tone="neutral">{t("decisions.state.discarded")}</Status> <Time at={discardedAt} mode="datetime" />
      </p>
    );
  }
  return (
    <p>
      <Status tone={TONES[state]}>{t(`decisions.state.${state}`)}</Status>{" "}
      {state === "draft" && review !== "none" ? (
        <Status tone={review === "approved" ? "success" : "progress"}>{t(REVIEW_KEYS[review])}</Status>
      ) : null}
    </p>
  );
}

function facts(frame: Frame, { actingRole, decidedByName, decidedAt, publishedAt }: Decision) {
  const { t } = frame;
  const published = { key: t("decisions.page.publishedAt"), value: <Time at={publishedAt ?? ""} mode="datetime" /> };
  return [
    { key: t("decisions.page.by"), value: [decidedByName, t(roleKey(actingRole))].filter(Boolean).join(", ") },
    { key: t("decisions.page.decidedAt"), value: <Time at={decidedAt} mode="datetime" /> },
    ...(publishedAt === null ? [] : [published]),
  ];
}

function DraftActs(props: TeamDecisionProps) {
  const { frame, decision, errors } = props;
  const { lang, t } = frame;
  const { number, processSlug } = decision;
  return (
    <>
      <ReviewActs {...props} noteError={errors.find(({ field }) => field === "note")?.message} />
      {props.discussion > 0 ? (
        <PostButton
          frame={frame}
          action={urls.teamDecision(lang, { decision: number })}
          kind="secondary"
          fields={{ act: "discussion" }}
        >
          {t("decisions.draft.discussion", { count: props.discussion })}
        </PostButton>
      ) : null}
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

function DiscardedActs({ frame, decision }: TeamDecisionProps) {
  const { lang, t } = frame;
  return (
    <>
      <p>{t("decisions.restore.hint")}</p>
      <PostButton
        frame={frame}
        action={urls.teamDecision(lang, { decision: decision.number })}
        fields={{ act: "restore" }}
      >
        {t("decisions.restore.button")}
      </PostButton>
    </>
  );
}

function PublishedActs({ frame, decision }: TeamDecisionProps) {
  const { lang, t } = frame;
  const { number, state } = decision;
  return (
    <>
      <p>
        <a href={urls.decision(lang, { number })}>{t("decisions.draft.public")}</a>
      </p>
      {state === "published" ? (
        <p>
          {t("decisions.draft.replaceHint")}{" "}
          <a href={urls.teamDecision(lang, { decision: number }, { etape: "reviser" })}>
            {t("decisions.draft.replace")}
          </a>
        </p>
      ) : null}
    </>
  );
}

function Covered(props: TeamDecisionProps) {
  const { frame, decision, lines, page, pages } = props;
  const { lang, t } = frame;
  const { number, coverCount, state, discardedAt } = decision;
  const mayRemove = state === "draft" && discardedAt === null && lines.length > 0;
  const mayRevise = state === "published" && lines.some(({ endedBy }) => endedBy === null);
  return (
    <Section title={t("decisions.page.contributions")} id="contributions">
      <ResultCount>{t("decisions.covers", { count: coverCount })}</ResultCount>
      {mayRemove ? <RemoveForm {...props} /> : null}
      {mayRevise ? <ReviseForm {...props} /> : null}
      {mayRemove || mayRevise ? null : <ContributionLines frame={frame} lines={lines} />}
      <Pagination page={page} pages={pages} href={(n) => urls.teamDecision(lang, { decision: number }, { page: n })} />
    </Section>
  );
}

const optionsOf = (frame: Frame, lines: readonly CoveredLine[]) =>
  lines.map((line) => ({
    value: String(line.number),
    text: lineName(frame, line),
    children: <LineWords frame={frame} line={line} />,
  }));

function RemoveForm({ frame, decision, lines }: TeamDecisionProps) {
  const { lang, t } = frame;
  return (
    <Form frame={frame} action={urls.teamDecision(lang, { decision: decision.number })}>
      <Hidden name="act" value="remove" />
      <Checkboxes
        name="contribution"
        label={t("decisions.draft.chooseRemoved")}
        small
        options={optionsOf(frame, lines)}
      />
      <Button kind="secondary">{t("decisions.draft.remove")}</Button>
    </Form>
  );
}

/** Some contributions are decided again, the others keep this decision. */
function ReviseForm({ frame, decision, lines }: TeamDecisionProps) {
  const { lang, t } = frame;
  return (
    <>
      <form method="get" action={urls.teamDecision(lang, { decision: decision.number })}>
        <Hidden name="etape" value="reviser" />
        <Checkboxes
          name="contribution"
          label={t("decisions.revise.choose")}
          small
          options={optionsOf(
            frame,
            lines.filter(({ endedBy }) => endedBy === null),
          )}
        />
        <Button kind="secondary">{t("decisions.revise.chosen")}</Button>
      </form>
      <ContributionLines frame={frame} lines={lines.filter(({ endedBy }) => endedBy !== null)} />
    </>
  );
}

/** One page to say yes: the draft holds nothing any more, and may be taken up again. */
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
