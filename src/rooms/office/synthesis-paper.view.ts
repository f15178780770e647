import { formatDate } from "#kernel/dates.ts";
import type { Lang } from "#kernel/lang.ts";
import type { Translate } from "#ui/messages.ts";
import type { Block, Paper, Span } from "./paper.rules.ts";

type Source = {
  readonly number: number;
  readonly stance: string;
  readonly quote: string | null;
  readonly href: string;
};

/** `stances` are what its contributions say of it, in words: "Appuient : 12". */
export type PrintedClaim = {
  readonly number: number;
  readonly kind: "claim" | "rare";
  readonly theme: string | null;
  readonly text: string;
  readonly href: string;
  readonly stances: { readonly supports: number; readonly opposes: number; readonly nuances: number };
  readonly sources: readonly Source[];
};

export type PrintedSynthesis = {
  readonly lang: Lang;
  readonly t: Translate;
  readonly author: string;
  /** Its contributions are made up. */
  readonly isDemonstration: boolean;
  readonly address: string;
  readonly language: string;
  readonly processTitle: string;
  readonly number: number;
  readonly title: string;
  readonly introduction: string;
  readonly method: string;
  readonly coveredCount: number;
  readonly contributionCount: number;
  readonly publishedAt: Date;
  readonly hash: string;
  readonly claims: readonly PrintedClaim[];
};

/** Quotes and numbers printed under a claim at most; its page has all of them. */
const QUOTES = 3;
const NUMBERS = 60;

/** A published synthesis: each claim with what it rests on, so that every sentence can be checked. */
export function synthesisPaper(printed: PrintedSynthesis): Paper {
  const { lang, t, author, address, claims } = printed;
  const own = printed.language === lang ? {} : { lang: printed.language };
  const main = claims.filter(({ kind }) => kind === "claim");
  const rare = claims.filter(({ kind }) => kind === "rare");
  const text = (words: string): Block[] =>
    words
      .split(/\n{2,}/)
      .filter((paragraph) => paragraph.trim() !== "")
      .map((paragraph) => ({ kind: "paragraph", spans: [{ text: paragraph }], ...own }));
  const section = (title: string, blocks: readonly Block[]): readonly Block[] =>
    blocks.length === 0 ? [] : [{ kind: "heading", level: 1, text: title }, ...blocks];
  return {
    lang,
    title: printed.title,
    titleLang: printed.language,
    subtitle: printed.processTitle,
    author,
    description: t("office.synthesis.named", { number: printed.number }),
    header: t("office.synthesis.header", { title: printed.title, number: printed.number }),
    address,
    facts: [
      ...(printed.isDemonstration ? [{ term: t("office.demo"), spans: [{ text: t("office.demoSays") }] }] : []),
      { term: t("office.synthesis.term"), spans: [{ text: t("office.synthesis.named", { number: printed.number }) }] },
      { term: t("office.date"), spans: [{ text: formatDate(lang, printed.publishedAt) }] },
      { term: t("office.author"), spans: [{ text: author }] },
      {
        term: t("office.synthesis.coverage"),
        spans: [
          { text: t("office.synthesis.covered", { covered: printed.coveredCount, total: printed.contributionCount }) },
        ],
      },
      { term: t("office.address"), spans: [{ text: address, href: address }] },
      { term: t("office.hash"), spans: [{ text: printed.hash }] },
    ],
    blocks: [
      ...section(t("office.synthesis.introduction"), text(printed.introduction)),
      ...section(t("office.synthesis.overview"), main.length === 0 ? [] : [overview(t, claims)]),
      ...section(
        t("office.synthesis.claims"),
        main.flatMap((claim) => claimBlocks(t, claim, own)),
      ),
      ...section(
        t("office.synthesis.rare"),
        rare.flatMap((claim) => claimBlocks(t, claim, own)),
      ),
      ...section(t("office.synthesis.method"), text(printed.method)),
    ],
    words: { contents: t("office.contents"), page: t("office.page"), of: t("office.of") },
  };
}

function overview(t: Translate, claims: readonly PrintedClaim[]): Block {
  return {
    kind: "table",
    caption: t("office.synthesis.tableCaption"),
    head: ["claim", "theme", "supports", "opposes", "nuances"].map((name) =>
      t(`office.synthesis.head.${name}` as Parameters<Translate>[0]),
    ),
    rows: claims.map(({ number, theme, stances }) => [
      t("office.synthesis.claimNumber", { number }),
      theme ?? t("office.synthesis.noTheme"),
      String(stances.supports),
      String(stances.opposes),
      String(stances.nuances),
    ]),
  };
}

function claimBlocks(t: Translate, claim: PrintedClaim, own: { readonly lang?: string }): readonly Block[] {
  const number = t("office.synthesis.claimNumber", { number: claim.number });
  const more = claim.sources.length - NUMBERS;
  const numbers = claim.sources
    .slice(0, NUMBERS)
    .flatMap(({ number: one, href }, at): readonly Span[] => [
      ...(at === 0 ? [] : [{ text: ", " }]),
      { text: `${one}`, href },
    ]);
  const quotes = claim.sources.flatMap((source) => (source.quote === null ? [] : [{ ...source, quote: source.quote }]));
  return [
    { kind: "heading", level: 2, text: claim.theme === null ? number : `${number} – ${claim.theme}` },
    { kind: "paragraph", spans: [{ text: claim.text }], ...own },
    ...(quotes.length > 0
      ? [
          {
            kind: "list" as const,
            items: quotes
              .slice(0, QUOTES)
              .map(({ quote, number: one }) => [{ text: t("office.synthesis.quote", { quote, number: one }) }]),
            ...own,
          },
        ]
      : []),
    {
      kind: "aside",
      spans: [
        { text: `${t("office.synthesis.stances", claim.stances)} ` },
        ...(numbers.length > 0 ? [{ text: t("office.synthesis.sources") }, { text: " " }, ...numbers] : []),
        { text: more > 0 ? ` ${t("office.synthesis.more", { count: more })} ` : ". " },
        { text: t("office.synthesis.seeClaim"), href: claim.href },
      ],
    },
  ];
}
