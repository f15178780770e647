import { urls } from "#kernel/urls.ts";
import { Contents, type ContentsItem } from "#ui/contents.tsx";
import { type FileLink, FileLinks } from "#ui/file-links.tsx";
import type { Frame } from "#ui/frame.ts";
import { LinkList, Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { rich } from "#ui/rich.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Code, Inset, Lead, Muted } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { comparisonHref, type NodeName } from "./node.view.tsx";
import type { totalsOf } from "./outline.rules.ts";
import { codedName, foreign, nodeHash, totalSentence } from "./words.view.tsx";

/** An element in the table of contents; `page` is the code of the page that shows it. */
export type PlanItem = NodeName & { readonly page: string; readonly children: readonly PlanItem[] };

export type EditionPageData = {
  readonly document: { readonly slug: string; readonly language: string };
  readonly edition: {
    readonly number: number;
    readonly title: string;
    readonly subtitle: string | null;
    readonly label: string;
    readonly note: string | null;
    readonly publishedOn: string | null;
    readonly hash: string | null;
  };
  readonly editionNumbers: readonly number[];
  readonly totals: ReturnType<typeof totalsOf>;
  readonly plan: readonly PlanItem[];
  readonly process: { readonly slug: string; readonly title: string } | null;
  readonly openUntil: Date | null;
  readonly changeCount: number;
  /** Links with other texts are stated. */
  readonly hasLineage: boolean;
  /** The thing of the log that its lines are about; null while the log holds none. */
  readonly loggedAs: string | null;
  readonly files: readonly FileLink[];
};

/** The whole plan of an edition, and what identifies it. */
export function EditionView({ frame, ...data }: { readonly frame: Frame } & EditionPageData) {
  const { lang, t } = frame;
  const { document, edition, process } = data;
  const own = foreign(frame, document.language);
  const at = { document: document.slug, edition: edition.number };
  return (
    <Page
      frame={frame}
      title={t("documents.edition.title", { title: edition.title, number: edition.number })}
      description={edition.subtitle ?? edition.label}
      ownHeading
      breadcrumb={[{ text: t("documents.list.title"), href: urls.documents(lang) }]}
    >
      <h1 lang={own}>{edition.title}</h1>
      {edition.subtitle ? (
        <div lang={own}>
          <Lead>{edition.subtitle}</Lead>
        </div>
      ) : null}
      {data.openUntil && process ? (
        <Inset>
          {rich(t, "documents.openUntil", { date: <Time at={data.openUntil} /> })}{" "}
          <a href={urls.process(lang, { process: process.slug })}>{t("documents.howToTakePart")}</a>
        </Inset>
      ) : null}
      <SummaryList
        rows={[
          { key: t("documents.edition.edition"), value: <EditionName frame={frame} {...edition} own={own} /> },
          { key: t("documents.edition.date"), value: <Time at={edition.publishedOn ?? ""} /> },
          ...(data.totals.length > 0
            ? [
                {
                  key: t("documents.edition.totals"),
                  value: (
                    <ul>
                      {data.totals.map((total) => (
                        <li key={total.type}>{totalSentence(frame, total)}</li>
                      ))}
                    </ul>
                  ),
                },
              ]
            : []),
          ...(edition.note
            ? [{ key: t("documents.edition.note"), value: <span lang={own}>{edition.note}</span> }]
            : []),
          ...(process
            ? [
                {
                  key: t("documents.edition.process"),
                  value: <a href={urls.process(lang, { process: process.slug })}>{process.title}</a>,
                },
              ]
            : []),
        ]}
      />
      <LinkList
        items={[
          ...data.editionNumbers.map((number) => ({
            text: t("documents.editionNumber", { number }),
            href: urls.edition(lang, { ...at, edition: number }),
            current: number === edition.number,
          })),
          ...(data.editionNumbers.length > 1
            ? [{ text: t("documents.compare"), href: comparisonHref(frame, document.slug, edition.number) }]
            : []),
          ...(data.changeCount > 0
            ? [
                {
                  text: t("documents.edition.changes", { count: data.changeCount }),
                  href: urls.changes(lang, at),
                },
              ]
            : []),
          { text: t("documents.history"), href: urls.documentHistory(lang, at) },
          ...(data.hasLineage ? [{ text: t("documents.lineage"), href: urls.lineage(lang, at) }] : []),
          { text: t("documents.print"), href: urls.editionWhole(lang, at) },
        ]}
      />
      <FileLinks title={t("documents.edition.files")} files={data.files} />
      {data.plan.length === 0 ? (
        <p>{t("documents.edition.empty")}</p>
      ) : (
        <Plan frame={frame} plan={data.plan} at={at} own={own} />
      )}
      <Section title={t("documents.edition.proof")} id="empreinte">
        <p>{t("documents.edition.hashSays")}</p>
        <p>
          <Code>{edition.hash}</Code>
        </p>
        {data.loggedAs ? (
          <p>
            <a href={urls.loggedObject(lang, { object: data.loggedAs })}>{t("documents.edition.logged")}</a>
          </p>
        ) : null}
        <Muted>{t("documents.edition.immutable")}</Muted>
      </Section>
    </Page>
  );
}

function EditionName({
  frame,
  number,
  label,
  own,
}: {
  frame: Frame;
  number: number;
  label: string;
  own: string | undefined;
}) {
  return (
    <>
      {frame.t("documents.editionNumber", { number })}
      {" – "}
      <span lang={own}>{label}</span>
    </>
  );
}

type PlanProps = {
  readonly frame: Frame;
  readonly plan: readonly PlanItem[];
  readonly at: { readonly document: string; readonly edition: number };
  /** Language of the text, when it is not the page's. */
  readonly own: string | undefined;
};

/** The table of contents: each element leads to the page that shows it, and to its place there. */
function Plan({ frame, plan, at, own }: PlanProps) {
  const { lang, t } = frame;
  const entry = (to: PlanItem): ContentsItem => {
    const page = urls.editionNode(lang, { ...at, code: to.page });
    return {
      code: to.children.length > 0 && !own ? codedName(frame, to) : to.code,
      text: to.title,
      href: to.page === to.code ? page : `${page}#${nodeHash(to.code)}`,
      items: to.children.map(entry),
    };
  };
  return (
    <div lang={own}>
      <Contents label={t("documents.contents")} items={plan.map(entry)} />
    </div>
  );
}
