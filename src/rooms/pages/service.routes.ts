import { NotFound } from "#kernel/errors.ts";
import { fixedUrls } from "#kernel/urls.ts";
import { type Route, route } from "#platform/http/route.ts";
import { metricsText } from "#platform/metrics.ts";
import { journalReadings } from "#rooms/sequencer";

const TEXT = { "content-type": "text/plain; charset=utf-8" };
/** A year ahead is the most that RFC 9116 advises. */
const SECURITY_DAYS = 365;

/** Addresses for machines: is it alive, is it ready, who to tell of a flaw. */
export const serviceRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: fixedUrls.healthz,
    who: "everyone",
    handle: (ctx) => ctx.answer("alive\n", { headers: TEXT }),
  }),
  route({
    method: "GET",
    path: fixedUrls.readyz,
    who: "everyone",
    async handle(ctx) {
      await ctx.sql`select name from platform.migration limit 1`;
      return ctx.answer("ready\n", { headers: TEXT });
    },
  }),
  route({
    method: "GET",
    path: fixedUrls.metrics,
    who: "everyone",
    async handle(ctx) {
      // for the operator's collector on this machine; from elsewhere it does not exist
      if (!ctx.isFromHere) throw new NotFound();
      // the measures of this process are given even when the database is away
      const readings = await journalReadings(ctx.sql).catch(() => []);
      const { body, type } = await metricsText(readings);
      return ctx.answer(body, { headers: { "content-type": type } });
    },
  }),
  route({
    method: "GET",
    path: fixedUrls.robots,
    who: "everyone",
    handle: (ctx) =>
      ctx.answer(
        "User-agent: *\nDisallow: /fr/recepisse\nDisallow: /en/recepisse\nDisallow: /fr/contribuer\nDisallow: /en/contribuer\n",
        {
          headers: TEXT,
        },
      ),
  }),
  route({
    method: "GET",
    path: fixedUrls.securityTxt,
    who: "everyone",
    async handle(ctx) {
      const [row] = await ctx.sql<{ expires: string }[]>`
        select to_char(now() + make_interval(days => ${SECURITY_DAYS}), 'YYYY-MM-DD"T"00:00:00"Z"') as expires
      `;
      const lines = [
        `Contact: ${ctx.world.config.siteUrl}/fr/aide`,
        `Expires: ${row?.expires}`,
        "Preferred-Languages: fr, en",
      ];
      return ctx.answer(`${lines.join("\n")}\n`, { headers: TEXT });
    },
  }),
  route({
    method: "GET",
    path: fixedUrls.favicon,
    who: "everyone",
    handle: (ctx) => ctx.redirect(ctx.world.assets.favicon),
  }),
];
