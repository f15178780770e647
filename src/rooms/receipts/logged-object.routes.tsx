import { NotFound } from "#kernel/errors.ts";
import { isUuid } from "#kernel/ids.ts";
import { patterns } from "#kernel/urls.ts";
import { shortCode } from "#ledger/short-code.ts";
import { type Route, route } from "#platform/http/route.ts";
import { leafKindInWords } from "#rooms/journal";
import { ACTS_PER_PAGE, findLoggedObject, listActs } from "./logged-object.queries.ts";
import { LoggedObjectView } from "./logged-object.view.tsx";
import { DOCUMENTS } from "./proof-file.queries.ts";

export const loggedObjectRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.loggedObject,
    who: "everyone",
    query: ["page"],
    async handle(ctx) {
      const object = ctx.params.object ?? "";
      const found = isUuid(object) ? await findLoggedObject(ctx.sql, object) : null;
      if (!found) throw new NotFound();
      const page = ctx.queryPage();
      const acts = (await listActs(ctx.sql, object, page)).map(({ leafHash, kind, ...act }) => ({
        ...act,
        words: leafKindInWords(ctx.t, kind),
        code: shortCode(leafHash),
        isDocument: DOCUMENTS.includes(kind),
      }));
      const pages = Math.max(1, Math.ceil(found.actCount / ACTS_PER_PAGE));
      const shown = { object, acts, found, page, pages };
      return ctx.page(<LoggedObjectView frame={ctx.frame} {...shown} />, { headers: { "x-robots-tag": "noindex" } });
    },
  }),
];
