import { patterns } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { entryInForce, isSameProcessing } from "#rooms/drafts";
import { aboutPages } from "./about.rules.ts";
import { AboutView, type Sending } from "./about.view.tsx";

export const aboutRoutes: readonly Route[] = aboutPages.map((page) =>
  route({
    method: "GET",
    path: patterns[page],
    who: "everyone",
    cache: "public",
    query: [],
    async handle(ctx) {
      const sending = page === "legal" || page === "privacy" ? await sendingOf(ctx) : null;
      return ctx.page(<AboutView frame={ctx.frame} page={page} sending={sending} />);
    },
  }),
);

/** Texts that the installation may send to another server; null when it is set to none. */
async function sendingOf({ sql, world }: Context): Promise<Sending | null> {
  const { embeddings } = world.config;
  if (!embeddings) return null;
  const entry = await entryInForce(sql);
  const isEntered = entry !== null && isSameProcessing(embeddings, entry);
  return { purpose: embeddings.purpose, since: isEntered ? entry.enteredAt : null };
}
