import { urls } from "#kernel/urls.ts";
import { Difference } from "#ui/difference.tsx";
import { type FileLink, FileLinks } from "#ui/file-links.tsx";
import { Filters } from "#ui/filters.tsx";
import type { Frame } from "#ui/frame.ts";
import { LinkList, Section } from "#ui/layout.tsx";
import type { MessageKey } from "#ui/messages.ts";
import { Page } from "#ui/page.tsx";
import { Select } from "#ui/select.tsx";
import { Tag } from "#ui/tag.tsx";
import { Muted } from "#ui/text.tsx";
import { ReasonLines, type ReasonShown } from "./change-reason.view.tsx";
import type { ComparedNode, ComparedPassage, Counts } from "./comparison.rules.ts";

/** `name` is how the text calls it: "Objectif A1-a". */
export type NamedNode = ComparedNode & { readonly name: string };

export type ComparisonPageData = {
  readonly document: { readonly slug: string; readonly title: string; readonly language: string };
  readonly editions: readonly { readonly number: number; readonly label: string }[];
  readonly from: number;
  readonly to: number;
  readonly isEverything: boolean;
  readonly counts: Counts;
  readonly nodes: readonly NamedNode[];
  /** By id of passage or element. */
  readonly reasons: ReadonlyMap<string, readonly ReasonShown[]>;
  readonly why: { readonly decisions: number; readonly contributions: number; readonly editorial: number };
  readonly files: readonly FileLink[];
};

/** Two editions compared: how much and why first, then only what changed, where it stands. */
export function ComparisonView({ frame, ...data }: { readonly frame: Frame } & ComparisonPageData) {
  const { lang, t } = frame;
  const { document, editions, from, to, isEverything, nodes } = data;
  const at = { document: document.slug };
  const options = editions.map(({ number, label }) => ({
    value: String(number),
    text: t("comparison.option", { number, label }),
  }));
  return (
    <Page
      frame={frame}
      title={t("comparison.title", { from, to, title: document.title })}
      breadcrumb={[
        { text: t("documents.list.title"), href: urls.documents(lang) },
        { text: document.title, href: urls.edition(lang, { ...at, edition: to }) },
      ]}
    >
      <Summary frame={frame} {...data} />
      <Filters action={urls.comparison(lang, at)} label={t("comparison.choose")} apply={t("comparison.show")}>
        <Select name="de" label={t("comparison.from")} value={String(from)} options={options} />
        <Select name="a" label={t("comparison.to")} value={String(to)} options={options} />
      </Filters>
      <LinkList
        items={[
          isEverything
            ? { text: t("comparison.onlyChanges"), href: urls.comparison(lang, at, { de: from, a: to }) }
            : { text: t("comparison.showSame"), href: urls.comparison(lang, at, { de: from, a: to, tout: "oui" }) },
          ...[from, to].map((number) => ({
            text: t("comparison.wholeText", { number }),
            href: urls.editionWhole(lang, { ...at, edition: number }),
          })),
        ]}
      />
      {data.files.length > 0 ? <FileLinks title={t("comparison.files")} files={data.files} /> : null}
      {nodes.length === 0 ? <p>{t("comparison.nothing")}</p> : null}
      {nodes.map((node) => (
        <NodeDifference key={node.nodeId} frame={frame} node={node} {...data} />
      ))}
    </Page>
  );
}

function Summary({ frame, counts, why }: { readonly frame: Frame } & ComparisonPageData) {
  const { t } = frame;
  const lines: readonly (readonly [MessageKey, number])[] = [
    ["comparison.count.rewritten", counts.rewritten],
    ["comparison.count.added", counts.added],
    ["comparison.count.removed", counts.removed],
    ["comparison.count.moved", counts.moved],
    ["comparison.count.titles", counts.titles],
    ["comparison.count.nodesAdded", counts.nodesAdded],
    ["comparison.count.nodesRemoved", counts.nodesRemoved],
    ["comparison.count.same", counts.same],
  ];
  return (
    <Section title={t("comparison.summary")} id="resume">
      <ul>
        {lines
          .filter(([, count]) => count > 0)
          .map(([key, count]) => (
            <li key={key}>{t(key, { count })}</li>
          ))}
      </ul>
      {why.decisions + why.editorial > 0 ? (
        <p>
          {why.decisions > 0 ? t("comparison.why.decisions", { count: why.decisions }) : null}{" "}
          {why.contributions > 0 ? t("comparison.why.contributions", { count: why.contributions }) : null}{" "}
          {why.editorial > 0 ? t("comparison.why.editorial", { count: why.editorial }) : null}
        </p>
      ) : null}
      <Muted>{t("comparison.typography")}</Muted>
    </Section>
  );
}

const NODE_FATES: Readonly<Record<ComparedNode["fate"], MessageKey | null>> = {
  same: null,
  added: "comparison.node.added",
  removed: "comparison.node.removed",
  retitled: "comparison.node.retitled",
};

type NodeProps = ComparisonPageData & { readonly frame: Frame; readonly node: NamedNode };

function NodeDifference({ node, ...page }: NodeProps) {
  const { frame, document, reasons } = page;
  const { t } = frame;
  const own = document.language === frame.lang ? undefined : document.language;
  const fate = NODE_FATES[node.fate];
  return (
    <section>
      <h2>
        {node.name}
        {" – "}
        <span lang={own}>{node.title}</span>
      </h2>
      {fate ? (
        <p>
          <Tag>{t(fate)}</Tag>
        </p>
      ) : null}
      {node.titleSegments.length > 0 ? <Difference segments={node.titleSegments} lang={document.language} /> : null}
      {fate ? (
        <ReasonLines frame={frame} documentSlug={document.slug} reasons={reasons.get(node.nodeId) ?? []} />
      ) : null}
      {node.passages.map((passage) => (
        <PassageDifference key={passage.passageId} {...page} passage={passage} />
      ))}
    </section>
  );
}

type PassageProps = ComparisonPageData & { readonly frame: Frame; readonly passage: ComparedPassage };

function PassageDifference({ frame, document, reasons, passage }: PassageProps) {
  const { lang } = frame;
  return (
    <article id={passage.anchor}>
      <h3>
        <a href={urls.passage(lang, { document: document.slug, anchor: passage.anchor })}>
          {passageHeading(frame, passage)}
        </a>
      </h3>
      <Difference segments={passage.segments} lang={document.language} />
      {passage.fate === "same" ? null : (
        <ReasonLines frame={frame} documentSlug={document.slug} reasons={reasons.get(passage.passageId) ?? []} />
      )}
    </article>
  );
}

/** "Passage A1-a.2, ajouté" ; "Passage A1-a.1, devenu A1-b.1, déplacé et réécrit" */
export function passageHeading(
  { t }: Pick<Frame, "t">,
  passage: Omit<ComparedPassage, "segments" | "passageId">,
): string {
  const { codeBefore, codeAfter, isMoved } = passage;
  const code = codeAfter ?? codeBefore ?? "";
  switch (passage.fate) {
    case "added":
      return t("comparison.passage.added", { code });
    case "removed":
      return t("comparison.passage.removed", { code });
    case "moved":
      return t("comparison.passage.moved", { before: codeBefore ?? "", after: codeAfter ?? "" });
    case "rewritten":
      return isMoved
        ? t("comparison.passage.movedRewritten", { before: codeBefore ?? "", after: codeAfter ?? "" })
        : t("comparison.passage.rewritten", { code });
    case "same":
      return t("comparison.passage.same", { code });
    default:
      return passage.fate satisfies never;
  }
}
