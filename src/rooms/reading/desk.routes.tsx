import { Invalid } from "#kernel/errors.ts";
import { isUuid, type PersonId } from "#kernel/ids.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import {
  asksPublicData,
  CORPUS_PARAMETERS,
  CorpusFilterFields,
  corpusQuery,
  FACETS,
  facetCounts,
  filterChoices,
  filterNames,
  filterWords,
  isFiltered,
  keptParameters,
  LIST_PAGE,
  LineChoice,
  listLines,
} from "#rooms/corpus";
import type { FieldError } from "#ui/frame.ts";
import { assignSelection } from "./assign.actions.ts";
import { listReaders, listReadingProcesses } from "./desk.queries.ts";
import { type FacetLinks, ReadingDeskView } from "./desk.view.tsx";
import { FACET_PARAMETERS, FACET_TITLES, facetName } from "./facet-words.view.ts";
import { ReadingHomeView } from "./home.view.tsx";
import { type LineReading, readingOf } from "./item.queries.ts";
import { openPlace, type Place, typedList, typedText } from "./places.routes.ts";
import { READERS, readerAs } from "./reader.rules.ts";

/** Values of a facet shown at most: the rarest are found by the filter. */
const FACET_LIMIT = 12;

async function deskPage(ctx: Context, place: Place, errors: readonly FieldError[] = []): Promise<Response> {
  const { sql, lang, t, frame } = ctx;
  const { process, filter, query } = place;
  const { personId } = readerAs(ctx.viewer);
  const [facets, lines, choices, names, readers] = await Promise.all([
    asksPublicData(filter)
      ? ctx.shared(`facets ${JSON.stringify({ ...filter, viewerId: "team", order: "", page: 1 })}`, () =>
          facetCounts(sql, filter),
        )
      : facetCounts(sql, filter),
    listLines(sql, filter, filter.page),
    filterChoices(sql, filter, lang),
    filterNames(sql, filter, lang),
    listReaders(sql),
  ]);
  const count = facets.kind.reduce((sum, one) => sum + one.count, 0);
  const reading = await readingOf(
    sql,
    lines.map(({ number }) => number),
    personId,
  );
  const people = readers.map(({ id, name }) => ({ value: id, text: name }));
  const itemHref = ({ number }: { readonly number: number }) =>
    urls.teamReadingItem(lang, { process: process.slug, number }, query);
  const links: readonly FacetLinks[] = FACETS.map((facet) => ({
    title: t(FACET_TITLES[facet]),
    items: facets[facet]
      // a draft that revises holds answered contributions too: its number would not open its list
      .filter(({ value }) => value !== "" && value !== "brouillon")
      .slice(0, FACET_LIMIT)
      .map((one) => ({
        text: facetName(frame, facet, one),
        count: one.count,
        query: { ...query, [FACET_PARAMETERS[facet]]: one.value },
      })),
  }));
  return ctx.page(
    <ReadingDeskView
      {...{ frame, process, query, count, people, errors }}
      fields={<CorpusFilterFields {...{ frame, filter, choices, people }} shown="all" />}
      kept={keptParameters(filter, "all")}
      isFiltered={isFiltered(filter)}
      words={filterWords(t, filter, names)}
      orderWords={t(`corpus.order.${filter.order}`)}
      first={lines[0]?.number ?? null}
      page={filter.page}
      pages={Math.max(1, Math.ceil(count / LIST_PAGE))}
      choice={
        lines.length === 0 ? null : (
          <LineChoice
            {...{ frame, lines }}
            name="contribution"
            label={t("reading.desk.list")}
            href={itemHref}
            note={({ number }) => readingWords(ctx, reading.get(number))}
          />
        )
      }
      facets={links}
    />,
    { status: errors.length > 0 ? 422 : 200 },
  );
}

/** "lue par vous, 2 lectures, confiée à Zoé". */
function readingWords({ t }: Context, reading: LineReading | undefined): string {
  if (!reading) return "";
  const { isRead, readerCount, assignee } = reading;
  return [
    ...(isRead ? [t("reading.line.byMe")] : []),
    t("reading.line.readers", { count: readerCount }),
    ...(assignee ? [t("reading.line.assigned", { name: assignee })] : []),
  ].join(", ");
}

async function giveSelection(ctx: Context): Promise<Response> {
  readerAs(ctx.viewer);
  const { fields } = await ctx.form();
  const place = await openPlace(ctx, fields);
  const numbers = typedList(fields, "contribution").filter((one) => /^[1-9]\d{0,14}$/.test(one));
  const person = typedText(fields, "person");
  try {
    if (numbers.length === 0) throw new Invalid({ contribution: "reading.assign.chooseContribution" });
    if (!isUuid(person) && person !== "personne") throw new Invalid({ person: "reading.assign.choosePerson" });
    const personId = person === "personne" ? null : (person as PersonId);
    await assignSelection(ctx.actor, { processId: place.process.id, numbers: numbers.map(Number) }, personId);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return await deskPage(ctx, place, ctx.fieldErrors(error));
  }
  const to = urls.teamReadingDesk(ctx.lang, { process: place.process.slug }, corpusQuery(place.filter));
  return ctx.redirect(to, { notice: "reading.assign.done" });
}

export const deskRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamReading,
    who: READERS,
    query: [],
    handle: async (ctx) => {
      const { personId } = readerAs(ctx.viewer);
      return ctx.page(<ReadingHomeView frame={ctx.frame} processes={await listReadingProcesses(ctx.sql, personId)} />);
    },
  }),
  route({
    method: "GET",
    path: patterns.teamReadingDesk,
    who: READERS,
    query: CORPUS_PARAMETERS,
    handle: async (ctx) => await deskPage(ctx, await openPlace(ctx)),
  }),
  route({ method: "POST", path: patterns.teamReadingDesk, who: READERS, handle: giveSelection }),
];
