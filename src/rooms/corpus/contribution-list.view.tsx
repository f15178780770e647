import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Filters } from "#ui/filters.tsx";
import type { Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { type CorpusFilter, corpusQuery, isFiltered } from "./filter.rules.ts";
import { CorpusFilterFields, type FieldsProps, keptParameters } from "./filter-fields.view.tsx";
import type { Line } from "./line.rules.ts";
import { LineList } from "./line-list.view.tsx";

type Props = Pick<FieldsProps, "choices"> & {
  readonly frame: Frame;
  readonly process: { readonly slug: string; readonly title: string };
  readonly filter: CorpusFilter;
  /** All the fields are shown, and not only those most people use. */
  readonly isWide: boolean;
  /** What the filter keeps, in one sentence, where the fields do not show it. */
  readonly words: string | null;
  readonly count: number;
  readonly pages: number;
  readonly lines: readonly Line[];
};

export function ContributionListView(props: Props): VNode {
  const { frame, process, filter, isWide, words, count, pages, lines, choices } = props;
  const { lang, t } = frame;
  const at = { process: process.slug };
  const query = { ...corpusQuery(filter), filtres: isWide ? "tous" : "" };
  const action = urls.processContributions(lang, at);
  const shown = isWide ? "all" : "usual";
  return (
    <Page
      frame={frame}
      title={t("corpus.list.title")}
      lead={t("corpus.list.lead")}
      breadcrumb={[
        { text: t("processes.list.title"), href: urls.processes(lang) },
        { text: process.title, href: urls.process(lang, at) },
      ]}
      robots={isFiltered(filter) || filter.page > 1 ? "noindex" : undefined}
      section="processes"
    >
      <Filters
        action={action}
        keep={{ ...keptParameters(filter, shown), filtres: query.filtres }}
        resetHref={isFiltered(filter) ? action : undefined}
      >
        <CorpusFilterFields {...{ frame, filter, choices, shown }} />
      </Filters>
      {isWide ? null : (
        <p>
          <a href={urls.processContributions(lang, at, { ...query, filtres: "tous", page: "" })}>
            {t("corpus.filter.more")}
          </a>
        </p>
      )}
      <ResultCount>
        {t("corpus.list.count", { count, order: t(`corpus.order.${filter.order}`) })}
        {isFiltered(filter) ? ` ${words ?? t("corpus.list.filtered")}` : ""}
      </ResultCount>
      {lines.length === 0 ? <p>{t("corpus.list.none")}</p> : <LineList frame={frame} lines={lines} />}
      <Pagination
        page={filter.page}
        pages={pages}
        href={(page) => urls.processContributions(lang, at, { ...query, page: page > 1 ? page : undefined })}
      />
    </Page>
  );
}
