import { urls } from "#kernel/urls.ts";
import { DataTable } from "#ui/data-table.tsx";
import { Filters } from "#ui/filters.tsx";
import type { Frame } from "#ui/frame.ts";
import { LinkList } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Select } from "#ui/select.tsx";
import { Time } from "#ui/time.tsx";
import { kindInWords, roleInWords } from "./entry-words.view.ts";

type Props = {
  readonly frame: Frame;
  readonly entries: readonly {
    readonly id: number;
    readonly kind: string;
    readonly occurredAt: Date;
    readonly actingRole: string;
  }[];
  readonly kinds: readonly { readonly kind: string; readonly count: number }[];
  readonly kind: string;
  readonly count: number;
  readonly page: number;
  readonly pages: number;
};

export function JournalView({ frame, entries, kinds, kind, count, page, pages }: Props) {
  const { lang, t } = frame;
  return (
    <Page frame={frame} title={t("journal.title")} lead={t("journal.lead")} wide>
      <LinkList
        items={[
          { text: t("journal.leaves"), href: urls.journalLeaves(lang) },
          { text: t("journal.state"), href: urls.journalState(lang) },
          { text: t("verify.title"), href: urls.verifyProof(lang) },
        ]}
      />
      <Filters action={urls.journal(lang)}>
        <Select
          name="acte"
          label={t("journal.filter")}
          value={kind}
          emptyOption={t("journal.all")}
          options={kinds.map((row) => ({ value: row.kind, text: `${kindInWords(t, row.kind)} (${row.count})` }))}
        />
      </Filters>
      <ResultCount>{t("journal.count", { count })}</ResultCount>
      <DataTable
        caption={t("journal.caption")}
        captionHidden
        empty={t("journal.empty")}
        columns={[
          { head: t("journal.number"), numeric: true },
          { head: t("journal.date") },
          { head: t("journal.act") },
          { head: t("journal.role") },
        ]}
        rows={entries.map((entry) => [
          entry.id,
          <Time key="at" at={entry.occurredAt} mode="datetime" />,
          kindInWords(t, entry.kind),
          roleInWords(t, entry.actingRole),
        ])}
      />
      <Pagination page={page} pages={pages} href={(n) => urls.journal(lang, { acte: kind, page: n })} />
    </Page>
  );
}
