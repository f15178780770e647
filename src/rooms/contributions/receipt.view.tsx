import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup, ButtonLink } from "#ui/button.tsx";
import { DecisionCard } from "#ui/decision-card.tsx";
import { Form } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { PrintHint } from "#ui/print-hint.tsx";
import { Prose } from "#ui/prose.tsx";
import { Status } from "#ui/status.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { TaskList } from "#ui/task-list.tsx";
import { Inset } from "#ui/text.tsx";
import { TextField } from "#ui/text-field.tsx";
import { Time } from "#ui/time.tsx";
import { AmendedPart } from "./amended-part.view.tsx";
import { camel, canRephrase, canWithdraw } from "./contribution.rules.ts";
import type { Proof } from "./proof.rules.ts";
import { ProofSection } from "./proof.view.tsx";
import { canContest, type OwnContribution, standingAct } from "./receipt.rules.ts";
import { verdictTone } from "./verdict.rules.ts";
import { errorOf, placeName, type TypedFields } from "./wizard.view.tsx";

type SearchProps = {
  readonly frame: Frame;
  readonly typed?: TypedFields | undefined;
  readonly errors?: readonly FieldError[] | undefined;
};

export function ReceiptSearchView({ frame, typed, errors }: SearchProps): VNode {
  const { lang, t } = frame;
  return (
    <Page frame={frame} title={t("receipt.search.title")} lead={t("receipt.search.lead")} errors={errors}>
      <Form frame={frame} action={urls.receiptSearch(lang)}>
        <TextField
          name="code"
          label={t("receipt.search.code")}
          hint={t("receipt.search.hint")}
          width={20}
          autocomplete="off"
          spellcheck={false}
          value={typeof typed?.code === "string" ? typed.code.slice(0, 200) : undefined}
          error={errorOf(errors, "code")}
        />
        <Button>{t("receipt.search.find")}</Button>
      </Form>
      <Section title={t("receipt.search.lostTitle")}>
        <p>{t("receipt.search.lost")}</p>
      </Section>
    </Page>
  );
}

export type ReceiptProps = {
  readonly frame: Frame;
  /** As it stands in the address. */
  readonly code: string;
  readonly own: OwnContribution;
};

/** Where a contribution stands, for its author alone. */
export function ReceiptView(props: ReceiptProps & { readonly proof: Proof }): VNode {
  const { frame, code, own, proof } = props;
  const { lang, t } = frame;
  const isPublished = own.state === "published";
  return (
    <Page
      frame={frame}
      title={t("receipt.title", { number: String(own.number) })}
      breadcrumb={[{ text: t("receipt.search.title"), href: urls.receiptSearch(lang) }]}
      robots="noindex"
    >
      <p>{t(`receipt.state.${camel(own.state)}`)}</p>
      <Explained {...props} />
      {isPublished ? (
        <p>
          <a href={urls.contribution(lang, { number: own.number })}>{t("receipt.toPage")}</a>
        </p>
      ) : null}
      <Section title={t("receipt.steps.title")}>
        <Steps {...props} />
      </Section>
      {own.decision ? <Decided {...props} decision={own.decision} /> : null}
      <Section title={t("receipt.words.title")}>
        <Words {...props} />
      </Section>
      <ProofSection frame={frame} code={code} {...proof} />
      {own.state === "erased" ? null : (
        <Section title={t("receipt.data.title")}>
          <p>{t("receipt.data.text")}</p>
          <p>
            <a href={urls.ownData(lang, { code })}>{t("receipt.data.link")}</a>
          </p>
        </Section>
      )}
      {canWithdraw(own.state) && !own.isDetached ? (
        <Section title={t("receipt.withdraw.title")}>
          <p>
            <a href={urls.receiptWithdraw(lang, { code })}>{t("receipt.withdraw.link")}</a>
          </p>
        </Section>
      ) : null}
      <PrintHint />
    </Page>
  );
}

/** What a moderator did, why, and what the author can do about it. */
function Explained({ frame, code, own }: ReceiptProps): VNode | null {
  const { lang, t } = frame;
  const act = standingAct(own);
  if (!act) return null;
  return (
    <>
      <Inset>
        {act.ground ? <p>{t("receipt.act.ground", { ground: t(`receipt.ground.${camel(act.ground)}`) })}</p> : null}
        {act.reason ? <Prose text={act.reason} /> : null}
        <p>
          <a href={urls.charter(lang)}>{t("receipt.act.charter")}</a>
        </p>
      </Inset>
      <ButtonGroup>
        {canRephrase(own.state) && !own.isDetached ? (
          <ButtonLink href={urls.receiptRephrase(lang, { code })}>{t("receipt.act.rephrase")}</ButtonLink>
        ) : null}
        {canContest(own) ? (
          <ButtonLink kind="secondary" href={urls.receiptAppeal(lang, { code })}>
            {t("receipt.act.contest")}
          </ButtonLink>
        ) : null}
      </ButtonGroup>
      <Appeal {...{ frame, own }} />
    </>
  );
}

function Appeal({ frame, own: { appeal } }: Pick<ReceiptProps, "frame" | "own">): VNode | null {
  const { t } = frame;
  if (!appeal) return null;
  return (
    <>
      <p>{t(appeal.outcome ? `receipt.appeal.${appeal.outcome}` : "receipt.appeal.waiting")}</p>
      {appeal.reason ? <Prose text={appeal.reason} /> : null}
    </>
  );
}

function Steps({ frame, own }: ReceiptProps): VNode {
  const { t } = frame;
  const done = (at: Date | string) => (
    <Status tone="success">
      <Time at={at} />
    </Status>
  );
  const waiting = <Status tone="waiting">{t("receipt.steps.waiting")}</Status>;
  const isOver = own.state === "withdrawn" || own.state === "erased" || own.state === "hidden";
  const stopped = <Status tone="neutral">{t("receipt.steps.stopped")}</Status>;
  const later = isOver ? stopped : waiting;
  const read = {
    received: waiting,
    published: done(own.publishedAt ?? own.submittedAt),
    rephrase_asked: <Status tone="warning">{t("receipt.steps.toRephrase")}</Status>,
    hidden: <Status tone="danger">{t("receipt.steps.hidden")}</Status>,
    withdrawn: stopped,
    erased: stopped,
  }[own.state];
  const { decision } = own;
  const changed = decision && decision.changes > 0;
  const unchanged = decision ? <Status tone="neutral">{t("receipt.steps.noChange")}</Status> : later;
  return (
    <TaskList
      items={[
        { title: t("receipt.steps.received"), status: done(own.submittedAt) },
        { title: t("receipt.steps.read"), status: read },
        { title: t("receipt.steps.decided"), status: decision ? done(decision.at) : later },
        {
          title: t("receipt.steps.changed"),
          hint: changed ? t("receipt.steps.changes", { count: decision.changes }) : undefined,
          status: changed ? <Status tone="success">{t("receipt.steps.done")}</Status> : unchanged,
        },
      ]}
    />
  );
}

function Decided({
  frame,
  code,
  decision,
}: ReceiptProps & { readonly decision: NonNullable<OwnContribution["decision"]> }): VNode {
  const { lang, t } = frame;
  return (
    <Section title={t("receipt.answer.title")}>
      <Prose text={decision.answer} lang="fr" />
      <DecisionCard
        verdict={t(`contributions.verdict.${camel(decision.verdict)}`)}
        tone={verdictTone(decision.verdict)}
        reason={decision.reason}
        lang="fr"
        href={urls.decision(lang, { number: decision.number })}
        at={decision.at}
      />
      <p>
        <a href={urls.receiptOpinion(lang, { code })}>{t("receipt.answer.judge")}</a>
      </p>
    </Section>
  );
}

function Words({ frame, own }: ReceiptProps): VNode {
  const { t } = frame;
  const isAmendment = own.kind === "amendment";
  const rows = [
    { key: t("contribute.check.about"), value: placeName(frame, own) },
    { key: t("contribute.check.kind"), value: t(`contribute.kind.${own.kind}`) },
    ...(own.title ? [{ key: t("contribute.check.proposalTitle"), value: <Prose text={own.title} inline /> }] : []),
    ...own.parts.map((part) => ({
      key:
        own.parts.length === 1 ? t("contribute.check.rewriting") : t("contribute.parts.passage", { code: part.code }),
      value: <AmendedPart part={part} lang={own.documentLanguage} />,
    })),
    {
      key: t(isAmendment ? "contribute.check.reasons" : "contribute.check.words"),
      value: <Prose text={own.body} lang={own.language} />,
    },
  ];
  return (
    <>
      <SummaryList rows={rows} />
      {own.isMasked ? <p>{t("receipt.words.masked")}</p> : null}
    </>
  );
}
