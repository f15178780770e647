import { formatNumber } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import { DataTable } from "#ui/data-table.tsx";
import { Filters } from "#ui/filters.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Select } from "#ui/select.tsx";
import { Inset, Muted } from "#ui/text.tsx";
import { COUNTS_PAGE, type LineAsked, lineValue, ORDERS, type Order } from "./counts.rules.ts";
import { DIMENSIONS, type LineName, type ShownLine } from "./crossed.rules.ts";
import { lineName } from "./line-names.view.ts";
import { countOrDash, NoRun, ResultLinks, RunSentence, type Shown, statementWords } from "./result-parts.view.tsx";
import { hasGroups, percent, type Run, type StatementLine } from "./run.rules.ts";

type Props = Shown & {
  readonly run: Run | null;
  readonly order: Order;
  readonly lines: readonly StatementLine[];
  readonly page: number;
  /** What may be chosen as a filter; none while the question is open. */
  readonly choices: readonly LineName[];
  readonly asked: LineAsked | null;
  /** What is shown of the line asked for, by statement; null without a filter. */
  readonly among: ReadonlyMap<number, ShownLine> | null;
};

/** Every statement with its votes: of everybody, or of the people of one territory, category or stage. */
export function CountsView(props: Props) {
  const { frame, poll, run, trail, header } = props;
  const { t } = frame;
  return (
    <Page
      frame={frame}
      title={t("opinions.titled", { page: t("opinions.counts.title"), title: poll.title })}
      breadcrumb={trail}
      wide
    >
      {header}
      <ResultLinks frame={frame} poll={poll} current="counts" />
      {run ? <Counts {...props} run={run} /> : <NoRun frame={frame} poll={poll} />}
    </Page>
  );
}

function Counts(props: Props & { readonly run: Run }) {
  const { frame, poll, run, order, lines, page, asked, choices } = props;
  const { lang, t } = frame;
  const pages = Math.max(1, Math.ceil(lines.length / COUNTS_PAGE));
  const parmi = asked ? lineValue(asked) : undefined;
  const chosen = choices.find((choice) => lineValue(choice) === parmi);
  return (
    <>
      <RunSentence frame={frame} run={run} />
      <Choice {...props} parmi={parmi} />
      {chosen ? <p>{t("opinions.counts.among", { line: lineName(frame, chosen) })}</p> : null}
      <ResultCount>
        {t("opinions.counts.count", { count: lines.length })} {t(`opinions.counts.order.${order}Words`)}
      </ResultCount>
      <CountTable {...props} shown={lines.slice((page - 1) * COUNTS_PAGE, page * COUNTS_PAGE)} />
      <Pagination
        page={page}
        pages={pages}
        href={(wanted) =>
          urls.pollCounts(lang, { poll: poll.number }, { ordre: order, parmi, page: wanted === 1 ? undefined : wanted })
        }
      />
      <Muted>{t("opinions.smallCells")}</Muted>
    </>
  );
}

function Choice({
  frame,
  poll,
  run,
  order,
  choices,
  parmi,
}: Props & { readonly run: Run; readonly parmi: string | undefined }) {
  const { lang, t } = frame;
  const orders = hasGroups(run) ? ORDERS : ORDERS.filter((one) => one !== "partage");
  return (
    <>
      <Filters
        action={urls.pollCounts(lang, { poll: poll.number })}
        resetHref={urls.pollCounts(lang, { poll: poll.number })}
      >
        <Select
          name="ordre"
          label={t("opinions.counts.orderLabel")}
          value={order}
          options={orders.map((value) => ({ value, text: t(`opinions.counts.order.${value}`) }))}
        />
        {choices.length > 0 ? (
          <Select
            name="parmi"
            label={t("opinions.counts.amongLabel")}
            value={parmi}
            emptyOption={t("opinions.counts.everybody")}
            groups={DIMENSIONS.map((dimension) => ({
              label: t(`opinions.dimension.${dimension}`),
              options: choices
                .filter((choice) => choice.dimension === dimension)
                .map((choice) => ({ value: lineValue(choice), text: lineName(frame, choice) })),
            })).filter(({ options }) => options.length > 0)}
          />
        ) : null}
      </Filters>
      {run.kind === "final" ? null : <Inset>{t("opinions.atClosing")}</Inset>}
    </>
  );
}

function CountTable({
  shown,
  among,
  ...props
}: Props & { readonly run: Run; readonly shown: readonly StatementLine[] }) {
  const { frame, poll, run } = props;
  const { lang, t } = frame;
  const withSpread = hasGroups(run) && among === null;
  const numberHeads = (["agrees", "disagrees", "passes", "votes"] as const).map((head) => ({
    head: t(`opinions.head.${head}`),
    numeric: true,
  }));
  return (
    <DataTable
      caption={t("opinions.counts.title")}
      captionHidden
      columns={[
        { head: t("opinions.head.statement") },
        ...numberHeads,
        ...(withSpread ? [{ head: t("opinions.head.spread"), numeric: true }] : []),
      ]}
      rows={shown.map((line) => {
        const { number, agrees, disagrees, passes, spread } = line;
        const counts = among ? among.get(number) : { agrees, disagrees, passes, votes: agrees + disagrees + passes };
        return [
          <span key="words" lang={props.wordsLang}>
            <a href={urls.pollStatement(lang, { poll: poll.number, statement: number })}>
              {number}. {statementWords(props, number)}
            </a>
          </span>,
          ...(["agrees", "disagrees", "passes", "votes"] as const).map((of) =>
            countOrDash(frame, counts?.[of] ?? null),
          ),
          ...(withSpread
            ? [spread === null ? "–" : t("opinions.points", { points: formatNumber(lang, percent(spread, 1)) })]
            : []),
        ];
      })}
    />
  );
}
