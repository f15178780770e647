import { z } from "zod";
import { saysSomething } from "#engine/text/says-something.ts";
import { asId, type DecisionId, isUuid, type ProcessId } from "#kernel/ids.ts";
import type { Typed } from "#platform/http/context.ts";
import { ADDRESSED_TO_LIMIT, fits, TEXT_LIMIT, type Words } from "./decision.rules.ts";
import { readNumbers } from "./number-list.rules.ts";
import { VERDICTS } from "./verdict.rules.ts";

const words = (missing: string) =>
  z
    .string(missing)
    .trim()
    .refine(saysSomething, missing)
    .refine((text) => fits(text, TEXT_LIMIT), "decisions.error.tooLong");

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

export const wordsSchema = z.object(wordsFields).refine(namesBody, noBody);

const selection = z
  .string("decisions.error.selection")
  .transform((text) => readNumbers(text) ?? [])
  .refine((numbers) => numbers.length > 0, "decisions.error.selection");

const uuid = z.string("decisions.error.form").refine(isUuid, "decisions.error.form");

export const newDecisionSchema = z
  .object({
    ...wordsFields,
    id: uuid.transform((id) => asId<DecisionId>(id)),
    process: uuid.transform((id) => asId<ProcessId>(id)),
    contributions: selection,
  })
  .refine(namesBody, noBody);

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
