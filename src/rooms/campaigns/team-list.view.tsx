import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Filters } from "#ui/filters.tsx";
import { Form, Hidden, PostButton } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Select } from "#ui/select.tsx";
import { Tabs } from "#ui/tabs.tsx";
import { Muted } from "#ui/text.tsx";
import { TextField } from "#ui/text-field.tsx";
import { Time } from "#ui/time.tsx";
import type { DeskLine, DeskProcess, SearchState, StateCounts } from "./row.rules.ts";
import { KIND_KEYS, type StateName, TEAM_STATES } from "./words.rules.ts";

export type TeamListProps = {
  readonly frame: Frame;
  readonly process: DeskProcess;
  readonly processes: readonly DeskProcess[];
  readonly state: StateName;
  readonly counts: StateCounts;
  readonly lines: readonly DeskLine[];
  readonly page: number;
  readonly pages: number;
  readonly search: SearchState | null;
  readonly unexamined: number;
  readonly newId: string;
  readonly errors: readonly FieldError[];
  readonly typed: string;
};

/** Groups that the search proposes and those that people decided on. */
export function TeamListView(props: TeamListProps) {
  const { frame, process, processes, errors } = props;
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("campaigns.team.title")}
      lead={t("campaigns.team.lead")}
      breadcrumb={[{ text: t("decisions.team"), href: urls.team(lang) }]}
      errors={errors}
      wide
    >
      {processes.length > 1 ? (
        <Filters action={urls.teamCampaigns(lang)} apply={t("campaigns.team.open")}>
          <Select
            name="demarche"
            label={t("campaigns.team.process")}
            value={process.slug}
            options={processes.map(({ slug, title }) => ({ value: slug, text: title }))}
          />
        </Filters>
      ) : null}
      <Search {...props} />
      <Lines {...props} />
      <Section title={t("campaigns.create.title")}>
        <Form frame={frame} action={urls.teamCampaigns(lang)}>
          <Hidden name="act" value="create" />
          <Hidden name="demarche" value={process.slug} />
          <Hidden name="id" value={props.newId} />
          <TextField
            name="numeros"
            label={t("campaigns.create.numbers")}
            hint={t("campaigns.create.numbersHint")}
            value={props.typed}
            error={errors.find(({ field }) => field === "numeros")?.message}
          />
          <Button kind="secondary">{t("campaigns.create.button")}</Button>
        </Form>
      </Section>
    </Page>
  );
}

function Search({ frame, process, search, unexamined }: TeamListProps) {
  const { lang, t } = frame;
  const isOpen = search !== null && search.finishedAt === null && search.failedAt === null;
  return (
    <Section title={t("campaigns.search.title")}>
      {search === null ? null : <SearchWords frame={frame} search={search} />}
      {isOpen ? (
        <p>
          <a href={urls.teamCampaigns(lang, { demarche: process.slug })}>{t("campaigns.search.reload")}</a>
        </p>
      ) : (
        <>
          <p>{t("campaigns.search.new", { count: unexamined })}</p>
          <PostButton
            frame={frame}
            action={urls.teamCampaigns(lang)}
            fields={{ act: "search", demarche: process.slug }}
          >
            {t("campaigns.search.ask")}
          </PostButton>
          <Muted>{t("campaigns.search.again")}</Muted>
        </>
      )}
    </Section>
  );
}

function SearchWords({ frame, search }: { readonly frame: Frame; readonly search: SearchState }) {
  const { t } = frame;
  const { askedAt, startedAt, finishedAt, failedAt, done, total, campaigns, members } = search;
  const at = finishedAt ?? failedAt ?? startedAt ?? askedAt;
  const sentence = (): string => {
    if (finishedAt) return t("campaigns.search.done", { groups: campaigns, texts: members });
    if (failedAt) return t("campaigns.search.failed");
    return startedAt ? t("campaigns.search.runs", { done, total }) : t("campaigns.search.waits");
  };
  return (
    <p>
      {sentence()} <Time at={at} mode="datetime" />
    </p>
  );
}

function Lines({ frame, process, state, counts, lines, page, pages }: TeamListProps) {
  const { lang, t } = frame;
  const query = { demarche: process.slug, etat: state };
  const head = (name: "name" | "in" | "clear" | "flagged" | "changed" | "people", numeric = true) => ({
    head: t(`campaigns.team.head.${name}`),
    numeric,
  });
  return (
    <>
      <Tabs
        label={t("campaigns.team.tabs")}
        items={(Object.keys(TEAM_STATES) as StateName[]).map((name) => ({
          text: t(`campaigns.team.tab.${TEAM_STATES[name]}`),
          href: urls.teamCampaigns(lang, { demarche: process.slug, etat: name }),
          count: counts[TEAM_STATES[name]],
          current: name === state,
        }))}
      />
      <ResultCount>{t("campaigns.team.count", { count: counts[TEAM_STATES[state]] })}</ResultCount>
      {lines.length === 0 ? null : (
        <>
          <p>{t(state === "proposes" ? "campaigns.team.order.proposed" : "campaigns.team.order.others")}</p>
          <DataTable
            caption={t("campaigns.team.caption")}
            captionHidden
            columns={[head("name", false), head("in"), head("clear"), head("flagged"), head("changed"), head("people")]}
            rows={lines.map((line) => [
              <a key={line.number} href={urls.teamCampaign(lang, { campaign: line.number })}>
                {t("campaigns.team.line", { number: line.number, name: line.name })}
              </a>,
              line.inCount,
              line.clearCount,
              line.flaggedCount,
              line.changedCount,
              line.people,
            ])}
          />
        </>
      )}
      <Pagination page={page} pages={pages} href={(n) => urls.teamCampaigns(lang, { ...query, page: n })} />
    </>
  );
}

export function NoProcessView({ frame }: { readonly frame: Frame }) {
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("campaigns.team.title")}
      breadcrumb={[{ text: t("decisions.team"), href: urls.team(lang) }]}
    >
      <p>{t("campaigns.team.noProcess")}</p>
    </Page>
  );
}

export const kindOptions = ({ t }: Frame) =>
  (["campaign", "near_duplicates"] as const).map((kind) => ({ value: kind, text: t(KIND_KEYS[kind]) }));
