import { formatDate, formatNumber } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup, ButtonLink } from "#ui/button.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { Frame } from "#ui/frame.ts";
import { LinkList, Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { ResultCount } from "#ui/pagination.tsx";
import { Status } from "#ui/status.tsx";
import { Inset, Muted, VisuallyHidden } from "#ui/text.tsx";
import { ThemesTabs, teamTrail } from "./tabs.view.tsx";
import type { CountedTheme, Theme } from "./theme.rules.ts";

type Place = { readonly slug: string; readonly title: string; readonly language: string };
type ListProps = {
  readonly frame: Frame;
  readonly processes: readonly (Place & {
    readonly themeCount: number;
    readonly contributionCount: number;
    readonly uncodedCount: number;
    readonly isSigned: boolean;
  })[];
};

/** Every process with its codebook, where most is to code first. */
export function ThemesProcessesView({ frame, processes }: ListProps) {
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("themes.team.title")}
      lead={t("themes.team.lead")}
      breadcrumb={teamTrail(frame, null)}
      section="team"
      wide
    >
      <DataTable
        caption={t("themes.team.title")}
        captionHidden
        empty={t("themes.team.empty")}
        columns={[
          { head: t("themes.team.process") },
          { head: t("themes.team.themes"), numeric: true },
          { head: t("themes.team.contributions"), numeric: true },
          { head: t("themes.team.toCode"), numeric: true },
          { head: t("themes.team.state") },
        ]}
        rows={processes.map((process) => [
          <a key="title" href={urls.teamCodebook(lang, { process: process.slug })}>
            {process.title}
          </a>,
          formatNumber(lang, process.themeCount),
          formatNumber(lang, process.contributionCount),
          <a key="code" href={urls.teamCoding(lang, { process: process.slug })}>
            {formatNumber(lang, process.uncodedCount)}
          </a>,
          process.isSigned ? (
            <Status tone="success">{t("themes.team.signed")}</Status>
          ) : (
            <Status tone="waiting">{t("themes.team.notSigned")}</Status>
          ),
        ])}
      />
    </Page>
  );
}

type SignOff = {
  readonly sample: number;
  readonly signedBy: string | null;
  readonly actingRole: string;
  readonly signedAt: Date;
  readonly endedAt: Date | null;
};
type CodebookProps = {
  readonly frame: Frame;
  readonly process: Place;
  readonly themes: readonly CountedTheme[];
  readonly signOff: SignOff | null;
  readonly roleWords: (role: string) => string;
};

export function CodebookView({ frame, process, themes, signOff, roleWords }: CodebookProps) {
  const { lang, t } = frame;
  const active = themes.filter(({ state }) => state === "active");
  const others = themes.filter(({ state }) => state !== "active");
  const here = { process: process.slug };
  return (
    <Page
      frame={frame}
      title={t("codebook.title")}
      lead={t("codebook.lead")}
      breadcrumb={teamTrail(frame, process)}
      section="team"
      wide
    >
      <ThemesTabs frame={frame} process={process.slug} current="codebook" />
      <Inset>{signatureWords(frame, signOff, roleWords)}</Inset>
      <ButtonGroup>
        <ButtonLink href={urls.teamThemeNew(lang, here)}>{t("codebook.add")}</ButtonLink>
        <ButtonLink kind="secondary" href={urls.teamCodebookImport(lang, here)}>
          {t("codebook.import")}
        </ButtonLink>
      </ButtonGroup>
      {active.length === 0 ? <p>{t("codebook.empty")}</p> : <ActiveThemes {...{ frame, process, themes: active }} />}
      {others.length === 0 ? null : <OtherThemes {...{ frame, process, themes: others }} />}
      <LinkList
        items={[
          { text: t("codebook.exportCsv"), href: urls.teamCodebookFile(lang, { ...here, file: "grille.csv" }) },
          { text: t("codebook.exportJson"), href: urls.teamCodebookFile(lang, { ...here, file: "grille.json" }) },
          { text: t("codebook.public"), href: urls.processThemes(lang, here) },
        ]}
      />
    </Page>
  );
}

function signatureWords({ lang, t }: Frame, signOff: SignOff | null, roleWords: (role: string) => string): string {
  if (!signOff) return t("codebook.neverSigned");
  const date = formatDate(lang, signOff.signedAt);
  if (signOff.endedAt) return t("codebook.ended", { date, ended: formatDate(lang, signOff.endedAt) });
  const name = signOff.signedBy ?? t("codebook.somebody");
  return t("codebook.signed", { date, name, role: roleWords(signOff.actingRole), sample: signOff.sample });
}

type ThemesProps = { readonly frame: Frame; readonly process: Place; readonly themes: readonly CountedTheme[] };

function ActiveThemes({ frame, process, themes }: ThemesProps) {
  const { lang, t } = frame;
  return (
    <Form frame={frame} action={urls.teamCodebook(lang, { process: process.slug })}>
      <Hidden name="act" value="move" />
      <ResultCount>{t("codebook.count", { count: themes.length })}</ResultCount>
      <DataTable
        caption={t("codebook.themes")}
        captionHidden
        columns={[
          { head: t("codebook.theme") },
          { head: t("codebook.definition") },
          { head: t("codebook.contributions"), numeric: true },
          { head: t("codebook.order") },
        ]}
        rows={themes.map((theme, index) => [
          <ThemeLink key="name" {...{ frame, process, theme }} />,
          <span key="definition" dir="auto" lang={process.language}>
            {theme.definition}
          </span>,
          <a key="list" href={urls.teamCoding(lang, { process: process.slug }, { theme: theme.code })}>
            {formatNumber(lang, theme.contributionCount)}
          </a>,
          <MoveButtons key="move" {...{ frame, theme, index }} last={themes.length - 1} />,
        ])}
      />
    </Form>
  );
}

function ThemeLink({
  frame,
  process,
  theme,
}: {
  readonly frame: Frame;
  readonly process: Place;
  readonly theme: Theme;
}) {
  const { lang, t } = frame;
  return (
    <>
      <a href={urls.teamTheme(lang, { process: process.slug, theme: theme.code })} dir="auto" lang={process.language}>
        {theme.name}
      </a>
      {theme.parent ? <Muted>{t("themes.public.under", { parent: theme.parent })}</Muted> : null}
    </>
  );
}

type MoveProps = { readonly frame: Frame; readonly theme: Theme; readonly index: number; readonly last: number };

/** The place that was seen goes with the button: pressed twice, it moves once. */
function MoveButtons({ frame, theme, index, last }: MoveProps) {
  const { t } = frame;
  const button = (to: "up" | "down") => (
    <Button kind="secondary" name="move" value={`${to}.${index + 1}.${theme.code}`}>
      {t(`codebook.${to}`)}
      <VisuallyHidden> {t("codebook.moveOf", { name: theme.name })}</VisuallyHidden>
    </Button>
  );
  return (
    <ButtonGroup>
      {index > 0 ? button("up") : null}
      {index < last ? button("down") : null}
    </ButtonGroup>
  );
}

function OtherThemes({ frame, process, themes }: ThemesProps) {
  const { t } = frame;
  return (
    <Section title={t("codebook.others")}>
      <DataTable
        caption={t("codebook.others")}
        captionHidden
        columns={[{ head: t("codebook.theme") }, { head: t("codebook.state") }]}
        rows={themes.map((theme) => [
          <ThemeLink key="name" {...{ frame, process, theme }} />,
          theme.state === "merged"
            ? t("codebook.state.merged", { into: theme.mergedInto ?? "" })
            : t(`codebook.state.${theme.state}`),
        ])}
      />
    </Section>
  );
}
