import { urls } from "#kernel/urls.ts";
import { ButtonGroup, ButtonLink } from "#ui/button.tsx";
import { Details } from "#ui/details.tsx";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { rich } from "#ui/rich.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Time } from "#ui/time.tsx";
import { ownLang, PollHeader, pollTrail } from "./header.view.tsx";
import { type Poll, stateOf } from "./poll.rules.ts";
import type { StatementNode } from "./statement.rules.ts";
import { WHO_PROPOSES_WORDS, WHO_VOTES_WORDS } from "./words.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly poll: Poll;
  readonly nodes: readonly StatementNode[];
  readonly shown: number;
  readonly turnout: { readonly verified: number; readonly guests: number; readonly at: Date } | null;
};

/** What is asked, by whom, until when, and what becomes of the votes. */
export function PollView(props: Props) {
  const { frame, poll } = props;
  const { t } = frame;
  return (
    <Page frame={frame} title={poll.title} ownHeading breadcrumb={pollTrail(frame, poll, { isInside: false })}>
      <h1 lang={ownLang(frame, poll)}>{poll.title}</h1>
      <PollHeader frame={frame} poll={poll} current="question" />
      {poll.introduction ? <Prose text={poll.introduction} lang={poll.language} /> : null}
      {poll.isClosed ? null : <p>{t("polls.one.how")}</p>}
      <Actions {...props} />
      <Facts {...props} />
      <Section title={t("polls.one.treatedTitle")} id="traitement">
        <ul>
          {(["secret", "change", "count", "groups", "publish", "open", "journal"] as const).map((key) => (
            <li key={key}>{t(`polls.one.treated.${key}`)}</li>
          ))}
        </ul>
        {poll.whoVotes === "everyone" ? <p>{t("polls.one.guests")}</p> : null}
        <p>
          <a href={urls.opinionMethod(frame.lang)}>{t("polls.one.method")}</a>
        </p>
        {poll.isPublished ? (
          <p>
            <a href={urls.pollBallots(frame.lang, { poll: poll.number })}>{t("polls.one.ballots")}</a>
          </p>
        ) : null}
        {poll.importedFrom ? (
          <Details summary={t("polls.one.importedTitle")}>
            <p>{t("polls.one.imported", { from: poll.importedFrom })}</p>
          </Details>
        ) : null}
      </Section>
    </Page>
  );
}

function Actions({ frame, poll }: Props) {
  const { lang, t } = frame;
  const here = { poll: poll.number };
  const state = stateOf(poll);
  const proposing =
    state === "open" && poll.whoProposes !== "nobody" ? (
      <ButtonLink kind="secondary" href={urls.pollPropose(lang, here)}>
        {t("polls.one.propose")}
      </ButtonLink>
    ) : null;
  return (
    <ButtonGroup>
      {state === "open" ? <ButtonLink href={urls.pollVote(lang, here)}>{t("polls.one.vote")}</ButtonLink> : null}
      {state === "closed" ? (
        <ButtonLink href={urls.pollResults(lang, here)}>{t("polls.one.results")}</ButtonLink>
      ) : null}
      {proposing}
    </ButtonGroup>
  );
}

function Facts({ frame, poll, nodes, shown, turnout }: Props) {
  const { lang, t } = frame;
  const own = poll.process.language === lang ? undefined : poll.process.language;
  const people = turnout
    ? rich(t, "polls.one.turnout", { ...turnout, at: <Time at={turnout.at} mode="datetime" /> })
    : t("polls.one.noTurnout");
  const about = nodes.map((node) => (
    <li key={node.id}>
      <a lang={own} href={urls.editionNode(lang, { document: node.document, edition: node.edition, code: node.code })}>
        {node.code} {node.title}
      </a>
    </li>
  ));
  return (
    <SummaryList
      title={t("polls.one.facts")}
      rows={[
        { key: t("polls.one.by"), value: <span lang={own}>{poll.process.authority}</span> },
        { key: t("polls.one.from"), value: <Time at={poll.opensAt} mode="datetime" /> },
        { key: t("polls.one.until"), value: <Time at={poll.openUntil} mode="datetime" /> },
        {
          key: t("polls.one.followUp"),
          value: <FollowUp frame={frame} poll={poll} />,
        },
        { key: t("polls.one.whoVotes"), value: t(WHO_VOTES_WORDS[poll.whoVotes]) },
        { key: t("polls.one.whoProposes"), value: t(WHO_PROPOSES_WORDS[poll.whoProposes]) },
        {
          key: t("polls.one.statements"),
          value: (
            <a href={urls.pollStatements(lang, { poll: poll.number })}>{t("polls.one.shown", { count: shown })}</a>
          ),
        },
        { key: t("polls.one.people"), value: people },
        ...(about.length > 0 ? [{ key: t("polls.one.about"), value: <ul>{about}</ul> }] : []),
      ]}
    />
  );
}

function FollowUp({ frame, poll }: Pick<Props, "frame" | "poll">) {
  if (poll.followUp) return <Prose text={poll.followUp} lang={poll.language} />;
  if (poll.process.followUp) return <Prose text={poll.process.followUp} lang={poll.process.language} />;
  return <>{frame.t("processes.facts.noFollowUp")}</>;
}
