import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Form } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { Radios } from "#ui/radios.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Inset } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { Time } from "#ui/time.tsx";
import type { Ground, Verb } from "./moderation.rules.ts";
import { GROUND_WORDS, VERB_DONE_WORDS } from "./words.rules.ts";

type ShownAppeal = {
  readonly id: string;
  readonly number: number;
  readonly body: string;
  readonly proposedText: string | null;
  readonly language: string;
  readonly words: string;
  readonly madeAt: Date;
  readonly verb: Verb;
  readonly ground: Ground | null;
  readonly reason: string | null;
  readonly actMadeAt: Date;
  readonly outcome: "upheld" | "overturned" | null;
  readonly outcomeReason: string | null;
};

export function AppealListView({
  frame,
  appeals,
}: {
  readonly frame: Frame;
  readonly appeals: readonly ShownAppeal[];
}) {
  const { lang, t } = frame;
  return (
    <Page frame={frame} title={t("moderation.appealsTitle")} lead={t("moderation.appealsLead")} wide section="team">
      <DataTable
        caption={t("moderation.appealsTitle")}
        captionHidden
        empty={t("moderation.appealsEmpty")}
        columns={[
          { head: t("moderation.headContribution") },
          { head: t("moderation.headAct") },
          { head: t("moderation.headDate") },
        ]}
        rows={appeals.map((appeal) => [
          <a key="open" href={urls.teamAppeal(lang, { appeal: appeal.id })}>
            {t("moderation.appealTitle", { number: String(appeal.number) })}
          </a>,
          t(VERB_DONE_WORDS[appeal.verb]),
          <Time key="at" at={appeal.madeAt} mode="datetime" />,
        ])}
      />
    </Page>
  );
}

type AppealProps = {
  readonly frame: Frame;
  readonly appeal: ShownAppeal;
  readonly isOwn: boolean;
  readonly typed?: Readonly<Record<string, string | readonly string[]>>;
  readonly errors?: readonly FieldError[];
};

export function AppealView({ frame, appeal, isOwn, typed = {}, errors = [] }: AppealProps) {
  const { lang, t } = frame;
  const error = (name: string): string | undefined => errors.find((one) => one.field === name)?.message;
  return (
    <Page
      frame={frame}
      title={t("moderation.appealTitle", { number: String(appeal.number) })}
      backLink={urls.teamAppeals(lang)}
      errors={errors}
      section="team"
    >
      <Section title={t("moderation.appealAct")}>
        <SummaryList
          rows={[
            { key: t("moderation.headAct"), value: t(VERB_DONE_WORDS[appeal.verb]) },
            { key: t("moderation.headGround"), value: appeal.ground ? t(GROUND_WORDS[appeal.ground]) : "–" },
            { key: t("moderation.headReason"), value: appeal.reason ?? "–" },
            { key: t("moderation.headDate"), value: <Time at={appeal.actMadeAt} mode="datetime" /> },
          ]}
        />
      </Section>
      <Section title={t("moderation.itemWords")}>
        {appeal.proposedText ? <Prose text={appeal.proposedText} lang={appeal.language} /> : null}
        <Prose text={appeal.body} lang={appeal.language} />
      </Section>
      <Section title={t("moderation.appealWords")}>
        <Prose text={appeal.words} lang={appeal.language} />
      </Section>
      {appeal.outcome !== null ? <Inset>{t("moderation.appealDecided")}</Inset> : null}
      {appeal.outcome === null && isOwn ? <Inset>{t("moderation.appealOwn")}</Inset> : null}
      {appeal.outcome === null && !isOwn ? (
        <Form frame={frame} action={urls.teamAppeal(lang, { appeal: appeal.id })}>
          <Radios
            name="outcome"
            label={t("moderation.appealOutcome")}
            value={typeof typed.outcome === "string" ? typed.outcome : ""}
            error={error("outcome")}
            options={[
              { value: "upheld", text: t("moderation.appealUphold") },
              { value: "overturned", text: t("moderation.appealOverturn") },
            ]}
          />
          <TextArea
            name="reason"
            label={t("moderation.reason")}
            value={typeof typed.reason === "string" ? typed.reason : ""}
            rows={4}
            limit={2000}
            error={error("reason")}
          />
          <Button>{t("moderation.appealSave")}</Button>
        </Form>
      ) : null}
    </Page>
  );
}

type ContestProps = {
  readonly frame: Frame;
  readonly code: string;
  readonly body: string;
  readonly language: string;
  readonly act: {
    readonly verb: Verb;
    readonly ground: Ground | null;
    readonly reason: string | null;
    readonly isContested: boolean;
  } | null;
  readonly typed?: string;
  readonly errors?: readonly FieldError[];
};

export function ContestView({ frame, code, body, language, act, typed = "", errors = [] }: ContestProps) {
  const { lang, t } = frame;
  const canContest = act !== null && !act.isContested;
  return (
    <Page
      frame={frame}
      title={t("moderation.contestTitle")}
      lead={canContest ? t("moderation.contestLead") : undefined}
      backLink={urls.receipt(lang, { code })}
      errors={errors}
      robots="noindex"
    >
      {act === null ? <Inset>{t("moderation.nothingToContest")}</Inset> : null}
      {act?.isContested ? <Inset>{t("moderation.contestAlready")}</Inset> : null}
      <Section title={t("moderation.contestYour")}>
        <Prose text={body} lang={language} />
      </Section>
      {act ? (
        <SummaryList
          rows={[
            { key: t("moderation.headAct"), value: t(VERB_DONE_WORDS[act.verb]) },
            { key: t("moderation.headGround"), value: act.ground ? t(GROUND_WORDS[act.ground]) : "–" },
            { key: t("moderation.headReason"), value: act.reason ?? "–" },
          ]}
        />
      ) : null}
      {canContest ? (
        <Form frame={frame} action={urls.receiptAppeal(lang, { code })}>
          <TextArea
            name="words"
            label={t("moderation.contestWords")}
            value={typed}
            rows={6}
            limit={4000}
            error={errors.find((one) => one.field === "words")?.message}
          />
          <Button>{t("moderation.contestSend")}</Button>
        </Form>
      ) : null}
    </Page>
  );
}
