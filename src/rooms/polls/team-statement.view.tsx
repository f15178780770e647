import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup } from "#ui/button.tsx";
import { Details } from "#ui/details.tsx";
import { Form, Hidden, PostButton } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { LinkList, Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { Select } from "#ui/select.tsx";
import { Status } from "#ui/status.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Muted, Quote } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { TextField } from "#ui/text-field.tsx";
import { Time } from "#ui/time.tsx";
import { Acts, type ShownAct } from "./acts.view.tsx";
import type { Flag } from "./flags.rules.ts";
import { TeamTabs, teamTrail } from "./header.view.tsx";
import type { Poll } from "./poll.rules.ts";
import { HIDE_REASONS, STATEMENT_LIMIT, type Statement } from "./statement.rules.ts";
import { FLAG_WORDS, ORIGIN_WORDS, REASON_WORDS, STATE_TONES, STATE_WORDS } from "./words.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly poll: Poll;
  readonly statement: Statement;
  readonly flags: readonly Flag[];
  readonly acts: readonly ShownAct[];
  readonly mayRead: boolean;
  readonly mayPrepare: boolean;
  /** The one to read after this one. */
  readonly next: { readonly poll: number; readonly statement: number } | null;
  readonly roleWords: (role: string) => string;
  readonly typed: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[];
};

/** One statement: what deserves a look, show it or not, and what the team says of it. Never who proposed it. */
export function TeamStatementView(props: Props) {
  const { frame, poll, statement, acts, next, mayRead, mayPrepare, roleWords, errors } = props;
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("polls.moderate.title", { number: statement.number })}
      breadcrumb={teamTrail(frame, poll)}
      errors={errors}
      section="team"
    >
      <TeamTabs frame={frame} poll={poll} current="statements" />
      <Quote lang={statement.language}>
        <Prose text={statement.text} lang={statement.language} />
      </Quote>
      <Flags {...props} />
      {mayRead ? <Moderation {...props} /> : null}
      {next && mayRead ? (
        <LinkList items={[{ text: t("polls.moderate.next"), href: urls.teamPollStatement(lang, next) }]} />
      ) : null}
      <StatementFacts {...props} />
      {mayPrepare ? <Preparing {...props} /> : null}
      <Acts frame={frame} acts={acts} roleWords={roleWords} />
    </Page>
  );
}

function Flags({ frame, flags }: Props) {
  const { t } = frame;
  if (flags.length === 0) return null;
  return (
    <Section title={t("moderation.flagsTitle")} id="regard">
      <ul>
        {flags.map(({ kind, explanation }) => (
          <li key={kind + explanation} dir="auto">
            {kind === "near_duplicate" || explanation === ""
              ? t(FLAG_WORDS[kind], { explanation })
              : t("polls.flagWhy", { label: t(FLAG_WORDS[kind]), explanation })}
          </li>
        ))}
      </ul>
      <Muted>{t("moderation.flagsNote")}</Muted>
    </Section>
  );
}

function ActFields({ act, version }: { readonly act: string; readonly version: number }) {
  return (
    <>
      <Hidden name="act" value={act} />
      <Hidden name="version" value={String(version)} />
    </>
  );
}

function Moderation({ frame, poll, statement, typed, errors }: Props) {
  const { lang, t } = frame;
  const action = urls.teamPollStatement(lang, { poll: poll.number, statement: statement.number });
  const error = (name: string) => errors.find(({ field }) => field === name)?.message;
  return (
    <Section title={t("polls.moderate.actTitle")} id="lire">
      <Muted>{t("polls.moderate.rule")}</Muted>
      {statement.state === "shown" ? null : (
        <Form frame={frame} action={action}>
          <ActFields act="show" version={statement.version} />
          <ButtonGroup>
            <Button>{t(statement.state === "waiting" ? "polls.moderate.show" : "polls.moderate.showAgain")}</Button>
          </ButtonGroup>
        </Form>
      )}
      {statement.state === "hidden" ? null : (
        <Form frame={frame} action={action}>
          <ActFields act="hide" version={statement.version} />
          <Select
            name="reason"
            label={t("polls.moderate.reason")}
            hint={t("polls.moderate.reasonHint")}
            value={typed.reason ?? ""}
            emptyOption={t("polls.moderate.reasonChoose")}
            options={HIDE_REASONS.map((reason) => ({ value: reason, text: t(REASON_WORDS[reason]) }))}
            error={error("reason")}
          />
          <TextArea
            name="note"
            label={t("polls.moderate.note")}
            hint={t("polls.moderate.noteHint")}
            optional
            rows={2}
            limit={500}
            value={typed.note ?? ""}
            error={error("note")}
          />
          <Button kind="warning">{t("polls.moderate.hide")}</Button>
        </Form>
      )}
    </Section>
  );
}

function StatementFacts({ frame, poll, statement }: Props) {
  const { lang, t } = frame;
  const { hiddenReason, hiddenNote, replacedBy, contributionNumber } = statement;
  return (
    <SummaryList
      title={t("polls.moderate.facts")}
      rows={[
        {
          key: t("polls.team.head.state"),
          value: (
            <>
              <Status tone={STATE_TONES[statement.state]}>{t(STATE_WORDS[statement.state])}</Status>
              {hiddenReason ? ` ${t(REASON_WORDS[hiddenReason])}` : null}
              {hiddenNote ? <span dir="auto"> {hiddenNote}</span> : null}
              {replacedBy === null ? null : ` ${t("polls.statements.replaced", { number: replacedBy })}`}
            </>
          ),
        },
        {
          key: t("polls.team.head.origin"),
          value:
            contributionNumber === null ? (
              t(ORIGIN_WORDS[statement.origin])
            ) : (
              <a href={urls.contribution(lang, { number: contributionNumber })}>
                {t("polls.statements.fromContribution", { number: contributionNumber })}
              </a>
            ),
        },
        { key: t("polls.moderate.received"), value: <Time at={statement.proposedAt} mode="datetime" /> },
        {
          key: t("polls.team.head.about"),
          value: statement.nodes.map(({ code, title }) => `${code} ${title}`).join(", ") || "–",
        },
        { key: t("polls.team.head.question"), value: <span lang={poll.language}>{poll.title}</span> },
      ]}
    />
  );
}

function Preparing({ frame, poll, statement, typed, errors }: Props) {
  const { lang, t } = frame;
  const action = urls.teamPollStatement(lang, { poll: poll.number, statement: statement.number });
  const version = statement.version;
  const error = (name: string) => errors.find(({ field }) => field === name)?.message;
  const canCorrect = poll.isPublished && !poll.isClosed && statement.state === "shown";
  const words = (
    <TextArea
      name="text"
      label={t("polls.propose.text")}
      hint={t("polls.propose.textHint")}
      limit={STATEMENT_LIMIT}
      rows={3}
      lang={statement.language}
      value={typed.text ?? statement.text}
      error={error("text")}
    />
  );
  return (
    <Section title={t("polls.prepare.title")} id="preparer">
      <Form frame={frame} action={action}>
        <ActFields act="nodes" version={version} />
        <TextField
          name="codes"
          label={t("polls.nodes.codes")}
          hint={t("polls.nodes.hint")}
          optional
          value={typed.codes ?? statement.nodes.map(({ code }) => code).join(", ")}
          error={error("codes")}
        />
        <Button kind="secondary">{t("polls.edit.save")}</Button>
      </Form>
      <p>{t("polls.prepare.metaNote")}</p>
      <PostButton
        frame={frame}
        action={action}
        kind="secondary"
        fields={{ act: "meta", meta: statement.isMeta ? "no" : "yes", version: String(version) }}
      >
        {t(statement.isMeta ? "polls.prepare.metaOff" : "polls.prepare.metaOn")}
      </PostButton>
      {canCorrect ? (
        <Details summary={t("polls.prepare.correct")} open={typed.act === "correct"}>
          <p>{t("polls.prepare.correctNote")}</p>
          <Form frame={frame} action={action}>
            <ActFields act="correct" version={version} />
            {words}
            <Button>{t("polls.prepare.correctButton")}</Button>
          </Form>
        </Details>
      ) : null}
      {poll.isPublished ? null : (
        <Details summary={t("polls.prepare.reword")} open={typed.act === "reword"}>
          <Form frame={frame} action={action}>
            <ActFields act="reword" version={version} />
            {words}
            <Button>{t("polls.edit.save")}</Button>
          </Form>
          <PostButton frame={frame} action={action} kind="warning" fields={{ act: "remove", version: String(version) }}>
            {t("polls.prepare.remove")}
          </PostButton>
        </Details>
      )}
    </Section>
  );
}
