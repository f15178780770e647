import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup } from "#ui/button.tsx";
import { Checkbox, Checkboxes } from "#ui/checkboxes.tsx";
import { SyntheticMark } from "#ui/contribution-card.tsx";
import { Difference } from "#ui/difference.tsx";
import { Filters } from "#ui/filters.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Prose } from "#ui/prose.tsx";
import { Select } from "#ui/select.tsx";
import { Tabs } from "#ui/tabs.tsx";
import { Inset, VisuallyHidden } from "#ui/text.tsx";
import { TextField } from "#ui/text-field.tsx";
import { Time } from "#ui/time.tsx";
import { amendmentSegments, type ContributionLine, shortWords } from "./contribution-line.rules.ts";
import { lineTitle } from "./line.view.tsx";
import { CHANNELS, channelKey, KINDS, kindKey } from "./line-words.rules.ts";

export type DeskFilters = Readonly<
  Record<"demarche" | "element" | "passage" | "forme" | "canal" | "categorie" | "territoire" | "texte", string>
>;
type Option = { readonly value: string; readonly text: string };
export type DeskChoices = {
  readonly processes: readonly Option[];
  readonly elements: readonly Option[];
  readonly categories: readonly Option[];
  readonly territories: readonly Option[];
};
type Counts = { readonly waiting: number; readonly drafts: number; readonly published: number };

type DeskTabsProps = {
  readonly frame: Frame;
  readonly process: string;
  readonly current: "waiting" | "drafts" | "published";
  readonly counts: Counts;
};

export function DeskTabs({ frame, process, current, counts }: DeskTabsProps) {
  const { lang, t } = frame;
  const tab = (name: keyof Counts, etat?: string) => ({
    text: t(`decisions.desk.tab.${name}`),
    href: urls.teamDecisions(lang, { demarche: process, etat }),
    count: counts[name],
    current: current === name,
  });
  return (
    <Tabs
      label={t("decisions.desk.tabs")}
      items={[tab("waiting"), tab("drafts", "brouillons"), tab("published", "publiees")]}
    />
  );
}

export type DeskProps = {
  readonly frame: Frame;
  readonly filters: DeskFilters;
  readonly choices: DeskChoices;
  readonly counts: Counts;
  readonly lines: readonly ContributionLine[];
  readonly count: number;
  readonly limit: number;
  readonly page: number;
  readonly pages: number;
  /** Number of the draft that the choice is added to; null starts a new decision. */
  readonly addTo: number | null;
};

export function DeskView(props: DeskProps) {
  const { frame, filters, counts, count, page, pages, addTo } = props;
  const { lang, t } = frame;
  const keep = { ...filters, decision: addTo ?? undefined };
  return (
    <Page
      frame={frame}
      title={addTo === null ? t("decisions.desk.title") : t("decisions.desk.addTitle", { number: addTo })}
      breadcrumb={[{ text: t("decisions.team"), href: urls.team(lang) }]}
      wide
    >
      {addTo === null ? (
        <DeskTabs frame={frame} process={filters.demarche} current="waiting" counts={counts} />
      ) : (
        <Inset>
          <a href={urls.teamDecision(lang, { decision: addTo })}>
            {t("decisions.desk.backToDraft", { number: addTo })}
          </a>
        </Inset>
      )}
      <DeskFilterFields {...props} />
      <ResultCount>{t("decisions.desk.count", { count })}</ResultCount>
      {count === 0 ? <p>{t("decisions.desk.empty")}</p> : <Choice {...props} />}
      <Pagination page={page} pages={pages} href={(n) => urls.teamDecisions(lang, { ...keep, page: n })} />
    </Page>
  );
}

function DeskFilterFields({ frame, filters, choices, addTo }: DeskProps) {
  const { lang, t } = frame;
  const all = t("decisions.desk.all");
  return (
    <Filters
      action={urls.teamDecisions(lang)}
      keep={{ decision: addTo === null ? undefined : String(addTo) }}
      resetHref={urls.teamDecisions(lang, { demarche: filters.demarche, decision: addTo ?? undefined })}
    >
      <Select
        name="demarche"
        label={t("decisions.desk.process")}
        value={filters.demarche}
        options={choices.processes}
      />
      <Select
        name="element"
        label={t("decisions.desk.element")}
        value={filters.element}
        emptyOption={all}
        options={choices.elements}
      />
      <TextField
        name="passage"
        label={t("decisions.desk.passage")}
        hint={t("decisions.desk.passageHint")}
        value={filters.passage}
        width={10}
      />
      <Select
        name="forme"
        label={t("decisions.desk.kind")}
        value={filters.forme}
        emptyOption={all}
        options={KINDS.map((kind) => ({ value: kind, text: t(kindKey(kind)) }))}
      />
      <Select
        name="canal"
        label={t("decisions.desk.channel")}
        value={filters.canal}
        emptyOption={all}
        options={CHANNELS.map((channel) => ({ value: channel, text: t(channelKey(channel)) }))}
      />
      <Select
        name="categorie"
        label={t("decisions.desk.category")}
        value={filters.categorie}
        emptyOption={all}
        options={choices.categories}
      />
      <Select
        name="territoire"
        label={t("decisions.desk.territory")}
        value={filters.territoire}
        emptyOption={all}
        options={choices.territories}
      />
      <TextField name="texte" label={t("decisions.desk.words")} type="search" value={filters.texte} />
    </Filters>
  );
}

/** Boxes to tick, then one button: a new decision (a page to fill) or an addition to a draft (an act). */
function Choice({ frame, filters, lines, count, limit, addTo }: DeskProps) {
  const { lang, t } = frame;
  const hidden = Object.entries(filters).map(([name, value]) =>
    value === "" ? null : <Hidden key={name} name={name} value={value} />,
  );
  const content = (
    <>
      {hidden}
      <Checkboxes
        name="contribution"
        label={t("decisions.desk.choose")}
        small
        options={lines.map((line) => ({
          value: String(line.number),
          text: lineTitle(frame, line),
          hint: [t(kindKey(line.kind)), t(channelKey(line.channel)), line.territory].filter(Boolean).join(", "),
          children: <LineWords frame={frame} line={line} />,
        }))}
      />
      {count > lines.length && count <= limit ? (
        <Checkbox
          name="tout"
          label={t("decisions.desk.chooseAll", { count })}
          hint={t("decisions.desk.chooseAllHint")}
        />
      ) : null}
      {count > limit ? <p>{t("decisions.desk.tooMany", { limit })}</p> : null}
      <ButtonGroup>
        <Button>{addTo === null ? t("decisions.desk.write") : t("decisions.desk.add", { number: addTo })}</Button>
      </ButtonGroup>
    </>
  );
  if (addTo === null) {
    return (
      <form method="get" action={urls.teamDecisionNew(lang)}>
        {content}
      </form>
    );
  }
  return (
    <Form frame={frame} action={urls.teamDecision(lang, { decision: addTo })}>
      <Hidden name="act" value="add" />
      {content}
    </Form>
  );
}

function LineWords({ frame, line }: { readonly frame: Frame; readonly line: ContributionLine }) {
  const { lang, t } = frame;
  const amendment = amendmentSegments(line);
  return (
    <>
      {amendment === null ? null : <Difference segments={amendment} lang={line.language} />}
      <Prose text={shortWords(line, 480)} lang={line.language} />
      <p>
        {line.isSynthetic ? <SyntheticMark /> : null}{" "}
        {line.organisation ?? line.authorName ?? t("decisions.line.anonymous")}, <Time at={line.submittedAt} />
        {" · "}
        <a href={urls.contribution(lang, { number: line.number })}>
          {t("decisions.line.readWhole")}
          <VisuallyHidden> {t("decisions.line.name", { number: line.number })}</VisuallyHidden>
        </a>
      </p>
    </>
  );
}

export function EmptyDeskView({ frame }: { readonly frame: Frame }) {
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("decisions.desk.title")}
      breadcrumb={[{ text: t("decisions.team"), href: urls.team(lang) }]}
    >
      <p>{t("decisions.desk.noProcess")}</p>
    </Page>
  );
}
