import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Checkbox } from "#ui/checkboxes.tsx";
import { ContributionCard } from "#ui/contribution-card.tsx";
import { Difference } from "#ui/difference.tsx";
import { Filters } from "#ui/filters.tsx";
import type { Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Select } from "#ui/select.tsx";
import { Status } from "#ui/status.tsx";
import { type AmendmentFilter, filterQuery, isNarrowed, ORDERS, VERDICTS, WAITING } from "./list-filter.rules.ts";
import type { ListedAmendment } from "./listed.rules.ts";
import { excerptOf, proposedSegments, VERDICT_TONES, VERDICT_WORDS } from "./words.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly process: { readonly slug: string; readonly title: string };
  readonly filter: AmendmentFilter;
  readonly parts: readonly { readonly code: string; readonly title: string; readonly depth: number }[];
  readonly amendments: readonly ListedAmendment[];
  readonly count: number;
  readonly pages: number;
};

/** Every other wording that was proposed for a text, who wants other words in the same place, and what was decided. */
export function AmendmentListView(props: Props): VNode {
  const { frame, process, filter, amendments, count, pages } = props;
  const { lang, t } = frame;
  const at = { process: process.slug };
  const action = urls.processAmendments(lang, at);
  return (
    <Page
      frame={frame}
      title={t("amendments.list.title")}
      lead={t("amendments.list.lead")}
      breadcrumb={[
        { text: t("processes.list.title"), href: urls.processes(lang) },
        { text: process.title, href: urls.process(lang, at) },
      ]}
      robots={isNarrowed(filter) || filter.page > 1 ? "noindex" : undefined}
      section="processes"
    >
      <Filters action={action} resetHref={isNarrowed(filter) ? action : undefined}>
        <Fields {...props} />
      </Filters>
      <ResultCount>{t("amendments.list.count", { count, order: t(`amendments.order.${filter.order}`) })}</ResultCount>
      {amendments.length === 0 ? <p>{t("amendments.list.none")}</p> : null}
      {amendments.map((amendment) => (
        <Card key={amendment.number} frame={frame} amendment={amendment} />
      ))}
      <Pagination
        page={filter.page}
        pages={pages}
        href={(page) => urls.processAmendments(lang, at, { ...filterQuery(filter), page: page > 1 ? page : undefined })}
      />
    </Page>
  );
}

function Fields({ frame, filter, parts }: Props): VNode {
  const { t } = frame;
  return (
    <>
      <Select
        name="element"
        label={t("amendments.filter.part")}
        emptyOption={t("amendments.filter.everyPart")}
        value={filter.element}
        options={parts.map(({ code, title, depth }) => ({
          value: code,
          text: `${"\u00a0\u00a0".repeat(depth - 1)}${code} ${title}`,
        }))}
      />
      <Select
        name="verdict"
        label={t("amendments.filter.answer")}
        emptyOption={t("amendments.filter.everyAnswer")}
        value={filter.verdict}
        options={[
          { value: WAITING, text: t("contributions.noVerdict") },
          ...VERDICTS.map((verdict) => ({ value: verdict, text: t(VERDICT_WORDS[verdict]) })),
        ]}
      />
      <Select
        name="ordre"
        label={t("amendments.filter.order")}
        value={filter.order}
        options={ORDERS.map((order) => ({ value: order, text: t(`amendments.orderChoice.${order}`) }))}
      />
      <Checkbox name="conflit" value="oui" label={t("amendments.filter.inConflict")} checked={filter.inConflict} />
    </>
  );
}

function Card({ frame, amendment }: { readonly frame: Frame; readonly amendment: ListedAmendment }): VNode {
  const { lang, t } = frame;
  const { number, verdict, codes, conflictCount } = amendment;
  const author =
    [amendment.organisation, amendment.authorName].filter(Boolean).join(", ") || t("contributions.anonymous");
  const counts = [
    t("amendments.card.supports", { for: amendment.forCount, against: amendment.againstCount }),
    t("amendments.card.arguments", { count: amendment.argumentCount }),
    ...(conflictCount > 0 ? [t("amendments.card.conflicts", { count: conflictCount })] : []),
  ].join(" · ");
  return (
    <ContributionCard
      level={2}
      href={urls.contribution(lang, { number })}
      title={t("amendments.card.title", { number: String(number) })}
      kind={t("amendments.card.passages", { count: codes.length, codes: codes.join(", ") })}
      rewriting={
        <Difference
          segments={proposedSegments(amendment)}
          operation={amendment.operation}
          lang={amendment.documentLanguage}
        />
      }
      excerpt={excerptOf(amendment.body, 200)}
      lang={amendment.language}
      author={author}
      at={amendment.publishedAt}
      counts={counts}
      synthetic={amendment.isSynthetic}
      status={
        verdict ? (
          <Status tone={VERDICT_TONES[verdict]}>{t(VERDICT_WORDS[verdict])}</Status>
        ) : (
          <Status tone="waiting">{t("contributions.noVerdict")}</Status>
        )
      }
    />
  );
}
