import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { rich } from "#ui/rich.tsx";
import { Status } from "#ui/status.tsx";
import { Tabs } from "#ui/tabs.tsx";
import { Inset } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { type Poll, type PollState, stateOf } from "./poll.rules.ts";

export type PollTab = "question" | "vote" | "results" | "statements" | "mine";
const TABS: readonly PollTab[] = ["question", "vote", "results", "statements", "mine"];

/** The pages of one question, the same on each of them. */
export function PollTabs({
  frame,
  poll,
  current,
}: {
  readonly frame: Frame;
  readonly poll: Pick<Poll, "number">;
  readonly current: PollTab | null;
}) {
  const { lang, t } = frame;
  const here = { poll: poll.number };
  const href: Readonly<Record<PollTab, string>> = {
    question: urls.poll(lang, here),
    vote: urls.pollVote(lang, here),
    results: urls.pollResults(lang, here),
    statements: urls.pollStatements(lang, here),
    mine: urls.pollMine(lang, here),
  };
  return (
    <Tabs
      label={t("polls.tabs")}
      items={TABS.map((tab) => ({ text: t(`polls.tab.${tab}`), href: href[tab], current: tab === current }))}
    />
  );
}

/** From the list of processes to the question; without the question on its own page. */
export function pollTrail({ lang, t }: Frame, poll: Poll, { isInside = true }: { readonly isInside?: boolean } = {}) {
  const process = { process: poll.process.slug };
  const trail = [
    { text: t("processes.list.title"), href: urls.processes(lang) },
    { text: poll.process.title, href: urls.process(lang, process) },
    { text: t("polls.list.title"), href: urls.processPolls(lang, process) },
  ];
  return isInside ? [...trail, { text: poll.title, href: urls.poll(lang, { poll: poll.number }) }] : trail;
}

const TONES = { draft: "waiting", planned: "neutral", open: "progress", closed: "success" } as const;

export function PollStatus({ frame, state }: { readonly frame: Frame; readonly state: PollState }) {
  return <Status tone={TONES[state]}>{frame.t(`polls.state.${state}`)}</Status>;
}

/** Until when people vote, or since when it is over and why. */
export function PollDates({ frame, poll }: { readonly frame: Frame; readonly poll: Poll }) {
  const { t } = frame;
  const state = stateOf(poll);
  const until = <Time at={poll.openUntil} mode="datetime" />;
  const from = <Time at={poll.opensAt} mode="datetime" />;
  if (state === "closed") {
    return (
      <>
        {rich(t, "polls.dates.closed", { until })}
        {poll.closeReason ? ` ${t("polls.dates.reason", { reason: poll.closeReason })}` : null}
      </>
    );
  }
  return state === "open" ? rich(t, "polls.dates.open", { until }) : rich(t, "polls.dates.planned", { from, until });
}

type HeaderProps = { readonly frame: Frame; readonly poll: Poll; readonly current: PollTab | null };

/** Under the title of every page of a question: how it stands, until when, and the other pages. */
export function PollHeader({ frame, poll, current }: HeaderProps) {
  return (
    <>
      <p>
        <PollStatus frame={frame} state={stateOf(poll)} /> <PollDates frame={frame} poll={poll} />
      </p>
      {poll.isPublished ? null : <Inset>{frame.t("polls.preview")}</Inset>}
      <PollTabs frame={frame} poll={poll} current={current} />
    </>
  );
}

/** The language of the words of a question, where it is not the one of the page. */
export function ownLang({ lang }: Frame, { language }: Pick<Poll, "language">): string | undefined {
  return language === lang ? undefined : language;
}

/** The pages of the team about one question, the same on each of them. */
export function TeamTabs({
  frame,
  poll,
  current,
}: {
  readonly frame: Frame;
  readonly poll: Pick<Poll, "number">;
  readonly current: "poll" | "statements" | "stages" | "voters" | "groups" | null;
}) {
  const { lang, t } = frame;
  const here = { poll: poll.number };
  const tabs = [
    ["poll", urls.teamPoll(lang, here)],
    ["statements", urls.teamPollStatements(lang, here)],
    ["stages", urls.teamPollStages(lang, here)],
    ["voters", urls.teamPollVoters(lang, here)],
    ["groups", urls.teamPollGroups(lang, here)],
  ] as const;
  return (
    <Tabs
      label={t("polls.team.tabs")}
      items={tabs.map(([tab, href]) => ({ text: t(`polls.team.tab.${tab}`), href, current: tab === current }))}
    />
  );
}

/** From the team's home to the question. */
export function teamTrail({ lang, t }: Frame, poll: Pick<Poll, "number" | "title"> | null) {
  const home = [
    { text: t("polls.team.home"), href: urls.team(lang) },
    { text: t("polls.team.title"), href: urls.teamPolls(lang) },
  ];
  return poll ? [...home, { text: poll.title, href: urls.teamPoll(lang, { poll: poll.number }) }] : home;
}
