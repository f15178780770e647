import { urls } from "#kernel/urls.ts";
import { BarChart } from "#ui/bar-chart.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Inset, Muted, Quote } from "#ui/text.tsx";
import { DIMENSIONS, type ShownLine } from "./crossed.rules.ts";
import { lineName } from "./line-names.view.ts";
import {
  countOrDash,
  groupName,
  NoRun,
  RunSentence,
  type Shown,
  type ShownRun,
  shareWords,
  statementWords,
} from "./result-parts.view.tsx";
import { hasGroups, isShownGroup, percent, type Run, type StatementLine } from "./run.rules.ts";
import type { StatementText } from "./texts.rules.ts";

type Props = Shown & {
  readonly run: Run | null;
  readonly statement: StatementText;
  /** Null: not in the last result. */
  readonly line: StatementLine | null;
  readonly crossed: readonly ShownLine[];
};

/** One statement: what everybody, each group and, once the vote is over, each territory and category answered. */
export function StatementView(props: Props) {
  const { frame, poll, run, statement, line, trail, header } = props;
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("opinions.titled", {
        page: t("opinions.statement.title", { number: statement.number }),
        title: poll.title,
      })}
      breadcrumb={[
        ...trail,
        { text: t("opinions.tab.statements"), href: urls.pollStatements(lang, { poll: poll.number }) },
      ]}
    >
      {header}
      <Quote lang={props.wordsLang}>{statementWords(props, statement.number)}</Quote>
      {statement.isHidden ? <Inset>{t("opinions.statement.hidden")}</Inset> : null}
      {run ? null : <NoRun frame={frame} poll={poll} />}
      {run && !line ? <p>{t("opinions.statement.notCounted")}</p> : null}
      {run && line ? <Counted {...props} run={run} line={line} /> : null}
    </Page>
  );
}

type Counting = Props & { readonly run: Run; readonly line: StatementLine };

function Counted(props: Counting) {
  const { frame, run, line, crossed } = props;
  const { t } = frame;
  const base = line.agrees + line.disagrees + line.passes;
  return (
    <>
      <RunSentence frame={frame} run={run} />
      <BarChart
        title={t("opinions.statement.everybody")}
        summary={t("opinions.statement.base", { count: base })}
        labelHead={t("opinions.head.answer")}
        valueHead={t("opinions.head.share")}
        max={100}
        bars={(["agrees", "disagrees", "passes"] as const).map((of) => ({
          label: t(`opinions.head.${of}`),
          value: percent(line[of], base),
          text: shareWords(frame, line[of], base),
        }))}
      />
      {line.commonRank === null || !hasGroups(run) ? null : (
        <p>{t("opinions.statement.rank", { rank: line.commonRank, count: run.summary.commonGround.length })}</p>
      )}
      {hasGroups(run) && !line.isOut ? <ByGroup {...props} /> : null}
      {run.kind === "final" ? (
        DIMENSIONS.filter((dimension) => crossed.some((one) => one.dimension === dimension)).map((dimension) => (
          <ByLine
            key={dimension}
            {...props}
            title={t(`opinions.by.${dimension}`)}
            lines={crossed.filter((one) => one.dimension === dimension)}
          />
        ))
      ) : (
        <Inset>{t("opinions.atClosing")}</Inset>
      )}
      <Muted>{t("opinions.smallCells")}</Muted>
      <Around {...props} />
    </>
  );
}

const HEADS = ["agrees", "disagrees", "passes", "votes"] as const;

function ByGroup({ frame, titles, line }: Pick<ShownRun, "frame" | "titles"> & { readonly line: StatementLine }) {
  const { t } = frame;
  return (
    <Section title={t("opinions.by.group")}>
      <BarChart
        title={t("opinions.statement.groupsAgree")}
        summary={t("opinions.statement.groupsBase")}
        labelHead={t("opinions.head.group")}
        valueHead={t("opinions.head.agrees")}
        max={100}
        bars={line.groups.filter(isShownGroup).map(({ name, agrees, votes }) => ({
          label: groupName(frame, titles, name),
          value: percent(agrees, votes),
          text: shareWords(frame, agrees, votes),
        }))}
      />
      <DataTable
        caption={t("opinions.statement.groupsTable")}
        columns={[
          { head: t("opinions.head.group") },
          ...HEADS.map((head) => ({ head: t(`opinions.head.${head}`), numeric: true })),
        ]}
        rows={line.groups.map((group) => {
          const { name, agrees, disagrees, votes } = group;
          const counts = isShownGroup(group)
            ? [agrees, disagrees, votes - agrees - disagrees, votes]
            : HEADS.map(() => null);
          return [groupName(frame, titles, name), ...counts.map((count) => countOrDash(frame, count))];
        })}
      />
    </Section>
  );
}

function ByLine({
  frame,
  title,
  lines,
}: Pick<Shown, "frame"> & { readonly title: string; readonly lines: readonly ShownLine[] }) {
  const { t } = frame;
  return (
    <Section title={title}>
      <DataTable
        caption={title}
        captionHidden
        columns={[{ head: title }, ...HEADS.map((head) => ({ head: t(`opinions.head.${head}`), numeric: true }))]}
        rows={lines.map((line) => [lineName(frame, line), ...HEADS.map((of) => countOrDash(frame, line[of]))])}
      />
    </Section>
  );
}

/** The other pages where this statement is. */
function Around({ frame, poll, line }: Counting) {
  const { lang, t } = frame;
  return (
    <ul>
      <li>
        <a href={urls.pollStages(lang, { poll: poll.number }, { affirmation: line.number })}>
          {t("opinions.statement.byStage")}
        </a>
      </li>
      <li>
        <a href={urls.pollCounts(lang, { poll: poll.number })}>{t("opinions.statement.others")}</a>
      </li>
    </ul>
  );
}
