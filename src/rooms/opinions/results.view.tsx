import { urls } from "#kernel/urls.ts";
import { BarChart } from "#ui/bar-chart.tsx";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { rich } from "#ui/rich.tsx";
import { Inset, Muted } from "#ui/text.tsx";
import { Groups } from "./groups.view.tsx";
import { Making } from "./making.view.tsx";
import {
  groupName,
  NoRun,
  ResultLinks,
  RunSentence,
  type Shown,
  type ShownRun,
  shareWords,
  statementWords,
} from "./result-parts.view.tsx";
import { hasGroups, isShownGroup, percent, type Run } from "./run.rules.ts";
import type { SettingAside } from "./texts.rules.ts";

type Props = Shown & { readonly run: Run | null; readonly aside: readonly SettingAside[] };

/** Statements drawn; the whole lists have their page. */
const UNITING = 5;
const DIVIDING = 3;

/** In words and bars first: what unites everybody, what divides, each group by what is typical of it; the map is another page. */
export function ResultsView({ run, aside, ...shown }: Props) {
  const { frame, poll } = shown;
  const { t } = frame;
  return (
    <Page
      frame={frame}
      title={t("opinions.titled", { page: t("opinions.results.title"), title: poll.title })}
      breadcrumb={shown.trail}
    >
      {shown.header}
      <ResultLinks frame={frame} poll={poll} current="essential" />
      {run ? <Results {...shown} run={run} aside={aside} /> : <NoRun frame={frame} poll={poll} />}
    </Page>
  );
}

function Results({ aside, ...shown }: ShownRun & { readonly aside: readonly SettingAside[] }) {
  const { frame, run } = shown;
  const { t } = frame;
  return (
    <>
      <RunSentence frame={frame} run={run} />
      <Muted>{t("opinions.results.notASample")}</Muted>
      <Verdict {...shown} />
      {hasGroups(run) ? (
        <>
          <Uniting {...shown} />
          <Dividing {...shown} />
          <Groups {...shown} />
        </>
      ) : (
        <Consensus {...shown} />
      )}
      <Making {...shown} aside={aside} />
    </>
  );
}

export function Verdict({ frame, run }: Pick<ShownRun, "frame" | "run">) {
  const { t } = frame;
  if (!hasGroups(run)) return <Inset>{t("opinions.verdict.weak")}</Inset>;
  if (run.structure === "provisional") return <Inset>{t("opinions.verdict.provisional")}</Inset>;
  return <p>{t(run.structure === "clear" ? "opinions.verdict.clear" : "opinions.verdict.polis")}</p>;
}

type Bars = ShownRun & { readonly title: string; readonly summary: string; readonly numbers: readonly number[] };

/** One bar per statement: the share of those who voted on it, everybody together. */
function StatementBars({ title, summary, numbers, side, ...shown }: Bars & { readonly side: "agrees" | "disagrees" }) {
  const { frame, poll, run } = shown;
  const { lang, t } = frame;
  const lines = new Map(run.summary.statements.map((line) => [line.number, line]));
  return (
    <BarChart
      title={title}
      summary={summary}
      labelHead={t("opinions.head.statement")}
      valueHead={t(side === "agrees" ? "opinions.head.agrees" : "opinions.head.disagrees")}
      max={100}
      bars={numbers.flatMap((number) => {
        const line = lines.get(number);
        if (!line) return [];
        const base = line.agrees + line.disagrees + line.passes;
        return {
          label: statementWords(shown, number),
          lang: shown.wordsLang,
          value: percent(line[side], base),
          text: shareWords(frame, line[side], base),
          href: urls.pollStatement(lang, { poll: poll.number, statement: number }),
        };
      })}
    />
  );
}

function Uniting(shown: ShownRun) {
  const { frame, poll, run } = shown;
  const { lang, t } = frame;
  const numbers = run.summary.commonGround.slice(0, UNITING);
  return (
    <Section title={t("opinions.uniting.title")} id="ce-qui-rassemble">
      {numbers.length === 0 ? (
        <p>{t("opinions.uniting.none")}</p>
      ) : (
        <StatementBars
          {...shown}
          numbers={numbers}
          side="agrees"
          title={t("opinions.uniting.chart")}
          summary={t("opinions.uniting.rule")}
        />
      )}
      <p>
        <a href={urls.pollCounts(lang, { poll: poll.number }, { ordre: "union" })}>{t("opinions.uniting.all")}</a>
      </p>
    </Section>
  );
}

function Dividing(shown: ShownRun) {
  const { frame, poll, run, titles } = shown;
  const { lang, t } = frame;
  const lines = new Map(run.summary.statements.map((line) => [line.number, line]));
  return (
    <Section title={t("opinions.dividing.title")} id="ce-qui-partage">
      <p>{t("opinions.dividing.rule")}</p>
      {run.summary.divisive.slice(0, DIVIDING).map((number) => (
        <div key={number}>
          <BarChart
            title={statementWords(shown, number)}
            titleLang={shown.wordsLang}
            summary={t("opinions.dividing.chart")}
            labelHead={t("opinions.head.group")}
            valueHead={t("opinions.head.agrees")}
            max={100}
            bars={(lines.get(number)?.groups ?? []).filter(isShownGroup).map(({ name, agrees, votes }) => ({
              label: groupName(frame, titles, name),
              value: percent(agrees, votes),
              text: shareWords(frame, agrees, votes),
              href: urls.pollStatement(lang, { poll: poll.number, statement: number }),
            }))}
          />
        </div>
      ))}
      <p>
        <a href={urls.pollCounts(lang, { poll: poll.number }, { ordre: "partage" })}>{t("opinions.dividing.all")}</a>
      </p>
    </Section>
  );
}

/** Without clear groups: what most people said, everybody together. */
function Consensus(shown: ShownRun) {
  const { frame, poll, run } = shown;
  const { lang, t } = frame;
  const { agree, disagree } = run.summary.consensus;
  return (
    <Section title={t("opinions.consensus.title")} id="ce-qui-rassemble">
      {agree.length + disagree.length === 0 ? <p>{t("opinions.consensus.none")}</p> : null}
      {agree.length > 0 ? (
        <StatementBars
          {...shown}
          numbers={agree}
          side="agrees"
          title={t("opinions.consensus.agree")}
          summary={t("opinions.consensus.rule")}
        />
      ) : null}
      {disagree.length > 0 ? (
        <StatementBars
          {...shown}
          numbers={disagree}
          side="disagrees"
          title={t("opinions.consensus.disagree")}
          summary={t("opinions.consensus.rule")}
        />
      ) : null}
      <p>
        {rich(t, "opinions.consensus.all", {
          link: (
            <a key="all" href={urls.pollCounts(lang, { poll: poll.number })}>
              {t("opinions.consensus.allLink")}
            </a>
          ),
        })}
      </p>
    </Section>
  );
}
