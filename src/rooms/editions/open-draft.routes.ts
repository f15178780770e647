import { Conflict, Invalid, NotFound } from "#kernel/errors.ts";
import { asId, type EditionId, isUuid } from "#kernel/ids.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import type { FieldError } from "#ui/frame.ts";
import { type DraftHead, findDraft } from "./draft.queries.ts";

/** The draft of the address. A published edition has a page of its own and no desk any more. */
export async function openDraft(ctx: Context): Promise<DraftHead> {
  const draft = await findEditionAsked(ctx);
  if (draft.state !== "draft") throw new NotFound();
  return draft;
}

export async function findEditionAsked(ctx: Context): Promise<DraftHead> {
  const asked = ctx.params.edition;
  const edition = isUuid(asked) ? await findDraft(ctx.sql, asId<EditionId>(asked)) : null;
  if (!edition) throw new NotFound();
  return edition;
}

/** One field of a form as it was typed; sent twice, it says nothing. */
export function typedText(typed: Typed, name: string): string {
  const value = typed[name];
  return typeof value === "string" ? value : "";
}

export function typedList(typed: Typed, name: string): readonly string[] {
  return [typed[name] ?? []].flat();
}

/** What an action found at fault, as sentences at the fields; anything else goes up. */
export function faultsOf(ctx: Context, error: unknown): readonly FieldError[] {
  if (error instanceof Invalid) return ctx.fieldErrors(error);
  throw error;
}

/** Somebody saved first. The page shows both texts; nothing was written. */
export function isSavedSince(error: unknown): boolean {
  return error instanceof Conflict && error.messageKey === "documents.draft.conflict";
}
