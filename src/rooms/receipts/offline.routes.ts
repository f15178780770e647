import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { NotFound } from "#kernel/errors.ts";
import { patterns } from "#kernel/urls.ts";
import { assetsFolder } from "#platform/built-assets.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { logFacts } from "#rooms/sequencer";
import { OFFLINE_STYLE, offlineCsp, offlinePage } from "./offline-page.rules.ts";
import { offlineWords } from "./offline-words.view.ts";
import { ownLog } from "./own-log.routes.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64");

/** The script of the page as the build made it, alone in its file. */
async function builtScript(ctx: Context): Promise<string> {
  const address = ctx.world.assets.islands["offline-check"];
  if (address === undefined) throw new NotFound();
  return await readFile(join(assetsFolder, basename(address)), "utf8");
}

async function sendOfflinePage(ctx: Context): Promise<Response> {
  const [log, facts, script] = await Promise.all([ownLog(ctx), logFacts(ctx.sql), builtScript(ctx)]);
  if (!log || facts.origin === null) throw new NotFound();
  const csp = offlineCsp(sha256(script), sha256(OFFLINE_STYLE));
  const html = offlinePage({
    lang: ctx.lang,
    siteName: ctx.world.config.site.name,
    origin: facts.origin,
    policy: log.policyText,
    accuse: log.accuse,
    words: offlineWords(ctx.t),
    script,
    style: OFFLINE_STYLE,
    csp,
  });
  const disposition = ctx.queryText("telecharger") === "oui" ? "attachment" : "inline";
  return ctx.answer(html, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": `${csp}; frame-ancestors 'none'`,
      "content-disposition": `${disposition}; filename="${basename(ctx.url.pathname)}"`,
      "cache-control": "no-cache",
    },
  });
}

export const offlineRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.verifyOffline,
    who: "everyone",
    query: ["telecharger"],
    handle: sendOfflinePage,
  }),
];
