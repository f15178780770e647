import { z } from "zod";
import { saysSomething } from "#engine/text/says-something.ts";
import { asId, type ClaimId, isUuid } from "#kernel/ids.ts";
import type { Typed } from "#platform/http/context.ts";
import { ANSWER_LIMIT, CLAIM_LIMIT, type ClaimWords, KINDS, QUOTE_LIMIT } from "./claim.rules.ts";
import { STANCES } from "./stance.rules.ts";

/** A text is as long as PostgreSQL counts it: in characters, an emoji is one or a few. */
const fits = (text: string, limit: number): boolean => text.length <= limit || [...text].length <= limit;

export const uuid = z.string("synthesis.error.form").refine(isUuid, "synthesis.error.form");

const text = z
  .string("synthesis.error.text")
  .trim()
  .refine(saysSomething, "synthesis.error.text")
  .refine((typed) => fits(typed, CLAIM_LIMIT), "synthesis.error.textTooLong");

const kind = z.enum(KINDS, "synthesis.error.kind");

export const newClaimSchema = z.object({ id: uuid.transform((id) => asId<ClaimId>(id)), text, kind });

export const claimSchema = z.object({
  text,
  kind,
  version: z.string("synthesis.error.form").regex(/^[1-9]\d{0,8}$/, "synthesis.error.form"),
  theme: z
    .string()
    .default("")
    .refine((id) => id === "" || isUuid(id), "synthesis.error.theme"),
  answer: z
    .string()
    .trim()
    .default("")
    .refine((typed) => fits(typed, ANSWER_LIMIT), "synthesis.error.answerTooLong"),
});

export function wordsOf(value: z.output<typeof claimSchema>): ClaimWords {
  return { kind: value.kind, text: value.text, answer: value.answer, themeId: value.theme === "" ? null : value.theme };
}

export const attachSchema = z.object({
  batch: uuid,
  claim: z.string("synthesis.error.claim").regex(/^[1-9]\d{0,14}$/, "synthesis.error.claim"),
  stance: z.enum(STANCES, "synthesis.error.stance"),
});

export const sourceSchema = z.object({
  stance: z.enum(STANCES, "synthesis.error.stance"),
  quote: z
    .string()
    .trim()
    .default("")
    .refine((typed) => fits(typed, QUOTE_LIMIT), "synthesis.error.quoteTooLong"),
});

export const reasonSchema = z.object({
  reason: z
    .string("synthesis.error.reason")
    .trim()
    .refine(saysSomething, "synthesis.error.reason")
    .refine((typed) => fits(typed, CLAIM_LIMIT), "synthesis.error.textTooLong"),
});

/** One field of a form as it was typed; sent twice, it says nothing. */
export function typedText(typed: Typed, name: string): string {
  const value = typed[name];
  return typeof value === "string" ? value : "";
}

/** All the values of a field, in their order. */
export function typedTexts(typed: Typed, name: string): readonly string[] {
  return [typed[name] ?? []].flat();
}
