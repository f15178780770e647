import type { Lang } from "#kernel/lang.ts";
import { urls } from "#kernel/urls.ts";
import { digest } from "#ledger/digest.ts";
import type { Config } from "#platform/config.ts";
import type { PublishedSynthesis } from "#rooms/synthesis";
import { translator } from "#ui/messages.ts";
import { contentKey, type FileWanted } from "./make-file.actions.ts";
import type { Format } from "./office-file.rules.ts";
import { synthesisPaper } from "./synthesis-paper.view.ts";

export type SynthesisPrinted = {
  readonly synthesis: PublishedSynthesis;
  readonly author: string;
  readonly isDemonstration: boolean;
  readonly lang: Lang;
};

/** Claims never change once published, but a quote goes when its words are no longer public: the paper says what is current. */
export function synthesisFile(
  config: Config,
  { synthesis, author, isDemonstration, lang }: SynthesisPrinted,
  format: Format,
): FileWanted {
  const at = { process: synthesis.processSlug, publication: synthesis.number };
  const full = (path: string): string => `${config.siteUrl}${path}`;
  const paper = synthesisPaper({
    ...synthesis,
    lang,
    t: translator(lang),
    author,
    isDemonstration,
    address: full(urls.synthesisPublication(lang, at)),
    claims: synthesis.claims.map((claim) => ({
      ...claim,
      href: full(urls.claim(lang, { number: claim.number })),
      stances: { supports: claim.supports, opposes: claim.opposes, nuances: claim.nuances },
      sources: claim.sources.map((source) => ({
        ...source,
        href: full(urls.contribution(lang, { number: source.number })),
      })),
    })),
  });
  return {
    name: urls.synthesisFile(lang, { ...at, file: `synthesis.${format}` }),
    savedAs: `${synthesis.processSlug}-synthesis-${synthesis.number}-${lang}.${format}`,
    format,
    content: contentKey({ paper: digest(JSON.stringify(paper)), format }),
    createdAt: synthesis.publishedAt,
    paper: () => paper,
  };
}
