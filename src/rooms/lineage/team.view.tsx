import { urls } from "#kernel/urls.ts";
import { DataTable } from "#ui/data-table.tsx";
import { Filters } from "#ui/filters.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import type { MessageKey } from "#ui/messages.ts";
import { Page } from "#ui/page.tsx";
import { ResultCount } from "#ui/pagination.tsx";
import { Select } from "#ui/select.tsx";
import type { Fate, Side } from "./statement.rules.ts";

type TextShown = { readonly slug: string; readonly title: string; readonly language: string; readonly edition: number };

type ListProps = {
  readonly frame: Frame;
  readonly texts: readonly TextShown[];
  readonly pairs: readonly {
    readonly from: string;
    readonly fromTitle: string;
    readonly to: string;
    readonly toTitle: string;
    readonly count: number;
  }[];
  readonly typed: { readonly from: string; readonly to: string };
  readonly errors: readonly FieldError[];
};

/** Pairs of texts with what is stated about them, and the way to a new pair. */
export function LineageListView({ frame, texts, pairs, typed, errors }: ListProps) {
  const { lang, t } = frame;
  const options = texts.map(({ slug, title }) => ({ value: slug, text: title }));
  const error = errors.find(({ field }) => field === "de")?.message;
  return (
    <Page
      frame={frame}
      title={t("lineages.title")}
      lead={t("lineages.lead")}
      breadcrumb={[
        { text: t("editions.team"), href: urls.team(lang) },
        { text: t("editions.list.title"), href: urls.teamEditions(lang) },
      ]}
      errors={errors}
    >
      <ResultCount>{t("lineages.pairs", { count: pairs.length })}</ResultCount>
      <ul>
        {pairs.map(({ from, fromTitle, to, toTitle, count }) => (
          <li key={`${from} ${to}`}>
            <a href={urls.teamLineage(lang, { from, to })}>{t("lineages.pair", { from: fromTitle, to: toTitle })}</a>
            {" – "}
            {t("lineages.stated", { count })}
          </li>
        ))}
      </ul>
      <Filters action={urls.teamLineages(lang)} label={t("lineages.choose")} apply={t("lineages.open")}>
        <Select name="de" label={t("lineages.older")} value={typed.from} options={options} error={error} />
        <Select name="a" label={t("lineages.newer")} value={typed.to} options={options} />
      </Filters>
    </Page>
  );
}

const FATES: Readonly<Record<Fate, MessageKey>> = {
  continued: "lineages.fate.continued",
  split: "lineages.fate.split",
  merged: "lineages.fate.merged",
  dropped: "lineages.fate.dropped",
  new: "lineages.fate.new",
};

/** "Repris", "Nouveau". */
export function fateWords({ t }: Pick<Frame, "t">, fate: Fate): string {
  return t(FATES[fate]);
}

export type SideRow = {
  readonly nodeId: string;
  readonly code: string;
  readonly title: string;
  readonly depth: number;
  /** What is stated, with the codes of the other text. */
  readonly stated: readonly { readonly kind: Fate; readonly code: string | null }[];
};

type PairProps = {
  readonly frame: Frame;
  readonly from: TextShown;
  readonly to: TextShown;
  readonly old: readonly SideRow[];
  readonly now: readonly SideRow[];
  /** Codes still without a statement. */
  readonly left: { readonly old: number; readonly now: number };
};

/** Both texts one after the other, part by part, with what is stated of each. */
export function LineagePairView({ frame, from, to, old, now, left }: PairProps) {
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("lineages.pair", { from: from.title, to: to.title })}
      breadcrumb={[
        { text: t("editions.team"), href: urls.team(lang) },
        { text: t("lineages.title"), href: urls.teamLineages(lang) },
      ]}
      wide
    >
      <p>
        <a href={urls.lineage(lang, { document: to.slug })}>{t("lineages.public")}</a>
      </p>
      <SideTable
        frame={frame}
        side="old"
        text={from}
        pair={{ from: from.slug, to: to.slug }}
        rows={old}
        left={left.old}
      />
      <SideTable
        frame={frame}
        side="new"
        text={to}
        pair={{ from: from.slug, to: to.slug }}
        rows={now}
        left={left.now}
      />
    </Page>
  );
}

type SideProps = {
  readonly frame: Frame;
  readonly side: Side;
  readonly text: TextShown;
  readonly pair: { readonly from: string; readonly to: string };
  readonly rows: readonly SideRow[];
  readonly left: number;
};

function SideTable({ frame, side, text, pair, rows, left }: SideProps) {
  const { lang, t } = frame;
  const own = text.language === lang ? undefined : text.language;
  const place = (code: string) => urls.teamLineage(lang, pair, side === "old" ? { partie: code } : { nouvelle: code });
  const next = rows.find(({ stated }) => stated.length === 0);
  return (
    <Section title={text.title} id={side}>
      <ResultCount>{t("lineages.left", { count: left })}</ResultCount>
      {next ? (
        <p>
          <a href={place(next.code)}>{t("lineages.next", { code: next.code })}</a>
        </p>
      ) : null}
      <DataTable
        caption={t(side === "old" ? "lineages.became" : "lineages.came")}
        rowHeads
        columns={[{ head: t("lineages.part") }, { head: t(side === "old" ? "lineages.became" : "lineages.came") }]}
        rows={rows.map(({ code, title, depth, stated }) => [
          <span key={code} lang={own}>
            {"– ".repeat(depth)}
            {code} {title}
          </span>,
          <a key={code} href={place(code)}>
            {stated.length === 0
              ? t("lineages.state", { code })
              : stated
                  .map(({ kind, code: other }) => [fateWords(frame, kind), other].filter(Boolean).join(" "))
                  .join(", ")}
          </a>,
        ])}
      />
    </Section>
  );
}
