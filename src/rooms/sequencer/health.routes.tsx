import { fixedUrls, patterns } from "#kernel/urls.ts";
import { type Route, route } from "#platform/http/route.ts";
import { findHealth, listNotices, listWitnesses } from "./health.queries.ts";
import { alarmsOf, type Health, nameOfKey, publicReason, type WitnessState } from "./health.rules.ts";
import { HealthView } from "./health.view.tsx";
import { programFacts } from "./programs.routes.ts";

/** Described in docs/manual/en/journal-addresses.md: names stay, others may join them. */
function healthJson(health: Health, witnesses: readonly WitnessState[]) {
  const alarms = alarmsOf(health, witnesses);
  return {
    ok: alarms.length === 0,
    alarms,
    at: health.at,
    origin: health.origin,
    size: health.publishedSize,
    treeSize: health.size,
    checkpoint: { at: health.publishedAt, ageSeconds: health.checkpointAgeSeconds },
    queue: { depth: health.queueDepth, oldestSeconds: health.oldestQueuedSeconds },
    refused: health.refused,
    frozen: health.frozenBecause && { since: health.frozenSince, reason: publicReason(health.frozenBecause) },
    examinedAt: health.examinedAt,
    witnesses: witnesses.map(({ vkey, ...state }) => ({ name: nameOfKey(vkey), key: vkey, ...state })),
  };
}

export const healthRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: fixedUrls.journalHealth,
    who: "everyone",
    cache: "open",
    query: [],
    async handle(ctx) {
      const [health, witnesses] = await Promise.all([findHealth(ctx.sql), listWitnesses(ctx.sql)]);
      return ctx.json(healthJson(health, witnesses));
    },
  }),
  route({
    method: "GET",
    path: patterns.journalState,
    who: "everyone",
    query: [],
    async handle(ctx) {
      const [health, witnesses, notices, verifier, witnessProgram] = await Promise.all([
        findHealth(ctx.sql),
        listWitnesses(ctx.sql),
        listNotices(ctx.sql),
        programFacts("verify"),
        programFacts("witness"),
      ]);
      const { siteUrl } = ctx.world.config;
      const shown = { health, witnesses, notices, verifier, witnessProgram, siteUrl };
      return ctx.page(<HealthView frame={ctx.frame} {...shown} />);
    },
  }),
];
