import { randomUUID } from "node:crypto";
import { z } from "zod";
import { Conflict, Invalid, NotFound, Refused } from "#kernel/errors.ts";
import { asId, type PublicationId } from "#kernel/ids.ts";
import { patterns, urls } from "#kernel/urls.ts";
import { hasRole } from "#kernel/viewer.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { type Process, processBySlug } from "#rooms/processes";
import { PUBLISHERS } from "./claim.rules.ts";
import { uuid } from "./claim-form.routes.ts";
import { latestPublication } from "./publication.queries.ts";
import { publishSynthesis } from "./publish.actions.ts";
import { PublishCheckView } from "./publish.view.tsx";
import { draftDigest, publishFacts } from "./publishing.queries.ts";

const publishSchema = z.object({ id: uuid, seen: z.string("synthesis.error.form").regex(/^[0-9a-f]{64}$/) });

async function processAsked(ctx: Context): Promise<Process> {
  const process = await processBySlug(ctx.sql, ctx.params.process ?? "");
  if (!process) throw new NotFound();
  return process;
}

async function checkPage(ctx: Context, process: Process, problem: string | null = null): Promise<Response> {
  // read first: whatever changes between the two is looked at, and then refused, never published unseen
  const seen = await draftDigest(ctx.sql, process.id);
  const facts = await publishFacts(ctx.sql, process.id);
  const number = ((await latestPublication(ctx.sql, process.id)) ?? 0) + 1;
  const errors = problem === null ? [] : [{ field: "a-publier", message: problem }];
  return ctx.page(
    <PublishCheckView frame={ctx.frame} {...{ process, facts, number, seen, errors }} id={randomUUID()} />,
    {
      status: problem === null ? 200 : 409,
    },
  );
}

export const publishRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamSynthesisPublish,
    who: PUBLISHERS,
    handle: async (ctx) => await checkPage(ctx, await processAsked(ctx)),
  }),
  route({
    method: "POST",
    path: patterns.teamSynthesisPublish,
    who: PUBLISHERS,
    async handle(ctx) {
      const process = await processAsked(ctx);
      const read = await ctx.readForm(publishSchema);
      if (!read.ok) throw new Invalid({ form: "synthesis.error.form" });
      const { id, seen } = read.value;
      try {
        const number = await publishSynthesis(ctx.actor, { id: asId<PublicationId>(id), processId: process.id, seen });
        const at = { process: process.slug, publication: number };
        return ctx.redirect(urls.synthesisPublication(ctx.lang, at), { notice: "workbench.notice.published" });
      } catch (error) {
        const isAboutState =
          error instanceof Conflict || (error instanceof Refused && hasRole(ctx.viewer, ...PUBLISHERS));
        if (!isAboutState) throw error;
        const key = error instanceof Conflict ? "synthesis.error.changedSinceCheck" : "synthesis.error.blocked";
        return await checkPage(ctx, process, ctx.t(key));
      }
    },
  }),
];
