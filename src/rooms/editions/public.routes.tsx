import { NotFound } from "#kernel/errors.ts";
import type { EditionId } from "#kernel/ids.ts";
import { patterns } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import {
  ContributionLines,
  isVerdict,
  listCoveredBy,
  listDecisionsById,
  roleKey,
  verdictKey,
  verdictTone,
} from "#rooms/decisions";
import { findDocument, listEditions } from "#rooms/documents";
import { mayReadProcess, processOfDocument } from "#rooms/processes";
import { countChanges, findEditionOfChange, listDifferences } from "./difference.queries.ts";
import type { VerdictWords } from "./kind-words.rules.ts";
import { ChangesView, ChangeView, type PublicEdition } from "./public.view.tsx";

const CHANGE_PAGE = 20;
const CONTRIBUTION_PAGE = 20;

/** Words and tone of a verdict, in the language of the page. */
export function verdictWords(ctx: Pick<Context, "t">): VerdictWords {
  return (verdict) =>
    isVerdict(verdict)
      ? { text: ctx.t(verdictKey(verdict)), tone: verdictTone(verdict) }
      : { text: verdict, tone: "neutral" };
}

/** A published edition that this person may read; anything else does not exist. */
async function openEdition(
  ctx: Context,
  isAsked: (edition: { readonly id: EditionId; readonly number: number }) => boolean,
): Promise<PublicEdition & { readonly id: EditionId }> {
  const document = await findDocument(ctx.sql, ctx.params.document ?? "");
  if (!document) throw new NotFound();
  const process = await processOfDocument(ctx.sql, document.id);
  if (process && !(await mayReadProcess(ctx.sql, process.id, ctx.viewer))) throw new NotFound();
  const editions = (await listEditions(ctx.sql, document.id)).filter(({ state }) => state === "published");
  const index = editions.findIndex(isAsked);
  const edition = editions[index];
  if (!edition) throw new NotFound();
  return {
    id: edition.id,
    document: document.slug,
    documentTitle: document.title,
    language: document.language,
    number: edition.number,
    label: edition.label,
    publishedOn: edition.publishedOn ?? "",
    siteUrl: ctx.world.config.siteUrl,
    process: process?.slug ?? null,
    previous: editions[index - 1]?.number ?? null,
  };
}

const number = (text: string | undefined) => (/^[1-9]\d{0,14}$/.test(text ?? "") ? Number(text) : 0);

export const publicEditionRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.changes,
    who: "everyone",
    cache: "public",
    query: ["page"],
    async handle(ctx) {
      const asked = number(ctx.params.edition);
      const edition = await openEdition(ctx, (one) => one.number === asked);
      const count = await countChanges(ctx.sql, edition.id);
      const pages = Math.max(1, Math.ceil(count / CHANGE_PAGE));
      const page = Math.min(ctx.queryPage(), pages);
      const window = { limit: CHANGE_PAGE, offset: (page - 1) * CHANGE_PAGE };
      const changes = await listDifferences(ctx.sql, edition.id, window);
      const say = verdictWords(ctx);
      return ctx.page(<ChangesView frame={ctx.frame} {...{ edition, changes, count, page, pages, say }} />);
    },
  }),
  route({
    method: "GET",
    path: patterns.change,
    who: "everyone",
    cache: "public",
    query: ["page"],
    async handle(ctx) {
      const asked = number(ctx.params.change);
      const editionId = await findEditionOfChange(ctx.sql, asked);
      const edition = await openEdition(ctx, ({ id }) => id === editionId);
      const [change] = await listDifferences(ctx.sql, edition.id, { number: asked });
      if (!change) throw new NotFound();
      const ids = change.decisions.map(({ id }) => id);
      const page = ctx.queryPage();
      const first = { passageId: change.passageId };
      const [decisions, behind] = await Promise.all([
        listDecisionsById(ctx.sql, ids),
        listCoveredBy(ctx.sql, ids, { page, size: CONTRIBUTION_PAGE, first }),
      ]);
      if (page > 1 && behind.lines.length === 0) throw new NotFound();
      return ctx.page(
        <ChangeView
          frame={ctx.frame}
          edition={edition}
          change={change}
          decisions={decisions.map((decision) => ({ ...decision, by: ctx.t(roleKey(decision.actingRole)) }))}
          say={verdictWords(ctx)}
          contributions={<ContributionLines frame={ctx.frame} lines={behind.lines} />}
          count={behind.count}
          page={page}
          pages={Math.max(1, Math.ceil(behind.count / CONTRIBUTION_PAGE))}
        />,
      );
    },
  }),
];
