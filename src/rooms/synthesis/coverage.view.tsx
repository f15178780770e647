import { urls } from "#kernel/urls.ts";
import { DataTable } from "#ui/data-table.tsx";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Progress } from "#ui/progress.tsx";
import { Time } from "#ui/time.tsx";
import type { PersonWork } from "./attachment.rules.ts";
import { type Claim, shortClaim } from "./claim.rules.ts";
import type { CoverageLine } from "./coverage.rules.ts";
import { percentDown } from "./publication.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly process: { readonly slug: string; readonly title: string };
  readonly coverage: { readonly covered: number; readonly total: number };
  readonly places: readonly CoverageLine[];
  readonly themes: readonly CoverageLine[];
  readonly work: readonly PersonWork[];
  readonly withdrawn: readonly Claim[];
};

/** What no claim rests on yet, where it is, and who did what. */
export function CoverageView({ frame, process, coverage, places, themes, work, withdrawn }: Props) {
  const { lang, t } = frame;
  const at = { process: process.slug };
  const uncovered = coverage.total - coverage.covered;
  return (
    <Page
      frame={frame}
      title={t("workbench.coverage.title")}
      lead={process.title}
      breadcrumb={[
        { text: t("workbench.team"), href: urls.team(lang) },
        { text: t("workbench.title"), href: urls.teamSynthesis(lang, at) },
      ]}
    >
      <Progress value={coverage.covered} max={coverage.total}>
        {t("workbench.coverage.sentence", {
          covered: coverage.covered,
          total: coverage.total,
          percent: percentDown(coverage.covered, coverage.total),
        })}
      </Progress>
      <p>
        <a href={urls.teamSynthesis(lang, at, { constats: "non" })}>
          {t("workbench.coverage.uncovered", { count: uncovered })}
        </a>
      </p>
      <LineTable {...{ frame, process }} lines={places} kind="place" />
      <LineTable {...{ frame, process }} lines={themes} kind="theme" />
      <Section title={t("workbench.work.title")} id="travail">
        <DataTable
          caption={t("workbench.work.caption")}
          columns={[
            { head: t("workbench.work.person") },
            { head: t("workbench.work.attached"), numeric: true },
            { head: t("workbench.work.saved"), numeric: true },
            { head: t("workbench.work.last") },
          ]}
          rows={work.map(({ name, attached, saved, lastAt }) => [
            name ?? t("workbench.somebody"),
            String(attached),
            String(saved),
            lastAt === null ? "" : <Time at={lastAt} />,
          ])}
          empty={t("workbench.work.empty")}
        />
      </Section>
      <Section title={t("workbench.withdrawn.title")} id="retires">
        {withdrawn.length === 0 ? <p>{t("workbench.withdrawn.empty")}</p> : null}
        <ul>
          {withdrawn.map(({ number, text }) => (
            <li key={number}>
              <a href={urls.teamClaim(lang, { number })}>{t("synthesis.claim.name", { number: String(number) })}</a>{" "}
              {shortClaim(text)}
            </li>
          ))}
        </ul>
      </Section>
    </Page>
  );
}

type TableProps = Pick<Props, "frame" | "process"> & {
  readonly lines: readonly CoverageLine[];
  readonly kind: "place" | "theme";
};

function LineTable({ frame, process, lines, kind }: TableProps) {
  const { lang, t } = frame;
  const rows = lines.map(({ value, parameter, code, name, total, uncovered }) => {
    const known = [code, name].filter(Boolean).join(" ");
    const title = known || t(kind === "place" ? "workbench.coverage.wholeText" : "workbench.coverage.noTheme");
    const place = value === null && kind === "theme" ? { codage: "non" } : { [parameter]: value ?? undefined };
    const query = { ...place, constats: "non", filtres: "tous" };
    const isListed = uncovered > 0 && (value !== null || kind === "theme");
    const href = urls.teamSynthesis(lang, { process: process.slug }, query);
    return [title, String(total), isListed ? <a href={href}>{uncovered}</a> : String(uncovered)];
  });
  return (
    <Section title={t(`workbench.coverage.by.${kind}`)}>
      <DataTable
        caption={t(`workbench.coverage.caption.${kind}`)}
        columns={[
          { head: t(`workbench.coverage.head.${kind}`) },
          { head: t("workbench.coverage.total"), numeric: true },
          { head: t("workbench.coverage.without"), numeric: true },
        ]}
        rows={rows}
      />
    </Section>
  );
}
