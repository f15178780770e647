import { urls } from "#kernel/urls.ts";
import { DataTable } from "#ui/data-table.tsx";
import type { Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Time } from "#ui/time.tsx";
import { ThemesTabs, teamTrail } from "./tabs.view.tsx";
import type { ActVerb } from "./theme.rules.ts";

type Kept = Readonly<Record<string, unknown>>;
export type ShownAct = {
  readonly id: number;
  readonly theme: string;
  readonly themeName: string;
  readonly verb: ActVerb;
  readonly before: Kept | null;
  readonly after: Kept;
  /** Name and role for the team, role for the public. */
  readonly who: string;
  readonly madeAt: Date;
};

type TableProps = {
  readonly frame: Frame;
  readonly acts: readonly ShownAct[];
  readonly language: string;
  readonly hasThemes?: boolean;
};

/** What was done, by whom, when, and what it changed: of an edit only what differs. */
export function ActTable({ frame, acts, language, hasThemes = false }: TableProps) {
  const { t } = frame;
  return (
    <DataTable
      caption={t("codebook.historyTitle")}
      captionHidden
      empty={t("codebook.historyCount", { count: 0 })}
      columns={[
        { head: t("codebook.head.act") },
        { head: t("codebook.head.who") },
        { head: t("codebook.head.when") },
        { head: t("codebook.head.before") },
        { head: t("codebook.head.after") },
      ]}
      rows={acts.map((act) => {
        const names = changedNames(act);
        const verb = t(`codebook.verb.${act.verb}`);
        return [
          hasThemes ? `${verb} – ${act.themeName}` : verb,
          act.who,
          <Time key="at" at={act.madeAt} mode="datetime" />,
          <KeptWords key="before" {...{ frame, language, names }} kept={act.before} />,
          <KeptWords key="after" {...{ frame, language, names }} kept={act.after} />,
        ];
      })}
    />
  );
}

/** What an act may keep, in the order it is read. */
const KEPT_NAMES = [
  "name",
  "code",
  "definition",
  "exampleIn",
  "exampleOut",
  "words",
  "examples",
  "parent",
  "state",
  "mergedInto",
  "theme",
  "chosen",
  "codeCount",
  "position",
] as const;
type KeptName = (typeof KEPT_NAMES)[number];

const written = (value: unknown): string => (Array.isArray(value) ? value.join(", ") : String(value ?? ""));

function changedNames({ before, after }: ShownAct): readonly KeptName[] {
  return KEPT_NAMES.filter((name) => written(before?.[name]) !== written(after[name]));
}

type KeptProps = {
  readonly frame: Frame;
  readonly language: string;
  readonly names: readonly KeptName[];
  readonly kept: Kept | null;
};

function KeptWords({ frame, language, names, kept }: KeptProps) {
  const { t } = frame;
  const said = names.filter((name) => kept && written(kept[name]) !== "");
  if (!kept || said.length === 0) return <>–</>;
  return (
    <ul>
      {said.map((name) => (
        <li key={name}>
          {t(`codebook.kept.${name}`)} :{" "}
          <span dir="auto" lang={language}>
            {stateWords(frame, name, written(kept[name]))}
          </span>
        </li>
      ))}
    </ul>
  );
}

function stateWords({ t }: Frame, name: string, value: string): string {
  if (name !== "state") return value;
  if (value === "active" || value === "retired") return t(`codebook.state.${value}`);
  return t("codebook.verb.merge");
}

type HistoryProps = {
  readonly frame: Frame;
  readonly process: { readonly slug: string; readonly title: string; readonly language: string };
  readonly acts: readonly ShownAct[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
};

export function CodebookHistoryView({ frame, process, acts, count, page, pages }: HistoryProps) {
  const { lang, t } = frame;
  return (
    <Page frame={frame} title={t("codebook.historyTitle")} breadcrumb={teamTrail(frame, process)} section="team" wide>
      <ThemesTabs frame={frame} process={process.slug} current="history" />
      <ResultCount>{t("codebook.historyCount", { count })}</ResultCount>
      <ActTable frame={frame} acts={acts} language={process.language} hasThemes />
      <Pagination
        page={page}
        pages={pages}
        href={(n) => urls.teamCodebookHistory(lang, { process: process.slug }, { page: n })}
      />
    </Page>
  );
}
