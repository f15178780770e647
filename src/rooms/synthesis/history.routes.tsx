import { diffWords } from "#engine/diff/diff.ts";
import { Conflict, Invalid, NotFound } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { restoreVersion } from "./claim.actions.ts";
import { findClaim, listVersions } from "./claim.queries.ts";
import { type Claim, type ClaimVersion, WRITERS } from "./claim.rules.ts";
import { typedText } from "./claim-form.routes.ts";
import { ClaimHistoryView, type HistoryEntry } from "./history.view.tsx";

/** Each version with what it changed in the one it was written from. */
function entriesOf(claim: Claim, versions: readonly ClaimVersion[]): readonly HistoryEntry[] {
  const saved = new Map(versions.flatMap((one) => (one.version === null ? [] : [[one.version, one] as const])));
  return versions.map((version) => {
    const from = version.basedOn === null ? undefined : saved.get(version.basedOn);
    return {
      version,
      segments: from ? diffWords(from.text, version.text) : null,
      isPresent: version.version === claim.version,
    };
  });
}

async function claimAsked(ctx: Context): Promise<Claim> {
  const claim = await findClaim(ctx.sql, ctx.params.number);
  if (!claim) throw new NotFound();
  return claim;
}

export const historyRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamClaimVersions,
    who: WRITERS,
    async handle(ctx) {
      const claim = await claimAsked(ctx);
      const entries = entriesOf(claim, await listVersions(ctx.sql, claim.id));
      return ctx.page(<ClaimHistoryView frame={ctx.frame} {...{ claim, entries }} />);
    },
  }),
  route({
    method: "POST",
    path: patterns.teamClaimVersions,
    who: WRITERS,
    async handle(ctx) {
      const claim = await claimAsked(ctx);
      const { fields } = await ctx.form();
      const [entry, version] = ["entry", "version"].map((name) => typedText(fields, name));
      if (!/^[1-9]\d{0,14}$/.test(entry ?? "") || !/^[1-9]\d{0,8}$/.test(version ?? "")) {
        throw new Invalid({ entry: "synthesis.error.form" });
      }
      try {
        await restoreVersion(ctx.actor, claim.number, Number(entry), Number(version));
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        // nothing was typed, so nothing can be lost: the history as it is now says what happened
        return ctx.redirect(urls.teamClaimVersions(ctx.lang, { number: claim.number }), {
          notice: "workbench.notice.changedMeanwhile",
        });
      }
      return ctx.redirect(urls.teamClaim(ctx.lang, { number: claim.number }), { notice: "workbench.notice.restored" });
    },
  }),
];
