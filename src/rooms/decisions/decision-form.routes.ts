import { z } from "zod";
import { saysSomething } from "#engine/text/says-something.ts";
import { asId, type DecisionId, isUuid, type ProcessId } from "#kernel/ids.ts";
import type { Typed } from "#platform/http/context.ts";
import { ADDRESSED_TO_LIMIT, fits, TEXT_LIMIT, type Words } from "./decision.rules.ts";
import { readNumbers } from "./number-list.rules.ts";
import { openPlaceholders } from "./placeholder.rules.ts";
import { VERDICTS } from "./verdict.rules.ts";

const WORD = /[\p{L}\p{N}]/u;

/** Dots and dashes are seen, and give no reason. */
export function hasWords(text: string): boolean {
  return saysSomething(text) && WORD.test(text);
}

/** A text that is always compulsory, with nothing of a template left open. */
export const words = (missing: string) =>
  z
    .string(missing)
    .trim()
    .refine(hasWords, missing)
    .refine((text) => fits(text, TEXT_LIMIT), "decisions.error.tooLong")
    .refine((text) => openPlaceholders(text).length === 0, "decisions.error.placeholder");

/** Verdict, reason and answer, compulsory whatever the verdict; a body only when the verdict names one. */
export const wordsFields = {
  verdict: z.enum(VERDICTS, "decisions.error.verdict"),
  addressedTo: z
    .string()
    .trim()
    .refine((text) => fits(text, ADDRESSED_TO_LIMIT), "decisions.error.addressedToTooLong")
    .default(""),
  reason: words("decisions.error.reason"),
  answer: words("decisions.error.answer"),
};

type Parsed = {
  readonly verdict: string;
  readonly addressedTo: string;
  readonly reason: string;
  readonly answer: string;
};
const namesBody = ({ verdict, addressedTo }: Parsed) => verdict !== "other_body" || addressedTo !== "";
const noBody = { path: ["addressedTo"], message: "decisions.error.addressedTo" };

/** The words of a draft, and why it revises another when it does. */
export const wordsSchema = z
  .object({ ...wordsFields, revisionReason: words("decisions.error.revisionReason").optional() })
  .refine(namesBody, noBody);

/** The words of a new draft alone, for the forms of other rooms that start one. */
export const newWordsSchema = z.object(wordsFields).refine(namesBody, noBody);

const uuid = z.string("decisions.error.form").refine(isUuid, "decisions.error.form");

/** Numbers one by one, or a filter with the set that it found when the page was made. */
export const groupFields = {
  contributions: z
    .string("decisions.error.selection")
    .default("")
    .transform((text) => readNumbers(text) ?? []),
  filter: z.string().max(4_000).default(""),
  seenCount: z
    .string()
    .regex(/^\d{0,6}$/)
    .default("")
    .transform(Number),
  seenDigest: z
    .string()
    .regex(/^([0-9a-f]{64})?$/)
    .default(""),
};
type TypedGroup = {
  readonly contributions: readonly number[];
  readonly seenCount: number;
  readonly seenDigest: string;
};
const choosesSome = ({ contributions, seenCount, seenDigest }: TypedGroup) =>
  contributions.length > 0 || (seenDigest !== "" && seenCount > 0);
const noGroup = { path: ["contributions"], message: "decisions.error.selection" };

export const groupSchema = z.object(groupFields).refine(choosesSome, noGroup);

export const newDecisionSchema = z
  .object({
    ...wordsFields,
    ...groupFields,
    id: uuid.transform((id) => asId<DecisionId>(id)),
    process: uuid.transform((id) => asId<ProcessId>(id)),
    template: z
      .string()
      .default("")
      .transform((id) => (isUuid(id) ? id : null)),
  })
  .refine(namesBody, noBody)
  .refine(choosesSome, noGroup);

export const revisionSchema = z
  .object({
    id: uuid.transform((id) => asId<DecisionId>(id)),
    revisionReason: words("decisions.error.revisionReason"),
    scope: z.enum(["all", "part"], "decisions.error.scope"),
    numbers: z.string().max(200_000).default(""),
  })
  .refine(({ scope, numbers }) => scope === "all" || typedList(numbers).length > 0, {
    path: ["numbers"],
    message: "decisions.error.numbers",
  });

/** `12, 15-20 22` as people write it. */
export function typedList(text: string): readonly number[] {
  return readNumbers(text.replace(/[\s,;.]+/g, ".").replace(/^\.|\.$/g, "")) ?? [];
}

export function wordsOf({ verdict, reason, answer, addressedTo }: Parsed): Words {
  return { verdict, reason, answer, addressedTo: verdict === "other_body" ? addressedTo : null };
}

/** One field of a form as it was typed; sent twice, it says nothing. */
export function typedText(typed: Typed, name: string): string {
  const value = typed[name];
  return typeof value === "string" ? value : "";
}

/** Positive numbers sent by check boxes. */
export function typedNumbers(typed: Typed, name: string): readonly number[] {
  const values = [typed[name] ?? []].flat();
  return values.filter((value) => /^[1-9]\d{0,14}$/.test(value)).map(Number);
}
