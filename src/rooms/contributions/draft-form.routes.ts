import { z } from "zod";
import { Invalid, NotFound } from "#kernel/errors.ts";
import { asId, type DraftId, isUuid } from "#kernel/ids.ts";
import { urls } from "#kernel/urls.ts";
import type { Context, FormResult } from "#platform/http/context.ts";
import type { FieldError } from "#ui/frame.ts";
import { findDraft } from "./draft.queries.ts";
import { type Draft, STEP_WORDS, type Step } from "./draft.rules.ts";
import type { TypedFields } from "./wizard.view.tsx";

/** A field that people do not see: only robots fill it. */
export const emptyWebsite = z.literal("", "contribute.honeypot").optional();

/** What was typed and refused, shown again. */
export type Refused = { readonly typed: TypedFields; readonly errors: readonly FieldError[] };

/** What cannot even be read (a NUL character, too many bytes) is said at the field, like any other fault. */
export async function readForm<Schema extends z.ZodType>(
  ctx: Context,
  schema: Schema,
): Promise<FormResult<z.output<Schema>>> {
  try {
    return await ctx.readForm(schema);
  } catch (error) {
    if (error instanceof Invalid) return { ok: false, typed: {}, errors: ctx.fieldErrors(error) };
    throw error;
  }
}

export function draftIdOf(ctx: Context): DraftId {
  const id = ctx.params.draft;
  if (!isUuid(id)) throw new NotFound();
  return asId<DraftId>(id);
}

export async function draftOf(ctx: Context): Promise<Draft> {
  const draft = await findDraft(ctx.sql, draftIdOf(ctx), ctx.viewer);
  if (!draft) throw new NotFound();
  return draft;
}

export function stepAddress(ctx: Context, draft: Pick<Draft, "id">, step: Step): string {
  return urls.contributeStep(ctx.lang, { draft: draft.id, step: STEP_WORDS[step] });
}
