import { NotFound } from "#kernel/errors.ts";
import { isUuid } from "#kernel/ids.ts";
import { fixedUrls, patterns, threadApi } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { mayReadProcess } from "#rooms/processes";
import { named, namedStrand } from "./names.routes.ts";
import { findKnot, strandsOf } from "./thread.queries.ts";
import { isKind, type Knot, pageOf, type Strand } from "./thread.rules.ts";
import { ThreadView } from "./thread.view.tsx";

async function walk(ctx: Context) {
  const { kind = "", id = "" } = ctx.params;
  if (!isKind(kind) || !isUuid(id)) throw new NotFound();
  const knot = await findKnot(ctx.sql, kind, id);
  if (!knot) throw new NotFound();
  if (knot.processId && !(await mayReadProcess(ctx.sql, knot.processId, ctx.viewer))) throw new NotFound();
  const [before, after] = await Promise.all([strandsOf(ctx.sql, knot, "before"), strandsOf(ctx.sql, knot, "after")]);
  return { knot, before, after };
}

/** What the API says of a knot; addresses are relative to the site, in French. */
function knotJson(knot: Knot) {
  const { kind, id, number, code, words, language } = knot;
  return { kind, id, number, code, words, language, page: pageOf("fr", knot), thread: threadApi({ kind, id }) };
}

const strandJson = ({ kind, count, links }: Strand) => ({
  kind,
  count,
  links: links.map(({ knot, madeAt, actingRole }) => ({ ...knotJson(knot), madeAt, actingRole })),
});

export const threadRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.thread,
    who: "everyone",
    cache: "public",
    query: [],
    async handle(ctx) {
      const { knot, before, after } = await walk(ctx);
      const tell = (strands: readonly Strand[]) => strands.map((strand) => namedStrand(ctx.t, strand));
      const data = { knot: named(ctx.t, knot), before: tell(before), after: tell(after) };
      return ctx.page(<ThreadView frame={ctx.frame} {...data} />);
    },
  }),
  route({
    method: "GET",
    path: fixedUrls.thread,
    who: "everyone",
    cache: "public",
    query: [],
    async handle(ctx) {
      const { knot, before, after } = await walk(ctx);
      return ctx.json({
        schema: "jalon.thread/1",
        ...knotJson(knot),
        before: before.map(strandJson),
        after: after.map(strandJson),
      });
    },
  }),
];
