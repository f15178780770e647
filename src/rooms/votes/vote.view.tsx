import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { AnswerButtons } from "#ui/answer-buttons.tsx";
import { ButtonLink } from "#ui/button.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Island } from "#ui/island.tsx";
import { LinkList } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Progress } from "#ui/progress.tsx";
import { Prose } from "#ui/prose.tsx";
import { rich } from "#ui/rich.tsx";
import { Inset, Muted } from "#ui/text.tsx";
import { CHOICES, choiceOfValue } from "./ballot.rules.ts";
import type { AskedPoll, OwnVote, ShownStatement, Voter, VotingState } from "./voter.rules.ts";

export type VoteProps = {
  readonly frame: Frame;
  readonly poll: AskedPoll;
  /** How the question stands, and its other pages. */
  readonly header: VNode;
  readonly state: VotingState;
  readonly voter: Voter | null;
  readonly votes: readonly OwnVote[];
  readonly stageName: string | null;
  /** Null: nothing left, or no vote possible. */
  readonly statement: ShownStatement | null;
  readonly progress: { readonly done: number; readonly left: number };
  readonly canPropose: boolean;
  readonly errors: readonly FieldError[];
};

/** One statement, three answers. Nobody's votes are shown here. */
export function VoteView(props: VoteProps): VNode {
  const { frame, poll, statement, state, errors } = props;
  const { t } = frame;
  const title = statement
    ? t("votes.vote.titleOne", { number: statement.number, title: poll.title })
    : t("votes.vote.title", { title: poll.title });
  return (
    <Page
      frame={frame}
      title={title}
      backLink={{ text: t("votes.vote.back"), href: urls.poll(frame.lang, { poll: poll.number }) }}
      errors={errors}
      robots="noindex"
      ownHeading
      section="processes"
    >
      <h1 dir="auto" lang={poll.language === frame.lang ? undefined : poll.language}>
        {poll.title}
      </h1>
      {statement ? <Ballot {...props} statement={statement} /> : null}
      {state === "open" && !statement ? <Finished {...props} /> : null}
      {state === "open" ? null : <NoVote {...props} />}
      {props.header}
    </Page>
  );
}

function Ballot(props: VoteProps & { readonly statement: ShownStatement }): VNode {
  const { frame, poll, statement, voter, votes, progress, errors } = props;
  const { lang, t } = frame;
  const now = votes.find(({ number }) => number === statement.number);
  const error = errors.find(({ field }) => field === "choice")?.message;
  return (
    <>
      {voter?.setAsideReason ? <Inset>{t("votes.aside.you", { reason: voter.setAsideReason })}</Inset> : null}
      <Progress value={progress.done} max={progress.done + progress.left}>
        {t("votes.vote.progress", { done: progress.done, left: progress.left })}
      </Progress>
      <Island name="vote-keys" props={keyWords(frame)}>
        <h2 id="affirmation">{t("votes.vote.statement", { number: statement.number })}</h2>
        <blockquote id="words">
          <strong>
            <Prose inline text={statement.text} lang={statement.language} />
          </strong>
        </blockquote>
        <About {...props} statement={statement} />
        {now ? <p>{t(`votes.vote.now.${choiceOfValue(now.value)}`)}</p> : null}
        <Form frame={frame} action={urls.pollVote(lang, { poll: poll.number })}>
          <Hidden name="statement" value={String(statement.number)} />
          {error ? <p id="choice">{error}</p> : null}
          <AnswerButtons
            name="choice"
            answers={CHOICES.map((value) => ({ value, text: t(`votes.choice.${value}`) }))}
          />
        </Form>
      </Island>
      <LastVote {...props} />
      <p>{t("votes.vote.stop")}</p>
      <Ways {...props} />
      <Fine {...props} />
    </>
  );
}

/** The elements of the text that the statement is about, in one line. */
function About({ frame, statement }: VoteProps & { readonly statement: ShownStatement }): VNode | null {
  const { lang, t } = frame;
  if (statement.nodes.length === 0) return null;
  const links = statement.nodes.map(({ code, title, document, edition }) => (
    <>
      {" "}
      <a key={code} href={urls.editionNode(lang, { document, edition, code })}>
        {t("votes.vote.node", { code, title })}
      </a>
    </>
  ));
  return (
    <Muted>
      {t("votes.vote.about")}
      {links}
    </Muted>
  );
}

function LastVote({ frame, poll, statement, votes }: VoteProps): VNode | null {
  const { lang, t } = frame;
  const last = votes.find(({ number }) => number !== statement?.number);
  if (!last) return null;
  const change = (
    <a href={urls.pollVote(lang, { poll: poll.number }, { affirmation: String(last.number) })}>
      {t("votes.vote.changeLast", { number: last.number })}
    </a>
  );
  return <p>{rich(t, `votes.vote.last.${choiceOfValue(last.value)}`, { number: last.number, change })}</p>;
}

function Finished(props: VoteProps): VNode {
  const { t } = props.frame;
  return (
    <>
      <h2>{t("votes.done.title")}</h2>
      <p>{t("votes.done.text", { done: props.progress.done })}</p>
      {props.canPropose ? <p>{t("votes.done.propose")}</p> : null}
      <Ways {...props} />
      <Fine {...props} />
    </>
  );
}

/** Where to go from here. */
function Ways({ frame, poll, voter, canPropose }: VoteProps): VNode {
  const { lang, t } = frame;
  const here = { poll: poll.number };
  const items = [
    ...(voter ? [{ text: t("votes.way.mine"), href: urls.pollMine(lang, here) }] : []),
    { text: t("votes.way.results"), href: urls.pollResults(lang, here) },
    ...(canPropose ? [{ text: t("votes.way.propose"), href: urls.pollPropose(lang, here) }] : []),
    ...(voter ? [{ text: t("votes.way.profile"), href: urls.pollProfile(lang, here) }] : []),
  ];
  return <LinkList items={items} />;
}

/** How statements are ordered, who counts as what, what is kept secret. */
function Fine({ frame, stageName }: VoteProps): VNode {
  const { lang, t, viewer } = frame;
  const method = <a href={urls.opinionMethod(lang)}>{t("votes.vote.method")}</a>;
  return (
    <>
      {stageName ? <Muted>{t("votes.vote.stage", { stage: stageName })}</Muted> : null}
      <Muted>{rich(t, "votes.vote.order", { method })}</Muted>
      <Muted>
        {t(viewer ? "votes.vote.byAccount" : "votes.vote.byDevice")} {t("votes.vote.notSecret")}
      </Muted>
    </>
  );
}

/** Why there is nothing to vote on now, and what can be done. */
function NoVote({ frame, poll, state, voter }: VoteProps): VNode {
  const { lang, t, path, viewer } = frame;
  const here = { poll: poll.number };
  const signIn = state === "accountsOnly" || state === "takenOver" || (state === "noPhase" && !viewer);
  return (
    <>
      {state === "open" ? null : <p>{t(`votes.state.${signIn && state === "noPhase" ? "noPhaseGuest" : state}`)}</p>}
      {signIn ? <ButtonLink href={urls.signIn(lang, { retour: path })}>{t("votes.state.signIn")}</ButtonLink> : null}
      <LinkList
        items={[
          ...(state === "closed" ? [{ text: t("votes.way.results"), href: urls.pollResults(lang, here) }] : []),
          ...(voter ? [{ text: t("votes.way.mine"), href: urls.pollMine(lang, here) }] : []),
          {
            text: t("votes.way.process", { title: poll.process.title }),
            href: urls.process(lang, { process: poll.process.slug }),
          },
        ]}
      />
    </>
  );
}

/** The words of the keys: the script brings none. */
function keyWords({ t }: Frame) {
  return {
    legend: t("votes.keys.legend"),
    keys: CHOICES.map((choice, index) => t("votes.keys.one", { key: index + 1, choice: t(`votes.choice.${choice}`) })),
    switchOn: t("votes.keys.on"),
    switchOff: t("votes.keys.off"),
  };
}
