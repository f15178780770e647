import { diffWords } from "#engine/diff/diff.ts";
import { Invalid, NotFound } from "#kernel/errors.ts";
import { isUuid } from "#kernel/ids.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import type { FieldError } from "#ui/frame.ts";
import { detachContributions, undoBatch } from "./attach.actions.ts";
import {
  ATTACHMENT_PAGE,
  attachedNumbers,
  countByDimension,
  listAttachments,
  listBatches,
  listDetachments,
} from "./attachment.queries.ts";
import { readNumbers } from "./attachment.rules.ts";
import { reopenClaim, saveClaim, withdrawClaim } from "./claim.actions.ts";
import { findClaim, listThemeChoices, listVersions } from "./claim.queries.ts";
import { type Claim, ClaimSavedSince, totalOf, WRITERS } from "./claim.rules.ts";
import { ClaimDeskView } from "./claim-desk.view.tsx";
import type { TypedClaim } from "./claim-fields.view.tsx";
import { claimSchema, reasonSchema, typedText, typedTexts, wordsOf } from "./claim-form.routes.ts";
import { ClaimConflictView } from "./conflict.view.tsx";
import { shortSource } from "./public.rules.ts";
import { isStance } from "./stance.rules.ts";

async function claimAsked(ctx: Context): Promise<Claim> {
  const claim = await findClaim(ctx.sql, ctx.params.number);
  if (!claim) throw new NotFound();
  return claim;
}

const typedOf = ({ text, kind, themeId, answer }: Claim): TypedClaim => ({ text, kind, theme: themeId ?? "", answer });

const typedAgain = (typed: Typed): TypedClaim => ({
  text: typedText(typed, "text"),
  kind: typedText(typed, "kind"),
  theme: typedText(typed, "theme"),
  answer: typedText(typed, "answer"),
});

type Shown = {
  readonly typed?: TypedClaim;
  readonly reason?: string;
  readonly errors?: readonly FieldError[];
  readonly status?: number;
};

async function deskPage(ctx: Context, claim: Claim, shown: Shown = {}): Promise<Response> {
  const { typed = typedOf(claim), reason = "", errors = [], status = 200 } = shown;
  const asked = ctx.queryText("position");
  const stance = isStance(asked) ? asked : null;
  const total = stance === null ? totalOf(claim) : claim[stance];
  const pages = Math.max(1, Math.ceil(total / ATTACHMENT_PAGE));
  const page = Math.min(ctx.queryPage(), pages);
  const [themes, counts, attachments, batches, detachments] = await Promise.all([
    listThemeChoices(ctx.sql, claim.processId),
    countByDimension(ctx.sql, claim.id),
    listAttachments(ctx.sql, claim.id, { stance, page }),
    listBatches(ctx.sql, claim.id),
    listDetachments(ctx.sql, claim.id),
  ]);
  const data = { claim, themes, counts, attachments: attachments.map(shortSource), batches, detachments };
  const list = { stance, total, page, pages };
  return ctx.page(<ClaimDeskView frame={ctx.frame} {...data} {...list} {...{ typed, errors, reason }} />, { status });
}

/** Both texts, side by side; what was typed is in the history already. */
async function conflictPage(ctx: Context, typed: TypedClaim): Promise<Response> {
  const claim = await claimAsked(ctx);
  const [themes, versions] = await Promise.all([
    listThemeChoices(ctx.sql, claim.processId),
    listVersions(ctx.sql, claim.id),
  ]);
  const savedBy = versions.find(({ version }) => version === claim.version) ?? null;
  const segments = diffWords(claim.text, typed.text);
  return ctx.page(<ClaimConflictView frame={ctx.frame} {...{ claim, savedBy, typed, themes, segments }} />, {
    status: 409,
  });
}

async function save(ctx: Context, claim: Claim): Promise<Response> {
  const read = await ctx.readForm(claimSchema);
  const typed = typedAgain(read.typed);
  if (!read.ok) return await deskPage(ctx, claim, { typed, errors: read.errors, status: 422 });
  try {
    await saveClaim(ctx.actor, claim.number, Number(read.value.version), wordsOf(read.value));
  } catch (error) {
    if (error instanceof ClaimSavedSince) return await conflictPage(ctx, typed);
    if (error instanceof Invalid) {
      return await deskPage(ctx, claim, { typed, errors: ctx.fieldErrors(error), status: 422 });
    }
    throw error;
  }
  return ctx.redirect(urls.teamClaim(ctx.lang, { number: claim.number }), { notice: "workbench.notice.saved" });
}

async function detach(ctx: Context, claim: Claim, fields: Typed): Promise<Response> {
  const numbers = await attachedNumbers(ctx.sql, claim.id, readNumbers(typedTexts(fields, "contribution")));
  if (numbers.length === 0) {
    const errors = [{ field: "contribution", message: ctx.t("synthesis.error.selection") }];
    return await deskPage(ctx, claim, { errors, status: 422 });
  }
  await detachContributions(ctx.actor, claim.number, numbers);
  return ctx.redirect(`${urls.teamClaim(ctx.lang, { number: claim.number })}#sources`, {
    notice: "workbench.notice.detached",
  });
}

async function withdraw(ctx: Context, claim: Claim): Promise<Response> {
  const read = await ctx.readForm(reasonSchema);
  if (!read.ok) {
    return await deskPage(ctx, claim, { reason: typedText(read.typed, "reason"), errors: read.errors, status: 422 });
  }
  await withdrawClaim(ctx.actor, claim.number, read.value.reason);
  return ctx.redirect(urls.teamClaim(ctx.lang, { number: claim.number }), { notice: "workbench.notice.withdrawn" });
}

async function act(ctx: Context): Promise<Response> {
  const claim = await claimAsked(ctx);
  const { fields } = await ctx.form();
  const here = urls.teamClaim(ctx.lang, { number: claim.number });
  switch (typedText(fields, "act")) {
    case "save":
      return await save(ctx, claim);
    case "detach":
      return await detach(ctx, claim, fields);
    case "withdraw":
      return await withdraw(ctx, claim);
    case "reopen":
      await reopenClaim(ctx.actor, claim.number);
      return ctx.redirect(here, { notice: "workbench.notice.reopened" });
    case "undo": {
      const batch = typedText(fields, "batch");
      if (!isUuid(batch)) throw new Invalid({ batch: "synthesis.error.form" });
      await undoBatch(ctx.actor, claim.number, batch);
      return ctx.redirect(`${here}#lots`, { notice: "workbench.notice.undone" });
    }
    default:
      throw new Invalid({ act: "synthesis.error.form" });
  }
}

export const claimDeskRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamClaim,
    who: WRITERS,
    query: ["position", "page"],
    handle: async (ctx) => await deskPage(ctx, await claimAsked(ctx)),
  }),
  route({ method: "POST", path: patterns.teamClaim, who: WRITERS, handle: act }),
];
