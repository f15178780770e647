import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { DataTable } from "./data-table.tsx";
import { FileLinks } from "./file-links.tsx";
import type { Frame } from "./frame.ts";
import { Callout, Columns, LinkList, Section } from "./layout.tsx";
import { Pagination, PreviousNext, ResultCount } from "./pagination.tsx";
import { Status } from "./status.tsx";
import { SummaryList } from "./summary-list.tsx";
import { Tabs } from "./tabs.tsx";
import { TaskList } from "./task-list.tsx";

export function GalleryLists({ frame }: { readonly frame: Frame }): VNode {
  const { lang, t } = frame;
  const here = (page: number) => urls.gallery(lang, { page });
  return (
    <>
      <Callout title={t("gallery.sample.inset")} level={3}>
        <p>{t("gallery.sample.paragraph")}</p>
      </Callout>
      <SummaryList
        rows={[
          {
            key: t("gallery.field.opinion"),
            value: t("gallery.opinion.for"),
            actions: [{ text: t("gallery.sample.edit"), href: "#formulaires", about: t("gallery.field.opinion") }],
          },
          { key: t("gallery.field.region"), value: "Occitanie" },
        ]}
      />
      <TaskList
        items={[
          {
            title: t("gallery.sample.first"),
            href: "#listes",
            status: <Status tone="success">{t("gallery.tone.success")}</Status>,
          },
          {
            title: t("gallery.sample.second"),
            hint: t("gallery.sample.inset"),
            status: <Status tone="waiting">{t("gallery.tone.waiting")}</Status>,
          },
        ]}
      />
      <Tabs
        label={t("gallery.views")}
        items={[
          { text: t("gallery.sample.first"), href: here(1), current: true, count: 23 },
          { text: t("gallery.sample.second"), href: here(2) },
        ]}
      />
      <LinkList
        items={[
          { text: t("gallery.sample.first"), href: here(3), current: true },
          { text: t("gallery.sample.second"), href: here(4) },
          { text: t("gallery.sample.link"), href: here(5) },
        ]}
      />
      <FileLinks
        title={t("gallery.sample.sentence")}
        files={[
          { format: "pdf", href: here(15), bytes: 145_000 },
          { format: "odt", href: here(16), bytes: null },
        ]}
      />
      <ResultCount>{t("gallery.results", { count: 230 })}</ResultCount>
      <DataTable
        caption={t("gallery.tableCaption")}
        columns={[
          { head: t("gallery.field.region"), sort: { href: here(6), state: "ascending" } },
          { head: t("gallery.received"), numeric: true, sort: { href: here(7), state: "none" } },
          { head: t("gallery.answered"), numeric: true },
          { head: t("gallery.state") },
        ]}
        rows={[
          ["Bretagne", "1 204", "1 204", <Status tone="success">{t("gallery.tone.success")}</Status>],
          ["Provence-Alpes-Côte d’Azur", "982", "120", <Status tone="progress">{t("gallery.tone.progress")}</Status>],
          ["La Réunion", "64", "0", <Status tone="waiting">{t("gallery.tone.waiting")}</Status>],
        ]}
      />
      <DataTable caption={t("gallery.tableCaption")} columns={[]} rows={[]} />
      <Pagination page={4} pages={12} href={here} />
      <PreviousNext
        previous={{ href: here(1), text: t("gallery.sample.first") }}
        next={{ href: here(2), text: t("gallery.sample.second") }}
      />
      <Columns
        asideLabel={t("gallery.aside")}
        aside={
          <Section title={t("gallery.aside")} level={3}>
            <p>{t("gallery.sample.sentence")}</p>
          </Section>
        }
      >
        <p>{t("gallery.sample.paragraph")}</p>
      </Columns>
    </>
  );
}
