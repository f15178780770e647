import { formatNumber, formatPartialDate } from "#kernel/dates.ts";
import type { Lang } from "#kernel/lang.ts";
import type { Translate } from "#ui/messages.ts";
import type { Block, Fact, Paper, Span } from "./paper.rules.ts";

type Figure = {
  readonly kind: "target" | "measure";
  readonly value: string;
  readonly unit: string;
  readonly dueOn: string | null;
  readonly statedOn: string | null;
  readonly measuredOn: string | null;
  readonly territoryCode: string | null;
  readonly source: string | null;
};

/** An element as it is printed; `name` is how the text calls it ("Objectif A1-a"), `depth` counts from 1. */
export type PrintedElement = {
  readonly name: string;
  readonly title: string;
  readonly depth: number;
  readonly carrier: string | null;
  readonly status: string | null;
  readonly source: string | null;
  readonly passages: readonly { readonly code: string; readonly text: string }[];
  readonly figures: readonly Figure[];
};

export type PrintedEdition = {
  readonly lang: Lang;
  readonly t: Translate;
  readonly author: string;
  readonly address: string;
  readonly language: string;
  readonly edition: {
    readonly number: number;
    readonly title: string;
    readonly subtitle: string | null;
    readonly label: string;
    readonly note: string | null;
    readonly publishedOn: string | null;
    readonly hash: string | null;
  };
  readonly elements: readonly PrintedElement[];
};

const text = (words: string): readonly Span[] => [{ text: words }];

/** A whole edition: what identifies it, then its elements with their passages under their numbers. */
export function editionPaper({ lang, t, author, address, language, edition, elements }: PrintedEdition): Paper {
  const { number, label } = edition;
  const own = language === lang ? {} : { lang: language };
  const facts: readonly (Fact | null)[] = [
    { term: t("office.edition"), spans: text(t("office.editionNamed", { number, label })) },
    edition.publishedOn === null
      ? { term: t("office.date"), spans: text(t("office.notPublished")) }
      : { term: t("office.date"), spans: text(formatPartialDate(lang, edition.publishedOn)) },
    { term: t("office.author"), spans: text(author) },
    edition.note === null ? null : { term: t("office.note"), spans: text(edition.note) },
    { term: t("office.address"), spans: [{ text: address, href: address }] },
    edition.hash === null ? null : { term: t("office.hash"), spans: text(edition.hash) },
    { term: t("office.numbers"), spans: text(t("office.numbersSay")) },
  ];
  return {
    lang,
    title: edition.title,
    titleLang: language,
    subtitle: edition.subtitle,
    author,
    description: t("office.editionNamed", { number, label }),
    header: t("office.header", { title: edition.title, number, label }),
    address,
    facts: facts.filter((fact) => fact !== null),
    blocks: elements.flatMap((element) => elementBlocks({ lang, t }, element, own)),
    words: { contents: t("office.contents"), page: t("office.page"), of: t("office.of") },
  };
}

type Words = { readonly lang: Lang; readonly t: Translate };
type Own = { readonly lang?: string };

function elementBlocks({ lang, t }: Words, element: PrintedElement, own: Own): readonly Block[] {
  const said = [
    element.carrier === null ? "" : t("documents.carrier", { name: element.carrier }),
    element.status === null ? "" : t("documents.status", { status: element.status }),
    element.source === null ? "" : t("documents.figure.source", { source: element.source }),
  ].filter(Boolean);
  return [
    { kind: "heading", level: element.depth, text: `${element.name} – ${element.title}`, ...own },
    ...(said.length > 0 ? [{ kind: "aside" as const, spans: text(said.join(" – ")) }] : []),
    ...element.passages.map(
      (passage): Block => ({ kind: "paragraph", number: passage.code, spans: text(passage.text), ...own }),
    ),
    ...(element.figures.length > 0 ? [figureTable({ lang, t }, element)] : []),
  ];
}

function figureTable({ lang, t }: Words, { name, figures }: PrintedElement): Block {
  const dates = ({ dueOn, statedOn, measuredOn }: Figure): string =>
    [
      dueOn === null ? "" : t("office.figure.due", { date: formatPartialDate(lang, dueOn) }),
      statedOn === null ? "" : t("office.figure.stated", { date: formatPartialDate(lang, statedOn) }),
      measuredOn === null ? "" : t("office.figure.measured", { date: formatPartialDate(lang, measuredOn) }),
    ]
      .filter(Boolean)
      .join("\n");
  return {
    kind: "table",
    caption: t("office.figure.caption", { name }),
    head: [t("office.figure.kind"), t("office.figure.value"), t("office.figure.dates"), t("office.figure.source")],
    rows: figures.map((figure) => [
      t(figure.kind === "target" ? "office.figure.target" : "office.figure.measure"),
      `${formatNumber(lang, Number(figure.value))} ${figure.unit}${figure.territoryCode ? ` (${figure.territoryCode})` : ""}`,
      dates(figure),
      figure.source ?? t("documents.figure.noSource"),
    ]),
  };
}
