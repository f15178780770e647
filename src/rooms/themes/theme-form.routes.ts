import { z } from "zod";
import { saysSomething } from "#engine/text/says-something.ts";
import { wordsFit } from "./codebook-file.rules.ts";
import { codeFrom, isCode, LIMITS, readExamples, readWords, type ThemeWords } from "./theme.rules.ts";

const fits = (limit: number) => (text: string) => text.length <= limit || [...text].length <= limit;
const long = z.string().trim().refine(fits(LIMITS.definition), "codebook.error.long").default("");

const name = z
  .string("codebook.error.name")
  .trim()
  .refine(saysSomething, "codebook.error.name")
  .refine(fits(LIMITS.name), "codebook.error.nameLong");
const definition = z
  .string("codebook.error.definition")
  .trim()
  .refine(saysSomething, "codebook.error.definition")
  .refine(fits(LIMITS.definition), "codebook.error.long");

const wordsFields = {
  name,
  definition,
  exampleIn: long,
  exampleOut: long,
  words: z
    .string()
    .max(20_000, "codebook.error.words")
    .default("")
    .transform(readWords)
    .refine(wordsFit, "codebook.error.words"),
  examples: z
    .string()
    .max(2_000, "codebook.error.examples")
    .default("")
    .transform(readExamples)
    .pipe(z.array(z.number(), "codebook.error.examples").readonly()),
  parent: z
    .string()
    .default("")
    .refine((code) => code === "" || isCode(code), "codebook.error.parent"),
};

export const newThemeSchema = z
  .object({ ...wordsFields, code: z.string().trim().default("") })
  .transform(
    (typed): ThemeWords => ({ ...typed, code: typed.code || codeFrom(typed.name), parent: typed.parent || null }),
  )
  .refine(({ code }) => isCode(code), { path: ["code"], message: "codebook.error.code" });

export const version = z
  .string("codebook.error.savedSince")
  .regex(/^[1-9]\d{0,8}$/, "codebook.error.savedSince")
  .transform(Number);

export const editThemeSchema = z.object({ ...wordsFields, version });
export const mergeSchema = z.object({
  version,
  into: z.string("codebook.error.mergeTarget").refine(isCode, "codebook.error.mergeTarget"),
});
export const splitSchema = z
  .object({ version, splitName: name, splitDefinition: definition })
  .refine(({ splitName }) => isCode(codeFrom(splitName)), { path: ["splitName"], message: "codebook.error.name" });
export const versionSchema = z.object({ version });
