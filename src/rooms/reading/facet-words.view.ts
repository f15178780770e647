import type { Frame } from "#ui/frame.ts";

/** The parameter that each facet narrows, and its heading. */
export const FACET_PARAMETERS = {
  kind: "type",
  channel: "canal",
  territory: "territoire",
  category: "categorie",
  theme: "theme",
  verdict: "verdict",
} as const;
type Facet = keyof typeof FACET_PARAMETERS;

export const FACET_TITLES = {
  kind: "corpus.filter.kind",
  channel: "corpus.filter.channel",
  territory: "corpus.filter.territory",
  category: "corpus.filter.category",
  theme: "corpus.filter.theme",
  verdict: "corpus.filter.verdict",
} as const;

type Value = { readonly value: string; readonly nameFr: string | null; readonly nameEn: string | null };

const VERDICT_KEYS: Readonly<Record<string, Parameters<Frame["t"]>[0]>> = {
  attente: "contributions.noVerdict",
  accepted: "contributions.verdict.accepted",
  partly_accepted: "contributions.verdict.partlyAccepted",
  already_covered: "contributions.verdict.alreadyCovered",
  to_be_studied: "contributions.verdict.toBeStudied",
  declined: "contributions.verdict.declined",
  out_of_scope: "contributions.verdict.outOfScope",
  other_body: "contributions.verdict.otherBody",
};
const KIND_KEYS: Readonly<Record<string, Parameters<Frame["t"]>[0]>> = {
  comment: "contributions.kind.comment",
  amendment: "contributions.kind.amendment",
  proposal: "contributions.kind.proposal",
  testimony: "contributions.kind.testimony",
};
const CHANNEL_KEYS: Readonly<Record<string, Parameters<Frame["t"]>[0]>> = {
  online: "contributions.channel.online",
  room: "contributions.channel.room",
  paper: "contributions.channel.paper",
  phone: "contributions.channel.phone",
  counter: "contributions.channel.counter",
  letter: "contributions.channel.letter",
  import: "contributions.channel.import",
};

const KEYS: Readonly<Partial<Record<Facet, Readonly<Record<string, Parameters<Frame["t"]>[0]>>>>> = {
  kind: KIND_KEYS,
  channel: CHANNEL_KEYS,
  verdict: VERDICT_KEYS,
};

/** A value of a facet in the language of the page. */
export function facetName({ lang, t }: Frame, facet: Facet, { value, nameFr, nameEn }: Value): string {
  const key = KEYS[facet]?.[value];
  if (key) return t(key);
  return (lang === "en" ? nameEn : nameFr) ?? value;
}
