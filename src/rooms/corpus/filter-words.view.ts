import type { Translate } from "#ui/messages.ts";
import type { CorpusFilter } from "./filter.rules.ts";
import { verdictKey } from "./line.rules.ts";

type Names = Readonly<
  Record<"element" | "category" | "territory" | "theme" | "campaign" | "claim" | "assigned", string | null>
>;

const READING_KEYS = {
  "unread-by-me": "corpus.reading.unreadByMe",
  "read-by-me": "corpus.reading.readByMe",
  "unread-by-all": "corpus.reading.unreadByAll",
} as const;

/** One sentence that says what a filter keeps: above a list, and as the trace of an act on it. */
export function filterWords(t: Translate, filter: CorpusFilter, names: Names): string {
  const parts = [...placeWords(t, filter, names), ...subjectWords(t, filter, names), ...workWords(t, filter, names)];
  if (parts.length === 0) return t("corpus.words.all");
  return t("corpus.words.some", { parts: parts.join(t("corpus.words.comma")) });
}

type Words = (t: Translate, filter: CorpusFilter, names: Names) => readonly string[];

const placeWords: Words = (t, filter, names) => [
  ...(filter.text ? [t("corpus.words.text", { text: filter.text })] : []),
  ...(filter.kind ? [t("corpus.words.kind", { kind: t(`contributions.kind.${filter.kind}`) })] : []),
  ...(filter.element ? [t("corpus.words.element", { element: names.element ?? filter.element })] : []),
  ...(filter.passage ? [t("corpus.words.passage", { passage: filter.passage })] : []),
  ...(filter.territory ? [t("corpus.words.territory", { territory: names.territory ?? filter.territory })] : []),
  ...(filter.category ? [t("corpus.words.category", { category: names.category ?? filter.category })] : []),
  ...(filter.channel ? [t("corpus.words.channel", { channel: t(`contributions.channel.${filter.channel}`) })] : []),
  ...(filter.language ? [t(`corpus.words.language.${filter.language}`)] : []),
];

const subjectWords: Words = (t, filter, names) => [
  ...(filter.theme ? [t("corpus.words.theme", { theme: names.theme ?? filter.theme })] : []),
  ...(filter.campaign === null
    ? []
    : [t("corpus.words.campaign", { number: String(filter.campaign), name: names.campaign ?? "" }).trim()]),
  ...(filter.claim === null
    ? []
    : [t("corpus.words.claim", { number: String(filter.claim), text: names.claim ?? "" }).trim()]),
  ...(filter.verdict === "attente" ? [t("corpus.words.waiting")] : []),
  ...(filter.verdict && filter.verdict !== "attente"
    ? [t("corpus.words.verdict", { verdict: t(verdictKey(filter.verdict)) })]
    : []),
  ...(filter.hasDraft ? [t("corpus.words.drafted")] : []),
];

const workWords: Words = (t, filter, names) => [
  ...(filter.reading ? [t(READING_KEYS[filter.reading])] : []),
  ...(filter.assigned === "to-me" ? [t("corpus.assigned.me")] : []),
  ...(filter.assigned === "to-nobody" ? [t("corpus.assigned.nobody")] : []),
  ...(filter.assigned !== null && !["to-me", "to-nobody"].includes(filter.assigned)
    ? [t("corpus.assigned.person", { name: names.assigned ?? "?" })]
    : []),
  ...(filter.coded ? [t("corpus.coded.no")] : []),
  ...(filter.claimed ? [t("corpus.claimed.no")] : []),
];
