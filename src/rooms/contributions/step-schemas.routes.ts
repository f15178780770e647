import { z } from "zod";
import { saysSomething } from "#engine/text/says-something.ts";
import { KINDS, OPERATIONS, STANCES } from "./contribution.rules.ts";
import { VOICES } from "./draft.rules.ts";
import { isTooLong, NAME_LIMIT, ORGANISATION_LIMIT, TITLE_LIMIT, WORDS_LIMIT } from "./words.rules.ts";

const EMAIL = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/;

/** Words of people: kept exactly as typed, neither trimmed nor put in another form. */
export const wordsSchema = (missing: string) =>
  z
    .string(missing)
    .refine(saysSomething, missing)
    .refine((text) => !isTooLong(text, WORDS_LIMIT), "contribute.words.tooLong");

const shortText = (limit: number, tooLong: string) =>
  z
    .string()
    .trim()
    .refine((text) => !isTooLong(text, limit), tooLong)
    .default("");

const voice = z
  .object({
    voice: z.enum(VOICES, "contribute.voice.missing"),
    authorName: shortText(NAME_LIMIT, "contribute.voice.authorNameTooLong"),
    organisation: shortText(ORGANISATION_LIMIT, "contribute.voice.organisationTooLong"),
    category: z.string().max(80, "contribute.voice.unknownChoice").default(""),
    territory: z.string().max(10, "contribute.voice.unknownChoice").default(""),
  })
  .refine((value) => value.voice !== "person" || saysSomething(value.authorName), {
    path: ["authorName"],
    error: "contribute.voice.authorNameMissing",
  })
  .refine((value) => value.voice !== "organisation" || saysSomething(value.organisation), {
    path: ["organisation"],
    error: "contribute.voice.organisationMissing",
  });

const answer = z
  .object({
    wantsAnswer: z.enum(["yes", "no"], "contribute.answer.missing").transform((text) => text === "yes"),
    email: z.string().trim().toLowerCase().default(""),
  })
  .refine((value) => !value.wantsAnswer || value.email !== "", {
    path: ["email"],
    error: "contribute.answer.emailMissing",
  })
  .refine(
    (value) => !value.wantsAnswer || value.email === "" || (EMAIL.test(value.email) && value.email.length <= 254),
    {
      path: ["email"],
      error: "contribute.answer.emailWrong",
    },
  )
  // an address typed before choosing "no" is not kept
  .transform((value) => (value.wantsAnswer ? value : { ...value, email: "" }));

const amended = z
  .object({
    operation: z.enum(OPERATIONS, "contribute.rewriting.operationMissing").default("rewrite"),
    proposedText: z.string().default(""),
    addedText: z.string().default(""),
  })
  .superRefine(({ operation, proposedText, addedText }, context) => {
    if (operation === "remove") return;
    const [name, words] = operation === "add" ? ["addedText", addedText] : ["proposedText", proposedText];
    const checked = wordsSchema("contribute.rewriting.missing").safeParse(words);
    for (const { message } of checked.error?.issues ?? []) context.addIssue({ code: "custom", path: [name], message });
  })
  // the words of the choices that were not taken are not kept
  .transform(({ operation, proposedText, addedText }) => {
    if (operation === "remove") return { operation, proposedText: null };
    return { operation, proposedText: operation === "add" ? addedText : proposedText };
  });

/** What each page of the form may send; anything else in the body is ignored. */
export const answersSchemas = {
  kind: z.object({ kind: z.enum(KINDS, "contribute.kind.missing") }),
  rewriting: amended,
  stance: z.object({ stance: z.enum(STANCES, "contribute.stance.missing") }),
  words: z.object({
    title: shortText(TITLE_LIMIT, "contribute.words.titleTooLong"),
    body: wordsSchema("contribute.words.missing"),
  }),
  voice,
  answer,
} as const;
