import { formatNumber } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import { DataTable } from "#ui/data-table.tsx";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { PreviousNext } from "#ui/pagination.tsx";
import { Groups } from "./groups.view.tsx";
import { Making } from "./making.view.tsx";
import { groupName, ResultLinks, RunSentence, type ShownRun } from "./result-parts.view.tsx";
import { Verdict } from "./results.view.tsx";
import { hasGroups, type Run, votersOf } from "./run.rules.ts";
import type { SettingAside } from "./texts.rules.ts";

type Props = ShownRun & {
  /** The kept run just before, to compare with. */
  readonly former: Run | null;
  readonly before: number | null;
  readonly after: number | null;
  readonly aside: readonly SettingAside[];
};

/** One published result, and what changed since the one before. */
export function RunView({ former, before, after, aside, ...shown }: Props) {
  const { frame, poll, run } = shown;
  const { lang, t } = frame;
  const link = (number: number | null) =>
    number === null
      ? undefined
      : {
          href: urls.pollRun(lang, { poll: poll.number, run: number }),
          text: t("opinions.run.name", { number: String(number) }),
        };
  return (
    <Page
      frame={frame}
      title={t("opinions.titled", { page: t("opinions.run.name", { number: String(run.number) }), title: poll.title })}
      breadcrumb={[
        ...shown.trail,
        { text: t("opinions.runs.title"), href: urls.pollRuns(lang, { poll: poll.number }) },
      ]}
    >
      {shown.header}
      <ResultLinks frame={frame} poll={poll} current={null} />
      <RunSentence frame={frame} run={run} />
      <Verdict frame={frame} run={run} />
      {former ? <Changes {...shown} former={former} /> : <p>{t("opinions.run.first")}</p>}
      {hasGroups(run) ? <Groups {...shown} /> : null}
      <Making {...shown} aside={aside} />
      <PreviousNext previous={link(before)} next={link(after)} />
    </Page>
  );
}

/** Two results side by side: people, votes, and the groups by their letters. */
function Changes({ former, ...shown }: ShownRun & { readonly former: Run }) {
  const { frame, run, titles } = shown;
  const { lang, t } = frame;
  const sizes = (one: Run) =>
    new Map(hasGroups(one) ? one.summary.groups.map(({ name, size }) => [name, size] as const) : []);
  const [old, young] = [sizes(former), sizes(run)];
  const letters = [...new Set([...old.keys(), ...young.keys()])].sort();
  const row = (label: string, a: number | undefined, b: number | undefined) => [
    label,
    a === undefined ? "–" : formatNumber(lang, a),
    b === undefined ? "–" : formatNumber(lang, b),
  ];
  return (
    <Section title={t("opinions.run.changes")} id="changements">
      <p>{t("opinions.run.moved", { count: run.changedVoters })}</p>
      <DataTable
        caption={t("opinions.run.changesTable")}
        columns={[
          { head: t("opinions.head.what") },
          { head: t("opinions.run.name", { number: String(former.number) }), numeric: true },
          { head: t("opinions.run.name", { number: String(run.number) }), numeric: true },
        ]}
        rows={[
          row(t("opinions.making.verified"), former.verifiedVoters, run.verifiedVoters),
          row(t("opinions.making.guests"), former.guestVoters, run.guestVoters),
          row(t("opinions.head.voters"), votersOf(former), votersOf(run)),
          row(t("opinions.head.votes"), former.votes, run.votes),
          row(t("opinions.head.statements"), former.statements, run.statements),
          ...letters.map((letter) => row(groupName(frame, titles, letter), old.get(letter), young.get(letter))),
        ]}
      />
    </Section>
  );
}
