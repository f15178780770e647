import { saysSomething } from "#engine/text/says-something.ts";
import { FOLLOW_UP_LIMIT, INTRODUCTION_LIMIT, type Poll, type PollInput, TITLE_LIMIT } from "./poll.rules.ts";
import { lengthOf } from "./statement.rules.ts";

/** What the form of a question sends, as texts. */
export type TypedPoll = {
  readonly title: string;
  readonly introduction: string;
  readonly followUp: string;
  readonly language: string;
  readonly opens: string;
  readonly closes: string;
  readonly whoVotes: string;
  readonly whoProposes: string;
  readonly mode: string;
};
export const POLL_FIELDS = [
  "title",
  "introduction",
  "followUp",
  "language",
  "opens",
  "closes",
  "whoVotes",
  "whoProposes",
  "mode",
] as const satisfies readonly (keyof TypedPoll)[];

export const NEW_POLL: TypedPoll = {
  title: "",
  introduction: "",
  followUp: "",
  language: "fr",
  opens: "",
  closes: "",
  whoVotes: "everyone",
  whoProposes: "everyone",
  mode: "improved",
};

type Read = { readonly input: PollInput } | { readonly faults: Readonly<Record<string, string>> };
const oneOf = <T extends string>(value: string, known: readonly T[]): T | null =>
  known.find((one) => one === value) ?? null;

/** The question as typed, or what is wrong with each field; `parse` reads a moment in the time of Paris. */
export function readPoll(typed: TypedPoll, parse: (typed: string) => Date | null): Read {
  const faults: Record<string, string> = {};
  const long = (name: "title" | "introduction" | "followUp", limit: number, messageKey: string) => {
    if (lengthOf(typed[name].trim()) > limit) faults[name] = messageKey;
    if (typed[name].trim() !== "" && !saysSomething(typed[name])) faults[name] = "polls.error.words";
  };
  long("title", TITLE_LIMIT, "polls.error.titleLong");
  long("introduction", INTRODUCTION_LIMIT, "polls.error.introductionLong");
  long("followUp", FOLLOW_UP_LIMIT, "polls.error.followUpLong");
  if (!saysSomething(typed.title)) faults.title = "polls.error.titleMissing";
  const [opensAt, closesAt] = [parse(typed.opens), parse(typed.closes)];
  if (!opensAt) faults.opens = "polls.error.moment";
  if (!closesAt) faults.closes = "polls.error.moment";
  if (opensAt && closesAt && closesAt <= opensAt) faults.closes = "polls.error.order";
  const language = oneOf(typed.language, ["fr", "en"]);
  const whoVotes = oneOf(typed.whoVotes, ["everyone", "accounts"]);
  const whoProposes = oneOf(typed.whoProposes, ["everyone", "accounts", "nobody"]);
  const mode = oneOf(typed.mode, ["improved", "polis"]);
  if (!language) faults.language = "polls.error.language";
  if (!whoVotes) faults.whoVotes = "polls.error.choose";
  if (!whoProposes) faults.whoProposes = "polls.error.choose";
  if (!mode) faults.mode = "polls.error.choose";
  const isWhole = opensAt && closesAt && language && whoVotes && whoProposes && mode;
  if (!isWhole || Object.keys(faults).length > 0) return { faults };
  const words = { title: typed.title.replace(/\s+/g, " ").trim(), introduction: typed.introduction.trim() };
  return {
    input: { ...words, followUp: typed.followUp.trim(), opensAt, closesAt, language, whoVotes, whoProposes, mode },
  };
}

/** A draft, as its form shows it. */
export function typedOf(poll: Poll, show: (at: Date) => string): TypedPoll {
  const { title, introduction, followUp, language, whoVotes, whoProposes, mode, opensAt, closesAt } = poll;
  const dates = { opens: show(opensAt), closes: show(closesAt) };
  return { title, introduction, followUp, language, whoVotes, whoProposes, mode, ...dates };
}
