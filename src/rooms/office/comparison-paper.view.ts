import type { Lang } from "#kernel/lang.ts";
import type { Translate } from "#ui/messages.ts";
import type { Block, Paper, Span } from "./paper.rules.ts";

type Segment = { readonly op: "same" | "added" | "removed"; readonly text: string };

export type PrintedReason = {
  readonly number: number;
  readonly editorialReason: string | null;
  readonly decisions: readonly { readonly number: number; readonly reason: string; readonly href: string }[];
};

/** A passage or a title that changed: what it is called, the words of both, and why. */
export type PrintedDifference = {
  readonly heading: string;
  readonly segments: readonly Segment[];
  /** Where it moved, who carries it: in words already. */
  readonly facts: readonly string[];
  readonly reasons: readonly PrintedReason[];
};

export type PrintedComparison = {
  readonly lang: Lang;
  readonly t: Translate;
  readonly author: string;
  /** Its contributions and decisions are made up. */
  readonly isDemonstration: boolean;
  readonly address: string;
  readonly document: { readonly title: string; readonly language: string };
  readonly from: { readonly number: number; readonly label: string };
  readonly to: { readonly number: number; readonly label: string };
  readonly counts: readonly string[];
  readonly nodes: readonly { readonly heading: string; readonly differences: readonly PrintedDifference[] }[];
};

/** Two editions compared, for black ink on white paper: marks are underlined or struck, and said in words. */
export function comparisonPaper({ lang, t, author, address, document, from, to, ...found }: PrintedComparison): Paper {
  const own = document.language === lang ? {} : { lang: document.language };
  const title = t("office.comparison.title", { from: from.number, to: to.number, title: document.title });
  const blocks: Block[] = [
    { kind: "heading", level: 1, text: t("office.comparison.summary") },
    ...(found.counts.length > 0
      ? [{ kind: "list" as const, items: found.counts.map((text) => [{ text }]) }]
      : [{ kind: "paragraph" as const, spans: [{ text: t("comparison.nothing") }] }]),
    { kind: "aside", spans: [{ text: t("office.comparison.marks") }] },
    ...found.nodes.flatMap(({ heading, differences }): Block[] => [
      { kind: "heading", level: 1, text: heading, ...own },
      ...differences.flatMap((difference): Block[] => [
        { kind: "heading", level: 2, text: difference.heading },
        ...(difference.segments.length > 0
          ? [{ kind: "paragraph" as const, spans: markedSpans(t, difference.segments), ...own }]
          : []),
        ...(difference.facts.length > 0
          ? [{ kind: "list" as const, items: difference.facts.map((fact) => [{ text: fact }]) }]
          : []),
        ...(difference.reasons.length > 0
          ? [{ kind: "list" as const, items: difference.reasons.flatMap((reason) => reasonLines(t, reason)) }]
          : []),
      ]),
    ]),
  ];
  return {
    lang,
    title,
    titleLang: lang,
    subtitle: null,
    author,
    description: title,
    header: title,
    address,
    facts: [
      ...(found.isDemonstration ? [{ term: t("office.demo"), spans: [{ text: t("office.demoSays") }] }] : []),
      { term: t("office.comparison.from"), spans: [{ text: t("office.editionNamed", from) }] },
      { term: t("office.comparison.to"), spans: [{ text: t("office.editionNamed", to) }] },
      { term: t("office.author"), spans: [{ text: author }] },
      { term: t("office.address"), spans: [{ text: address, href: address }] },
    ],
    blocks,
    words: { contents: t("office.contents"), page: t("office.page"), of: t("office.of") },
  };
}

/** A space keeps two brackets that meet apart. */
function markedSpans(t: Translate, segments: readonly Segment[]): readonly Span[] {
  return segments.flatMap((segment, at) => {
    const before = segments[at - 1];
    const meets = before !== undefined && before.op !== "same" && segment.op !== "same";
    const isApart = /\s$/.test(before?.text ?? "") || /^\s/.test(segment.text);
    return meets && !isApart ? [{ text: " " }, markedSpan(t, segment)] : [markedSpan(t, segment)];
  });
}

/** The words "ajouté" and "supprimé" are read aloud too; spaces at the ends stay outside the brackets. */
function markedSpan(t: Translate, { op, text }: Segment): Span {
  if (op === "same") return { text };
  const [, before = "", words = "", after = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  const said = t(op === "added" ? "office.comparison.added" : "office.comparison.removed", { words });
  return { text: `${before}${said}${after}`, mark: op };
}

function reasonLines(
  t: Translate,
  { number, editorialReason, decisions }: PrintedReason,
): readonly (readonly Span[])[] {
  const change = t("office.comparison.change", { number });
  return [
    ...decisions.map((decision): readonly Span[] => [
      { text: `${change} ` },
      { text: t("office.comparison.decision", { number: decision.number }), href: decision.href },
      { text: ` ${decision.reason}` },
    ]),
    ...(editorialReason === null
      ? []
      : [[{ text: `${change} ${t("office.comparison.editorial", { reason: editorialReason })}` }]]),
  ];
}
