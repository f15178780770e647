import { formatNumber } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import { Difference } from "#ui/difference.tsx";
import type { Frame } from "#ui/frame.ts";
import type { MessageKey } from "#ui/messages.ts";
import { SideBySide } from "#ui/side-by-side.tsx";
import { Tag } from "#ui/tag.tsx";
import { ReasonLines, type ReasonShown } from "./change-reason.view.tsx";
import type { ComparedFact } from "./compared-facts.rules.ts";
import type { ComparedNode, ComparedPassage } from "./comparison.rules.ts";

/** `name` is how the text calls it: "Objectif A1-a". */
export type NamedNode = ComparedNode & { readonly name: string };

/** A split or a merge, of passages with anchors or of elements. */
export type LinkShown = {
  readonly kind: "split" | "merged";
  readonly fromId: string;
  readonly toId: string;
  readonly fromAnchor: string | null;
  readonly toAnchor: string | null;
  readonly fromCode: string;
  readonly toCode: string;
};

export type Around = {
  readonly frame: Frame;
  readonly document: { readonly slug: string; readonly language: string };
  readonly from: number;
  readonly to: number;
  readonly isSideBySide: boolean;
  /** By id of passage or element. */
  readonly reasons: ReadonlyMap<string, readonly ReasonShown[]>;
  readonly links: ReadonlyMap<string, readonly LinkShown[]>;
};

const NODE_FATES: Readonly<Record<ComparedNode["fate"], MessageKey | null>> = {
  same: null,
  added: "comparison.node.added",
  removed: "comparison.node.removed",
  retitled: "comparison.node.retitled",
  moved: "comparison.node.moved",
  updated: "comparison.node.updated",
};

export function NodeDifference({ around, node }: { readonly around: Around; readonly node: NamedNode }) {
  const { frame, document, reasons } = around;
  const { lang, t } = frame;
  const own = document.language === lang ? undefined : document.language;
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
          {node.moved ? ` ${movedWords(frame, node.moved)}` : null}
        </p>
      ) : null}
      {node.titleSegments.length > 0 ? <Words around={around} segments={node.titleSegments} level={3} /> : null}
      <FactLines frame={frame} facts={node.facts} own={own} />
      <Linked around={around} id={node.nodeId} />
      {fate ? (
        <ReasonLines frame={frame} documentSlug={document.slug} reasons={reasons.get(node.nodeId) ?? []} />
      ) : null}
      {node.passages.map((passage) => (
        <PassageDifference key={passage.passageId} around={around} passage={passage} />
      ))}
    </section>
  );
}

export function movedWords({ t }: Frame, { before, after }: NonNullable<ComparedNode["moved"]>): string {
  const top = t("comparison.node.top");
  return t("comparison.node.movedFrom", { before: before ?? top, after: after ?? top });
}

const FACTS: Readonly<Record<ComparedFact["name"], MessageKey>> = {
  code: "comparison.fact.code",
  type: "comparison.fact.type",
  carrier: "comparison.fact.carrier",
  status: "comparison.fact.status",
  targets: "comparison.fact.targets",
};

type FactProps = {
  readonly frame: Frame;
  readonly facts: readonly ComparedFact[];
  readonly own: string | undefined;
};

export function FactLines({ frame, facts, own }: FactProps) {
  const { lang, t } = frame;
  if (facts.length === 0) return null;
  const one = (name: ComparedFact["name"], value: string): string => {
    if (name === "type") return t(`structure.type.${value}` as MessageKey);
    return name === "targets" ? value.replace(/^\d+(?:\.\d+)?/, (n) => formatNumber(lang, Number(n))) : value;
  };
  const said = ({ name }: ComparedFact, values: readonly string[]) =>
    values.length === 0 ? t("comparison.fact.none") : values.map((value) => one(name, value)).join(" ; ");
  return (
    <ul>
      {facts.map((fact) => (
        <li key={fact.name}>
          {t(FACTS[fact.name])} <span lang={own}>{said(fact, fact.before)}</span> →{" "}
          <span lang={own}>{said(fact, fact.after)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Where a split comes from, where merged words went: with the way there. */
function Linked({ around, id }: { readonly around: Around; readonly id: string }) {
  const { frame, document, links } = around;
  const { lang, t } = frame;
  const found = links.get(id) ?? [];
  if (found.length === 0) return null;
  return (
    <ul>
      {found.map((link) => {
        const other =
          link.fromId === id
            ? { anchor: link.toAnchor, code: link.toCode }
            : { anchor: link.fromAnchor, code: link.fromCode };
        const text = t(linkKey(link, link.fromId === id), { code: other.code });
        return (
          <li key={`${link.fromId}${link.toId}`}>
            {other.anchor ? (
              <a href={urls.passage(lang, { document: document.slug, anchor: other.anchor })}>{text}</a>
            ) : (
              text
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** The sentence for a link as seen from its origin or from its other end. */
export function linkKey({ kind }: Pick<LinkShown, "kind">, isOrigin: boolean): MessageKey {
  if (kind === "split") return isOrigin ? "comparison.link.splitInto" : "comparison.link.splitFrom";
  return isOrigin ? "comparison.link.mergedInto" : "comparison.link.mergedFrom";
}

type WordsProps = { readonly around: Around; readonly segments: ComparedPassage["segments"]; readonly level: 3 | 4 };

function Words({ around, segments, level }: WordsProps) {
  const { frame, document, from, to, isSideBySide } = around;
  const { t } = frame;
  const isPlain = segments.length === 1;
  if (!isSideBySide || isPlain) return <Difference segments={segments} lang={document.language} />;
  const title = (number: number) => t("documents.editionNumber", { number });
  return (
    <SideBySide segments={segments} lang={document.language} before={title(from)} after={title(to)} level={level} />
  );
}

function PassageDifference({ around, passage }: { readonly around: Around; readonly passage: ComparedPassage }) {
  const { frame, document, reasons } = around;
  return (
    <article id={passage.anchor}>
      <h3>
        <a href={urls.passage(frame.lang, { document: document.slug, anchor: passage.anchor })}>
          {passageHeading(frame, passage)}
        </a>
      </h3>
      <Words around={around} segments={passage.segments} level={4} />
      <Linked around={around} id={passage.passageId} />
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
