import type { NodeType } from "#kernel/document-types.ts";
import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { LinkList, Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { PreviousNext } from "#ui/pagination.tsx";
import { rich } from "#ui/rich.tsx";
import { Inset, Muted } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { ElementSection, type ElementShown } from "./element.view.tsx";
import { LineageLines, type LineageShown } from "./lineage-lines.view.tsx";
import { codedName, foreign, nodeHash } from "./words.view.tsx";

export type NodeName = { readonly code: string; readonly type: NodeType; readonly title: string };

export type NodePageData = {
  readonly document: { readonly slug: string; readonly title: string; readonly language: string };
  readonly edition: { readonly number: number; readonly label: string; readonly publishedOn: string | null };
  readonly editionCount: number;
  /** A later edition where this element still stands (`code`), or without it (`null`). */
  readonly later: { readonly number: number; readonly code: string | null } | null;
  readonly processSlug: string | null;
  readonly openUntil: Date | null;
  readonly node: NodeName;
  readonly above: readonly NodeName[];
  /** The page that holds this element among others, when it is not this one. */
  readonly holder: NodeName | null;
  readonly elements: readonly ElementShown[];
  readonly linked: readonly NodeName[];
  /** Where elements of this page come from, and what became of them, in other texts. */
  readonly lineage: readonly (Pick<NodeName, "type" | "code"> & { readonly lines: readonly LineageShown[] })[];
  readonly previous?: NodeName;
  readonly next?: NodeName;
};

/** One page per priority, or per axis where priorities are not known; also one element alone. */
export function NodeView({ frame, ...data }: { readonly frame: Frame } & NodePageData) {
  const { lang, t } = frame;
  const { document, edition, node } = data;
  const own = foreign(frame, document.language);
  const at = { document: document.slug, edition: edition.number };
  const link = (to: NodeName) => urls.editionNode(lang, { ...at, code: to.code });
  const step = (to: NodeName | undefined) =>
    to ? { href: link(to), text: `${codedName(frame, to)} – ${to.title}` } : undefined;
  const inner = data.elements.slice(1);
  return (
    <Page
      frame={frame}
      title={`${codedName(frame, node)} – ${node.title}`}
      description={t("documents.node.description", { title: document.title, label: edition.label })}
      ownHeading
      breadcrumb={[
        { text: t("documents.list.title"), href: urls.documents(lang) },
        { text: document.title, href: urls.edition(lang, at) },
        ...data.above.map((part) => ({ text: codedName(frame, part), href: link(part) })),
      ]}
    >
      <h1>
        {codedName(frame, node)}
        {" – "}
        <span lang={own}>{node.title}</span>
      </h1>
      <Muted>
        {rich(t, "documents.node.edition", {
          number: edition.number,
          label: edition.label,
          date: <Time at={edition.publishedOn ?? ""} />,
        })}
      </Muted>
      {data.later ? (
        <Inset>
          <a
            href={
              data.later.code
                ? urls.editionNode(lang, { document: document.slug, edition: data.later.number, code: data.later.code })
                : urls.edition(lang, { document: document.slug, edition: data.later.number })
            }
          >
            {t(data.later.code ? "documents.node.later" : "documents.node.laterWithout", { number: data.later.number })}
          </a>
        </Inset>
      ) : null}
      {data.openUntil ? <Inset>{rich(t, "documents.openUntil", { date: <Time at={data.openUntil} /> })}</Inset> : null}
      <LinkList
        items={[
          { text: t("documents.wholeContents"), href: urls.edition(lang, at) },
          ...(data.holder
            ? [
                {
                  text: t("documents.node.holder", { name: codedName(frame, data.holder) }),
                  href: `${link(data.holder)}#${nodeHash(node.code)}`,
                },
              ]
            : []),
          ...(data.editionCount > 1
            ? [{ text: t("documents.compare"), href: comparisonHref(frame, document.slug, edition.number) }]
            : []),
          { text: t("documents.node.history"), href: urls.nodeHistory(lang, { ...at, code: node.code }) },
          { text: t("documents.print"), href: urls.editionWhole(lang, at) },
        ]}
      />
      {data.elements.map((element, index) => (
        <ElementSection
          key={element.code}
          frame={frame}
          element={element}
          language={document.language}
          documentSlug={document.slug}
          processSlug={data.processSlug}
          mayContribute={data.openUntil !== null}
          hasHistory={data.editionCount > 1}
          isAlone={index === 0}
        />
      ))}
      {inner.length === 0 && data.linked.length === 0 && data.elements[0]?.passages.length === 0 ? (
        <p>{t("documents.node.empty")}</p>
      ) : null}
      {data.linked.length > 0 ? (
        <ul>
          {data.linked.map((child) => (
            <li key={child.code}>
              <a href={link(child)}>
                {codedName(frame, child)}
                {" – "}
                <span lang={own}>{child.title}</span>
              </a>
            </li>
          ))}
        </ul>
      ) : null}
      {data.lineage.length > 0 ? (
        <Section title={t("documents.node.lineage")} id="filiation">
          {data.lineage.map((one) => (
            <div key={one.code}>
              <h3>{codedName(frame, one)}</h3>
              <LineageLines frame={frame} lineage={one.lines} />
            </div>
          ))}
        </Section>
      ) : null}
      <PreviousNext previous={step(data.previous)} next={step(data.next)} />
    </Page>
  );
}

/** This edition beside the one before it; the first beside the second. */
export function comparisonHref({ lang }: Frame, slug: string, number: number): string {
  const from = Math.max(1, number - 1);
  return urls.comparison(lang, { document: slug }, { de: from, a: from + 1 });
}
