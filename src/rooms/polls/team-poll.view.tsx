import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup, ButtonLink } from "#ui/button.tsx";
import { Details } from "#ui/details.tsx";
import { Form, Hidden, PostButton } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { Radios } from "#ui/radios.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Inset, Muted, Warning } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { TextField } from "#ui/text-field.tsx";
import { Time } from "#ui/time.tsx";
import { Acts, type ShownAct } from "./acts.view.tsx";
import { PollDates, PollStatus, TeamTabs, teamTrail } from "./header.view.tsx";
import { FEWEST_STATEMENTS, type Poll, REASON_LIMIT, stateOf } from "./poll.rules.ts";
import type { TypedPoll } from "./poll-form.rules.ts";
import { PollFields } from "./poll-form.view.tsx";
import type { StatementNode } from "./statement.rules.ts";
import { MODE_WORDS, WHO_PROPOSES_WORDS, WHO_VOTES_WORDS } from "./words.rules.ts";

export type TeamPollProps = {
  readonly frame: Frame;
  readonly poll: Poll;
  readonly mayPrepare: boolean;
  readonly counts: { readonly shown: number; readonly hidden: number; readonly waiting: number };
  readonly nodes: readonly StatementNode[];
  readonly acts: readonly ShownAct[];
  readonly roleWords: (role: string) => string;
  /** The form of a draft. */
  readonly form: TypedPoll;
  /** What the short forms sent and had refused. */
  readonly typed: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[];
};

/** One question as the team works on it. */
export function TeamPollView(props: TeamPollProps) {
  const { frame, poll, mayPrepare, acts, roleWords, errors } = props;
  return (
    <Page
      frame={frame}
      title={frame.t("polls.team.pollTitle", { title: poll.title })}
      ownHeading
      breadcrumb={teamTrail(frame, null)}
      errors={errors}
      wide
      section="team"
    >
      <h1 lang={poll.language}>{poll.title}</h1>
      <p>
        <PollStatus frame={frame} state={stateOf(poll)} />{" "}
        {poll.isPublished ? <PollDates frame={frame} poll={poll} /> : null}
      </p>
      <TeamTabs frame={frame} poll={poll} current="poll" />
      <TeamFacts {...props} />
      {mayPrepare && !poll.isPublished ? <Draft {...props} /> : null}
      {mayPrepare && poll.isPublished && !poll.isClosed ? <Running {...props} /> : null}
      {mayPrepare ? <NodesForm {...props} /> : null}
      <Acts frame={frame} acts={acts} roleWords={roleWords} />
    </Page>
  );
}

function TeamFacts({ frame, poll, counts, nodes }: TeamPollProps) {
  const { lang, t } = frame;
  const here = { poll: poll.number };
  return (
    <>
      <SummaryList
        rows={[
          {
            key: t("polls.form.process"),
            value: (
              <a lang={poll.process.language} href={urls.process(lang, { process: poll.process.slug })}>
                {poll.process.title}
              </a>
            ),
          },
          { key: t("polls.one.from"), value: <Time at={poll.opensAt} mode="datetime" /> },
          { key: t("polls.one.until"), value: <Time at={poll.openUntil} mode="datetime" /> },
          ...(poll.introduction
            ? [{ key: t("polls.form.introduction"), value: <Prose text={poll.introduction} lang={poll.language} /> }]
            : []),
          ...(poll.followUp
            ? [{ key: t("polls.form.followUp"), value: <Prose text={poll.followUp} lang={poll.language} /> }]
            : []),
          { key: t("polls.one.whoVotes"), value: t(WHO_VOTES_WORDS[poll.whoVotes]) },
          { key: t("polls.one.whoProposes"), value: t(WHO_PROPOSES_WORDS[poll.whoProposes]) },
          { key: t("polls.form.mode"), value: t(MODE_WORDS[poll.mode]) },
          { key: t("polls.form.seed"), value: String(poll.seed) },
          {
            key: t("polls.one.statements"),
            value: <a href={urls.teamPollStatements(lang, here)}>{t("polls.team.counts", counts)}</a>,
          },
          {
            key: t("polls.one.about"),
            value:
              nodes.length === 0
                ? t("polls.team.noNode")
                : nodes.map(({ code, title }) => `${code} ${title}`).join(", "),
          },
          ...(poll.importedFrom ? [{ key: t("polls.team.importedFrom"), value: poll.importedFrom }] : []),
        ]}
      />
      <p>
        <a href={urls.poll(lang, here)}>{t(poll.isPublished ? "polls.team.public" : "polls.team.preview")}</a>
      </p>
    </>
  );
}

function Draft({ frame, poll, counts, form, errors }: TeamPollProps) {
  const { lang, t } = frame;
  const action = urls.teamPoll(lang, { poll: poll.number });
  const version = { version: String(poll.version) };
  const isReady = counts.shown >= FEWEST_STATEMENTS;
  return (
    <>
      <Section title={t("polls.publish.title")} id="publier">
        <Warning>{t("polls.publish.warning")}</Warning>
        {isReady ? (
          <PostButton frame={frame} action={action} fields={{ act: "publish", ...version }}>
            {t("polls.publish.button")}
          </PostButton>
        ) : (
          <>
            <Inset>{t("polls.error.tooFew", { count: FEWEST_STATEMENTS })}</Inset>
            <ButtonGroup>
              <ButtonLink href={urls.teamPollStatements(lang, { poll: poll.number })}>
                {t("polls.publish.addStatements")}
              </ButtonLink>
            </ButtonGroup>
          </>
        )}
      </Section>
      <Section title={t("polls.edit.title")} id="modifier">
        <Form frame={frame} action={action} requiredNote>
          <Hidden name="act" value="save" />
          <Hidden name="version" value={version.version} />
          <PollFields frame={frame} typed={form} errors={errors} />
          <Button>{t("polls.edit.save")}</Button>
        </Form>
        <Details summary={t("polls.delete.title")}>
          <p>{t("polls.delete.note")}</p>
          <PostButton frame={frame} action={action} kind="warning" fields={{ act: "delete", ...version }}>
            {t("polls.delete.button")}
          </PostButton>
        </Details>
      </Section>
    </>
  );
}

/** What may still change while people vote. */
function Running({ frame, poll, typed, errors }: TeamPollProps) {
  const { lang, t } = frame;
  const action = urls.teamPoll(lang, { poll: poll.number });
  const error = (name: string) => errors.find(({ field }) => field === name)?.message;
  const hidden = (act: string) => (
    <>
      <Hidden name="act" value={act} />
      <Hidden name="version" value={String(poll.version)} />
    </>
  );
  return (
    <Section title={t("polls.running.title")} id="conduire">
      <Muted>{t("polls.running.note")}</Muted>
      <Details summary={t("polls.running.putOff")} open={error("closes") !== undefined}>
        <Form frame={frame} action={action}>
          {hidden("put-off")}
          <TextField
            name="closes"
            label={t("polls.running.closes")}
            hint={t("polls.running.closesHint")}
            width={20}
            value={typed.closes ?? ""}
            error={error("closes")}
          />
          <Button>{t("polls.running.putOffButton")}</Button>
        </Form>
      </Details>
      <Details summary={t("polls.running.whoProposes")}>
        <Form frame={frame} action={action}>
          {hidden("who-proposes")}
          <Radios
            name="whoProposes"
            label={t("polls.form.whoProposes")}
            value={poll.whoProposes}
            options={(["everyone", "accounts", "nobody"] as const).map((value) => ({
              value,
              text: t(WHO_PROPOSES_WORDS[value]),
            }))}
            error={error("whoProposes")}
          />
          <Button>{t("polls.edit.save")}</Button>
        </Form>
      </Details>
      <Details summary={t("polls.running.close")} open={error("reason") !== undefined}>
        <Form frame={frame} action={action}>
          {hidden("close")}
          <TextArea
            name="reason"
            label={t("polls.running.reason")}
            hint={t("polls.running.reasonHint")}
            limit={REASON_LIMIT}
            rows={3}
            value={typed.reason ?? ""}
            error={error("reason")}
          />
          <Button kind="warning">{t("polls.running.closeButton")}</Button>
        </Form>
      </Details>
    </Section>
  );
}

function NodesForm({ frame, poll, nodes, typed, errors }: TeamPollProps) {
  const { lang, t } = frame;
  return (
    <Section title={t("polls.nodes.title")} id="parties">
      <Form frame={frame} action={urls.teamPoll(lang, { poll: poll.number })}>
        <Hidden name="act" value="nodes" />
        <Hidden name="version" value={String(poll.version)} />
        <TextField
          name="codes"
          label={t("polls.nodes.codes")}
          hint={t("polls.nodes.hint")}
          optional
          value={typed.codes ?? nodes.map(({ code }) => code).join(", ")}
          error={errors.find(({ field }) => field === "codes")?.message}
        />
        <Button kind="secondary">{t("polls.edit.save")}</Button>
      </Form>
    </Section>
  );
}
