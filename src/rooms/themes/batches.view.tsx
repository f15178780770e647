import { formatDate, formatNumber } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import { DataTable } from "#ui/data-table.tsx";
import { PostButton } from "#ui/form.tsx";
import type { Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { VisuallyHidden } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import type { BatchKind } from "./batch.rules.ts";
import { ThemesTabs, teamTrail } from "./tabs.view.tsx";

type Batch = {
  readonly number: number;
  readonly kind: BatchKind;
  readonly themeName: string | null;
  readonly filterWords: string;
  readonly contributionCount: number;
  readonly inForce: number;
  readonly who: string;
  readonly madeAt: Date;
  readonly undoneAt: Date | null;
};
type Props = {
  readonly frame: Frame;
  readonly process: { readonly slug: string; readonly title: string };
  readonly batches: readonly Batch[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
};

/** What was done at once, and how to undo it. */
export function BatchesView({ frame, process, batches, count, page, pages }: Props) {
  const { lang, t } = frame;
  const here = { process: process.slug };
  return (
    <Page
      frame={frame}
      title={t("coding.batchesTitle")}
      lead={t("coding.batchesLead")}
      breadcrumb={teamTrail(frame, process)}
      section="team"
      wide
    >
      <ThemesTabs frame={frame} process={process.slug} current="batches" />
      <ResultCount>{t("coding.batchesCount", { count })}</ResultCount>
      <DataTable
        caption={t("coding.batchesTitle")}
        captionHidden
        empty={t("coding.batchesCount", { count: 0 })}
        columns={[
          { head: t("coding.batch") },
          { head: t("coding.batchWhat") },
          { head: t("coding.batchFilter") },
          { head: t("coding.batchCount"), numeric: true },
          { head: t("coding.batchInForce"), numeric: true },
          { head: t("codebook.head.who") },
          { head: t("codebook.head.when") },
          { head: t("coding.batchUndo") },
        ]}
        rows={batches.map((batch) => [
          t("coding.batchNumber", { number: batch.number }),
          [t(`coding.batch.${batch.kind}`), batch.themeName].filter(Boolean).join(" – "),
          batch.filterWords,
          formatNumber(lang, batch.contributionCount),
          formatNumber(lang, batch.inForce),
          batch.who,
          <Time key="at" at={batch.madeAt} mode="datetime" />,
          batch.undoneAt ? (
            t("coding.batchUndone", { date: formatDate(lang, batch.undoneAt) })
          ) : (
            <PostButton
              key="undo"
              frame={frame}
              action={urls.teamCodingBatches(lang, here)}
              kind="secondary"
              fields={{ batch: String(batch.number) }}
            >
              {t("coding.batchUndo")}
              <VisuallyHidden> {t("coding.batchUndoOf", { number: batch.number })}</VisuallyHidden>
            </PostButton>
          ),
        ])}
      />
      <Pagination page={page} pages={pages} href={(n) => urls.teamCodingBatches(lang, here, { page: n })} />
    </Page>
  );
}
