import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { ContributionCard } from "#ui/contribution-card.tsx";
import { Filters } from "#ui/filters.tsx";
import type { Frame } from "#ui/frame.ts";
import { Cards } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Select, type SelectOption } from "#ui/select.tsx";
import { TextField } from "#ui/text-field.tsx";
import { CHANNELS, camel, KINDS, type Kind, VERDICTS, type Verdict } from "./contribution.rules.ts";
import { filterQuery, isFiltered, type ListFilter, NO_VERDICT, ORDERS } from "./list-filter.rules.ts";
import { excerptOf } from "./words.rules.ts";

type Listed = {
  readonly number: number;
  readonly kind: Kind;
  readonly title: string | null;
  readonly body: string;
  readonly language: string;
  readonly isSynthetic: boolean;
  readonly submittedAt: Date;
  readonly authorName: string | null;
  readonly organisation: string | null;
  readonly categoryFr: string | null;
  readonly categoryEn: string | null;
  readonly documentSlug: string;
  readonly editionNumber: number;
  readonly nodeCode: string | null;
  readonly passageCode: string | null;
  readonly passageAnchor: string | null;
  readonly verdict: Verdict | null;
  readonly forCount: number;
  readonly againstCount: number;
};

type Props = {
  readonly frame: Frame;
  readonly process: { readonly slug: string; readonly title: string };
  readonly filter: ListFilter;
  readonly count: number;
  readonly pages: number;
  readonly contributions: readonly Listed[];
  readonly choices: {
    readonly categories: readonly SelectOption[];
    readonly territories: readonly SelectOption[];
    readonly elements: readonly SelectOption[];
  };
};

export function ContributionListView(props: Props): VNode {
  const { frame, process, filter, count, pages, contributions } = props;
  const { lang, t } = frame;
  const at = { process: process.slug };
  const query = filterQuery(filter);
  return (
    <Page
      frame={frame}
      title={t("contributions.list.title")}
      lead={t("contributions.list.lead")}
      breadcrumb={[
        { text: t("processes.list.title"), href: urls.processes(lang) },
        { text: process.title, href: urls.process(lang, at) },
      ]}
      robots={isFiltered(filter) || filter.page > 1 ? "noindex" : undefined}
      section="processes"
    >
      <ListFilters {...props} />
      {filter.isWide ? null : (
        <p>
          <a href={urls.processContributions(lang, at, { ...query, filtres: "tous" })}>
            {t("contributions.filter.more")}
          </a>
        </p>
      )}
      <ResultCount>
        {t("contributions.list.count", { count, order: t(`contributions.order.${filter.order}`) })}
        {isFiltered(filter) ? ` ${t("contributions.list.filtered")}` : ""}
      </ResultCount>
      {contributions.length === 0 ? (
        <p>{t("contributions.list.none")}</p>
      ) : (
        <Cards>
          {contributions.map((contribution) => (
            <Card key={contribution.number} frame={frame} contribution={contribution} />
          ))}
        </Cards>
      )}
      <Pagination
        page={filter.page}
        pages={pages}
        href={(page) => urls.processContributions(lang, at, { ...query, page: page > 1 ? page : undefined })}
      />
    </Page>
  );
}

/** A choice that came by a link and is not in the short list is shown with the others. */
function withChosen(options: readonly SelectOption[], chosen: string): readonly SelectOption[] {
  if (!chosen || options.some(({ value }) => value === chosen)) return options;
  return [...options, { value: chosen, text: chosen }];
}

function ListFilters({ frame, process, filter, choices }: Props): VNode {
  const { lang, t } = frame;
  const action = urls.processContributions(lang, { process: process.slug });
  const all = t("contributions.filter.all");
  return (
    <Filters
      action={action}
      keep={{ passage: filter.passage, filtres: filterQuery(filter).filtres }}
      resetHref={isFiltered(filter) ? action : undefined}
    >
      <TextField name="q" label={t("contributions.filter.text")} type="search" optional value={filter.text} />
      <Select
        name="type"
        label={t("contributions.filter.kind")}
        optional
        emptyOption={all}
        value={filter.kind ?? ""}
        options={KINDS.map((kind) => ({ value: kind, text: t(`contributions.kind.${kind}`) }))}
      />
      <Select
        name="element"
        label={t("contributions.filter.element")}
        optional
        emptyOption={all}
        value={filter.element}
        options={withChosen(choices.elements, filter.element)}
      />
      <Select
        name="verdict"
        label={t("contributions.filter.verdict")}
        optional
        emptyOption={all}
        value={filter.verdict ?? ""}
        options={[
          ...VERDICTS.map((verdict) => ({ value: verdict, text: t(`contributions.verdict.${camel(verdict)}`) })),
          { value: NO_VERDICT, text: t("contributions.noVerdict") },
        ]}
      />
      {filter.isWide ? <RareFilters {...{ frame, filter, choices }} /> : null}
      <Select
        name="ordre"
        label={t("contributions.filter.order")}
        value={filter.order === "hasard" ? "" : filter.order}
        options={ORDERS.map((order) => ({
          value: order === "hasard" ? "" : order,
          text: t(`contributions.order.${order}`),
        }))}
      />
    </Filters>
  );
}

/** Asked for by a link: three long lists would weigh on every reader. */
function RareFilters({ frame: { t }, filter, choices }: Pick<Props, "frame" | "filter" | "choices">): VNode {
  const all = t("contributions.filter.all");
  return (
    <>
      <Select
        name="categorie"
        label={t("contributions.filter.category")}
        optional
        emptyOption={all}
        value={filter.category}
        options={withChosen(choices.categories, filter.category)}
      />
      <Select
        name="territoire"
        label={t("contributions.filter.territory")}
        optional
        emptyOption={all}
        value={filter.territory}
        options={withChosen(choices.territories, filter.territory)}
      />
      <Select
        name="canal"
        label={t("contributions.filter.channel")}
        optional
        emptyOption={all}
        value={filter.channel ?? ""}
        options={CHANNELS.map((channel) => ({ value: channel, text: t(`contributions.channel.${channel}`) }))}
      />
    </>
  );
}

function Card({ frame, contribution }: { readonly frame: Frame; readonly contribution: Listed }): VNode {
  const { lang, t } = frame;
  const {
    number,
    kind,
    title,
    passageCode,
    passageAnchor,
    documentSlug: document,
    forCount,
    againstCount,
    verdict,
  } = contribution;
  const passage =
    passageCode && passageAnchor
      ? { text: passageCode, href: urls.passage(lang, { document, anchor: passageAnchor }) }
      : elementLink(frame, contribution);
  const counted = forCount + againstCount > 0;
  const answer = verdict ? t(`contributions.verdict.${camel(verdict)}`) : t("contributions.noVerdict");
  return (
    <ContributionCard
      href={urls.contribution(lang, { number })}
      title={title ?? t("contributions.numbered", { number: String(number) })}
      kind={t(`contributions.kind.${kind}`)}
      excerpt={excerptOf(contribution.body, 280)}
      lang={contribution.language}
      author={authorLine(frame, contribution)}
      at={contribution.submittedAt}
      passage={passage}
      counts={[answer, ...(counted ? [t("contributions.counts", { for: forCount, against: againstCount })] : [])].join(
        " · ",
      )}
      synthetic={contribution.isSynthetic}
      level={2}
    />
  );
}

function elementLink({ lang }: Frame, { nodeCode, documentSlug, editionNumber }: Listed) {
  if (!nodeCode) return undefined;
  return {
    text: nodeCode,
    href: urls.editionNode(lang, { document: documentSlug, edition: editionNumber, code: nodeCode }),
  };
}

type Author = Pick<Listed, "authorName" | "organisation" | "categoryFr" | "categoryEn">;

/** "Association X, Zoé (Patient ou usager)", or "sans nom". */
export function authorLine({ lang, t }: Frame, author: Author): string {
  const name = [author.organisation, author.authorName].filter(Boolean).join(", ") || t("contributions.anonymous");
  const category = lang === "en" ? author.categoryEn : author.categoryFr;
  return category ? t("contributions.author", { name, category }) : name;
}
