import { formatDate } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup, ButtonLink } from "#ui/button.tsx";
import { Form, Hidden, Honeypot } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { Radios } from "#ui/radios.tsx";
import { Inset, Muted, Quote, Warning } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import type { Flag } from "./flags.rules.ts";
import { PollHeader, pollTrail } from "./header.view.tsx";
import type { Poll } from "./poll.rules.ts";
import { type HiddenReason, STATEMENT_LIMIT, type Statement, type StatementState } from "./statement.rules.ts";
import { FLAG_WORDS, REASON_WORDS, STATE_WORDS } from "./words.rules.ts";

type Own = {
  readonly number: number;
  readonly text: string;
  readonly language: string;
  readonly state: StatementState;
  readonly hiddenReason: HiddenReason | null;
  readonly hiddenNote: string | null;
  readonly proposedAt: Date;
};
export type Barrier = "closed" | "nobody" | "accounts" | null;
type Props = {
  readonly frame: Frame;
  readonly poll: Poll;
  /** Why nothing may be proposed now. */
  readonly barrier: Barrier;
  readonly own: readonly Own[];
  /** The number of the one that was just sent. */
  readonly sent: number | null;
  readonly typed: { readonly text: string; readonly language: "fr" | "en" };
  readonly errors: readonly FieldError[];
};

/** One sentence that others will vote on. */
export function ProposeView(props: Props) {
  const { frame, poll, barrier, own, sent, errors } = props;
  const { t } = frame;
  return (
    <Page
      frame={frame}
      title={t("polls.propose.title")}
      breadcrumb={pollTrail(frame, poll)}
      errors={errors}
      robots="noindex"
    >
      <PollHeader frame={frame} poll={poll} current={null} />
      {sent === null ? null : <Sent frame={frame} poll={poll} number={sent} />}
      {barrier === null ? <ProposeForm {...props} /> : <BarrierWords {...props} />}
      {own.length > 0 ? <OwnProposals frame={frame} own={own} /> : null}
    </Page>
  );
}

function Sent({ frame, poll, number }: Pick<Props, "frame" | "poll"> & { readonly number: number }) {
  const { lang, t } = frame;
  return (
    <Section title={t("polls.propose.sentTitle", { number })} id="recu">
      <p>{t("polls.propose.sentNext")}</p>
      <p>{t("polls.propose.sentRefused")}</p>
      <p>{t("polls.propose.sentKept")}</p>
      <ButtonGroup>
        <ButtonLink href={urls.pollVote(lang, { poll: poll.number })}>{t("polls.propose.backToVote")}</ButtonLink>
      </ButtonGroup>
    </Section>
  );
}

function BarrierWords({ frame, poll, barrier }: Props) {
  const { lang, t } = frame;
  if (barrier === "accounts") {
    return (
      <Inset>
        {t("polls.propose.accounts")}{" "}
        <a href={urls.signIn(lang, { retour: urls.pollPropose(lang, { poll: poll.number }) })}>
          {t("polls.propose.signIn")}
        </a>
      </Inset>
    );
  }
  return <Inset>{t(barrier === "nobody" ? "polls.propose.nobody" : "polls.error.noProposals")}</Inset>;
}

function ProposeForm({ frame, poll, typed, errors, sent }: Props) {
  const { lang, t } = frame;
  const error = (name: string) => errors.find(({ field }) => field === name)?.message;
  return (
    <Section title={t(sent === null ? "polls.propose.formTitle" : "polls.propose.another")} id="proposer">
      <ul>
        {(["idea", "vote", "health"] as const).map((key) => (
          <li key={key}>{t(`polls.propose.rule.${key}`)}</li>
        ))}
      </ul>
      <Form frame={frame} action={urls.pollPropose(lang, { poll: poll.number })}>
        <Honeypot />
        <Hidden name="step" value="check" />
        <TextArea
          name="text"
          label={t("polls.propose.text")}
          hint={t("polls.propose.textHint")}
          limit={STATEMENT_LIMIT}
          rows={3}
          value={typed.text}
          lang={typed.language}
          error={error("text")}
        />
        {lang === poll.language ? (
          <Hidden name="language" value={poll.language} />
        ) : (
          <LanguageField frame={frame} value={typed.language} error={error("language")} />
        )}
        <Button>{t("polls.propose.check")}</Button>
      </Form>
    </Section>
  );
}

type LanguageProps = { readonly frame: Frame; readonly value: string; readonly error: string | undefined };

function LanguageField({ frame: { t }, value, error }: LanguageProps) {
  return (
    <Radios
      name="language"
      label={t("polls.propose.language")}
      value={value}
      inline
      options={[
        { value: "fr", text: t("polls.language.fr") },
        { value: "en", text: t("polls.language.en") },
      ]}
      error={error}
    />
  );
}

function OwnProposals({ frame, own }: Pick<Props, "frame" | "own">) {
  const { lang, t } = frame;
  return (
    <Section title={t("polls.propose.ownTitle")} id="mes-affirmations">
      <Muted>{t("polls.propose.ownNote", { count: own.length })}</Muted>
      <ol>
        {own.map((one) => (
          <li key={one.number} value={one.number}>
            <Prose text={one.text} lang={one.language} />
            <p>
              {t(STATE_WORDS[one.state])} – {formatDate(lang, one.proposedAt)}
              {one.hiddenReason ? ` – ${t(REASON_WORDS[one.hiddenReason])}` : null}
              {one.hiddenNote ? ` ${one.hiddenNote}` : null}
            </p>
          </li>
        ))}
      </ol>
    </Section>
  );
}

type CheckProps = {
  readonly frame: Frame;
  readonly poll: Poll;
  /** Drawn once: the same answers sent twice make one statement. */
  readonly id: string;
  readonly text: string;
  readonly language: "fr" | "en";
  readonly flags: readonly Flag[];
  readonly similar: readonly Statement[];
};

/** Before sending: those that say nearly the same, and what looks personal. */
export function ProposeCheckView({ frame, poll, id, text, language, flags, similar }: CheckProps) {
  const { lang, t } = frame;
  const action = urls.pollPropose(lang, { poll: poll.number });
  const fields = (step: "send" | "edit") => (
    <>
      <Hidden name="step" value={step} />
      <Hidden name="id" value={id} />
      <Hidden name="text" value={text} />
      <Hidden name="language" value={language} />
    </>
  );
  const isWarned = flags.length + similar.length > 0;
  return (
    <Page frame={frame} title={t("polls.propose.checkTitle")} breadcrumb={pollTrail(frame, poll)} robots="noindex">
      <Quote lang={language}>
        <Prose text={text} lang={language} />
      </Quote>
      {similar.length > 0 ? (
        <Section title={t("polls.propose.similarTitle", { count: similar.length })} id="semblables">
          <p>{t("polls.propose.similar")}</p>
          <ul>
            {similar.map((one) => (
              <li key={one.number}>
                <Prose text={one.text} lang={one.language} inline />
              </li>
            ))}
          </ul>
          <p>
            <a href={urls.pollVote(lang, { poll: poll.number })}>{t("polls.propose.voteInstead")}</a>
          </p>
        </Section>
      ) : null}
      {flags.length > 0 ? (
        <>
          <Warning>{t("polls.propose.found", { count: flags.length })}</Warning>
          <ul>
            {flags.map((flag) => (
              <li key={flag.kind + flag.explanation} dir="auto">
                {t("polls.flagWhy", { label: t(FLAG_WORDS[flag.kind]), explanation: flag.explanation })}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p>{t("polls.propose.public")}</p>
      <Form frame={frame} action={action}>
        <Honeypot />
        {fields("send")}
        <Button>{t(isWarned ? "polls.propose.sendAnyway" : "polls.propose.send")}</Button>
      </Form>
      <Form frame={frame} action={action}>
        {fields("edit")}
        <Button kind="secondary">{t("polls.propose.edit")}</Button>
      </Form>
    </Page>
  );
}
