import { z } from "zod";
import { LANGS } from "#kernel/lang.ts";
import { ROLES } from "#kernel/viewer.ts";
import { EMAIL, EMAIL_MAX, isReadableName, localReturn } from "./account.rules.ts";

export const emailField = z
  .string("accounts.error.email")
  .trim()
  .toLowerCase()
  .max(EMAIL_MAX, "accounts.error.email")
  .regex(EMAIL, "accounts.error.email");
export const nameField = z.string("accounts.error.name").trim().refine(isReadableName, "accounts.error.name");
const returnField = z
  .string()
  .optional()
  .catch(undefined)
  .transform((text) => localReturn(text));

export const askSchema = z.object({ adresse: emailField, retour: returnField });
export const passwordSchema = z.object({
  adresse: emailField,
  motDePasse: z.string("sign-in.error.password").min(1, "sign-in.error.password").max(1_000, "sign-in.error.wrong"),
  retour: returnField,
});
export const codeSchema = z.object({
  code: z
    .string("sign-in.error.code")
    .transform((text) => text.replace(/[\s\u00a0.-]/g, ""))
    .pipe(z.string().regex(/^[0-9]{6}$/, "sign-in.error.code")),
});
export const profileSchema = z.object({ nom: nameField, langue: z.enum(LANGS, "accounts.error.language") });
export const newPasswordSchema = z.object({
  actuel: z.string().max(1_000).catch(""),
  nouveau: z.string("accounts.error.passwordShort").max(1_000, "accounts.error.passwordLong"),
});
export const grantSchema = z.object({
  role: z.enum(ROLES, "people.error.role"),
  territoire: z.string().max(10).catch(""),
});
