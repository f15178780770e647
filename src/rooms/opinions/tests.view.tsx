import { formatNumber } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import { DataTable } from "#ui/data-table.tsx";
import type { Frame } from "#ui/frame.ts";
import { Pagination } from "#ui/pagination.tsx";
import { Inset, Muted } from "#ui/text.tsx";
import { statementWords } from "./result-parts.view.tsx";
import type { Run } from "./run.rules.ts";
import { LEVEL, type StageTest } from "./stages.rules.ts";
import type { Texts } from "./texts.rules.ts";

export type StageTests = {
  readonly tests: readonly StageTest[];
  readonly page: number;
  readonly pages: number;
  readonly stageNames: ReadonlyMap<string, string>;
};

type Props = {
  readonly frame: Frame;
  readonly poll: { readonly number: number };
  readonly run: Run;
  readonly texts: Texts;
  readonly tests: StageTests;
};

/** Pairs shown for one statement: the list is ranked. */
const PAIRS = 10;

/** For analysts: does a statement differ from stage to stage, and between which; how many tests that took is said first. */
export function TestsView({ frame, poll, run, texts, tests: { tests, page, pages, stageNames } }: Props) {
  const { lang, t } = frame;
  const made = tests.filter(({ global }) => global !== null);
  const pairs = made.reduce((all, { testCount }) => all + testCount, 0);
  if (made.length === 0) return <p>{t("opinions.stages.tooFew")}</p>;
  return (
    <>
      <p>{t("opinions.team.testsRule", { count: made.length, pairs })}</p>
      {run.kind === "final" ? null : <Inset>{t("opinions.team.beforeClosing")}</Inset>}
      <DataTable
        caption={t("opinions.team.tests")}
        columns={[
          { head: t("opinions.head.statement") },
          { head: t("opinions.head.test") },
          { head: "p", numeric: true },
          { head: t("opinions.head.effect"), numeric: true },
          { head: t("opinions.head.pairs") },
        ]}
        rows={made.map((test) => [
          `${test.statement}. ${statementWords({ frame, texts }, test.statement)}`,
          t(`opinions.test.${testKey(test.global?.test ?? "")}`),
          pWords(frame, test.global?.p ?? 1),
          formatNumber(lang, Math.round((test.global?.v ?? 0) * 100) / 100),
          <Pairs key="pairs" frame={frame} test={test} stageNames={stageNames} />,
        ])}
      />
      <Pagination
        page={page}
        pages={pages}
        href={(wanted) => urls.teamPollGroups(lang, { poll: poll.number }, { vue: "etapes", page: wanted })}
      />
      <Muted>{t("opinions.team.testsCaution")}</Muted>
    </>
  );
}

function Pairs({
  frame,
  test,
  stageNames,
}: Pick<Props, "frame"> & Pick<StageTests, "stageNames"> & { readonly test: StageTest }) {
  const { t } = frame;
  if (test.testCount === 0) return <>{t("opinions.team.noPairs")}</>;
  const nameOf = (key: string) => (key === "" ? t("opinions.line.notSaid.stage") : (stageNames.get(key) ?? key));
  const found = test.pairs.filter(({ adjusted }) => adjusted < LEVEL).slice(0, PAIRS);
  return (
    <>
      {t("opinions.team.pairCount", { count: test.testCount })}
      {found.length === 0 ? null : (
        <ul>
          {found.map(({ first, second, adjusted }) => (
            <li key={`${first} ${second}`}>
              {t("opinions.team.pair", { first: nameOf(first), second: nameOf(second), p: pWords(frame, adjusted) })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function testKey(test: string): "chiSquare" | "fisher" | "monteCarlo" {
  if (test === "chi-square") return "chiSquare";
  return test === "fisher" ? "fisher" : "monteCarlo";
}

/** Four decimals; smaller ones are said so. */
function pWords({ lang }: Frame, p: number): string {
  const words = (value: number) => new Intl.NumberFormat(lang, { maximumFractionDigits: 4 }).format(value);
  return p < 0.0001 ? `< ${words(0.0001)}` : words(p);
}
