import { Invalid, NotFound } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import type { FieldError } from "#ui/frame.ts";
import { saveSource } from "./attach.actions.ts";
import { findSource } from "./attachment.queries.ts";
import type { Source } from "./attachment.rules.ts";
import { findClaim } from "./claim.queries.ts";
import { type Claim, WRITERS } from "./claim.rules.ts";
import { sourceSchema, typedText } from "./claim-form.routes.ts";
import { SourceView } from "./source.view.tsx";

async function asked(ctx: Context): Promise<{ readonly claim: Claim; readonly source: Source }> {
  const claim = await findClaim(ctx.sql, ctx.params.number);
  const source = claim ? await findSource(ctx.sql, claim, ctx.params.contribution) : null;
  if (!claim || !source) throw new NotFound();
  return { claim, source };
}

type Words = { readonly stance: string; readonly quote: string };

async function again(ctx: Context, typed: Words, errors: readonly FieldError[]): Promise<Response> {
  return ctx.page(<SourceView frame={ctx.frame} {...(await asked(ctx))} {...{ typed, errors }} />, { status: 422 });
}

export const sourceRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamClaimSource,
    who: WRITERS,
    async handle(ctx) {
      const { claim, source } = await asked(ctx);
      const typed = { stance: source.attachment?.stance ?? "supports", quote: source.attachment?.quote ?? "" };
      return ctx.page(<SourceView frame={ctx.frame} {...{ claim, source, typed }} errors={[]} />);
    },
  }),
  route({
    method: "POST",
    path: patterns.teamClaimSource,
    who: WRITERS,
    async handle(ctx) {
      const { claim, source } = await asked(ctx);
      const read = await ctx.readForm(sourceSchema);
      const typed = { stance: typedText(read.typed, "stance"), quote: typedText(read.typed, "quote") };
      if (!read.ok) return await again(ctx, typed, read.errors);
      const { stance, quote } = read.value;
      try {
        await saveSource(ctx.actor, claim.number, source.number, { stance, quote: quote === "" ? null : quote });
      } catch (error) {
        if (!(error instanceof Invalid)) throw error;
        return await again(ctx, typed, ctx.fieldErrors(error));
      }
      return ctx.redirect(`${urls.teamClaim(ctx.lang, { number: claim.number })}#sources`, {
        notice: "workbench.notice.saved",
      });
    },
  }),
];
