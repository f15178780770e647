import { Conflict, Invalid } from "#kernel/errors.ts";
import { isUuid, type PersonId } from "#kernel/ids.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { CORPUS_PARAMETERS, countLines, filterNames, filterWords, fingerprint } from "#rooms/corpus";
import type { FieldError } from "#ui/frame.ts";
import { splitEvenly } from "./assign.actions.ts";
import { AssignView } from "./assign.view.tsx";
import { listReaders } from "./desk.queries.ts";
import { openPlace, type Place, typedList, typedText } from "./places.routes.ts";
import { READERS, readerAs } from "./reader.rules.ts";

type Shown = { readonly errors?: readonly FieldError[]; readonly chosen?: readonly string[]; readonly status?: number };

async function assignPage(ctx: Context, place: Place, { errors = [], chosen = [], status = 200 }: Shown = {}) {
  const { process, filter, query } = place;
  const [{ count, digest }, free, readers, names] = await Promise.all([
    fingerprint(ctx.sql, filter),
    filter.assigned === null ? countLines(ctx.sql, { ...filter, assigned: "to-nobody" }) : null,
    listReaders(ctx.sql),
    filterNames(ctx.sql, filter, ctx.lang),
  ]);
  const taken = filter.assigned === "to-nobody" ? 0 : count;
  return ctx.page(
    <AssignView
      frame={ctx.frame}
      {...{ process, query, count, digest, chosen, errors }}
      words={filterWords(ctx.t, filter, names)}
      assigned={free === null ? taken : count - free}
      people={readers.map(({ id, name }) => ({ value: id, text: name }))}
    />,
    { status },
  );
}

async function split(ctx: Context): Promise<Response> {
  readerAs(ctx.viewer);
  const { fields } = await ctx.form();
  const place = await openPlace(ctx, fields);
  const chosen = [...new Set(typedList(fields, "person"))];
  try {
    const people = chosen.filter(isUuid).map((id) => id as PersonId);
    await splitEvenly(ctx.actor, { filter: place.filter, digest: typedText(fields, "digest"), people });
  } catch (error) {
    if (error instanceof Invalid)
      return await assignPage(ctx, place, { errors: ctx.fieldErrors(error), chosen, status: 422 });
    if (!(error instanceof Conflict)) throw error;
    const errors = ctx.fieldErrors(new Invalid({ person: error.messageKey }));
    return await assignPage(ctx, place, { errors, chosen, status: 409 });
  }
  return ctx.redirect(urls.teamReadingWorkload(ctx.lang, { process: place.process.slug }), {
    notice: "reading.assign.done",
  });
}

export const assignRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamReadingAssign,
    who: READERS,
    query: CORPUS_PARAMETERS,
    handle: async (ctx) => await assignPage(ctx, await openPlace(ctx)),
  }),
  route({ method: "POST", path: patterns.teamReadingAssign, who: READERS, handle: split }),
];
