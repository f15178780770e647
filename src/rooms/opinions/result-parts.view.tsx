import type { VNode } from "preact";
import { formatNumber } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { LinkList } from "#ui/layout.tsx";
import { rich } from "#ui/rich.tsx";
import { Inset } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { percent, type Run, votersOf } from "./run.rules.ts";
import type { Texts, Titles } from "./texts.rules.ts";

export type PollWords = { readonly number: number; readonly title: string; readonly isClosed: boolean };

export type Shown = {
  readonly frame: Frame;
  readonly poll: PollWords;
  /** Way to the question, from the door of its room. */
  readonly trail: readonly { readonly text: string; readonly href?: string }[];
  /** State, dates and pages of the question. */
  readonly header: VNode;
  /** Language of the statements, when it is not the one of the page. */
  readonly wordsLang: string | undefined;
  readonly texts: Texts;
  readonly titles: Titles;
};
export type ShownRun = Shown & { readonly run: Run };

export const RESULT_TABS = ["essential", "counts", "map", "stages", "runs"] as const;
export type ResultTab = (typeof RESULT_TABS)[number];

/** The pages of a result, and how it was made. */
export function ResultLinks({
  frame,
  poll,
  current,
}: {
  readonly frame: Frame;
  readonly poll: Pick<PollWords, "number">;
  readonly current: ResultTab | null;
}) {
  const { lang, t } = frame;
  const here = { poll: poll.number };
  const href: Readonly<Record<ResultTab, string>> = {
    essential: urls.pollResults(lang, here),
    counts: urls.pollCounts(lang, here),
    map: urls.pollMap(lang, here),
    stages: urls.pollStages(lang, here),
    runs: urls.pollRuns(lang, here),
  };
  return (
    <LinkList
      items={[
        ...RESULT_TABS.map((tab) => ({ text: t(`opinions.tab.${tab}`), href: href[tab], current: tab === current })),
        { text: t("opinions.tab.method"), href: urls.opinionMethod(lang) },
      ]}
    />
  );
}

/** Before eleven people have voted. */
export function NoRun({ frame, poll }: Pick<Shown, "frame" | "poll">) {
  const { t } = frame;
  return (
    <Inset>
      <p>{t(poll.isClosed ? "opinions.none.closed" : "opinions.none.open")}</p>
      <p>{t("opinions.none.rule")}</p>
    </Inset>
  );
}

/** When, and how many people: accounts and guests apart. */
export function RunSentence({ frame, run }: { readonly frame: Frame; readonly run: Run }) {
  const { t } = frame;
  return (
    <p>
      {rich(t, "opinions.run.sentence", {
        date: <Time key="at" at={run.computedAt} mode="datetime" />,
        voters: votersOf(run),
        verified: run.verifiedVoters,
        guests: run.guestVoters,
      })}{" "}
      {t(`opinions.run.kind.${run.kind}`)}
    </p>
  );
}

export function groupName({ t }: Frame, titles: Titles, name: string): string {
  const title = titles.get(`group:${name}`);
  return title ? t("opinions.group.titled", { name, title }) : t("opinions.group.name", { name });
}

/** The words of a statement; the reason why there are none for one that is hidden. */
export function statementWords({ frame: { t }, texts }: Pick<Shown, "frame" | "texts">, number: number): string {
  return texts.get(number)?.text ?? t("opinions.statement.withheld", { number });
}

/** "82 % (50 sur 61)" */
export function shareWords({ lang, t }: Frame, count: number, base: number): string {
  return t("opinions.share", {
    percent: formatNumber(lang, percent(count, base)),
    count: formatNumber(lang, count),
    base: formatNumber(lang, base),
  });
}

/** "–": too few people, or withheld to protect others; nothing tells which. */
export function countOrDash({ lang }: Frame, count: number | null): string {
  return count === null ? "–" : formatNumber(lang, count);
}
