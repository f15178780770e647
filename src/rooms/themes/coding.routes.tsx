import { randomUUID } from "node:crypto";
import { Conflict, Invalid, NotFound, Refused } from "#kernel/errors.ts";
import { isUuid } from "#kernel/ids.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import {
  CORPUS_PARAMETERS,
  type CorpusFilter,
  CorpusFilterFields,
  corpusQuery,
  countLines,
  filterChoices,
  filterNames,
  filterWords,
  fingerprint,
  keptParameters,
  LIST_PAGE,
  LineList,
  listLines,
  readCorpusFilter,
} from "#rooms/corpus";
import { roleInWords } from "#rooms/journal";
import type { Process } from "#rooms/processes";
import type { FieldError } from "#ui/frame.ts";
import { codeBatch } from "./batch.actions.ts";
import { BATCH_LIMIT } from "./batch.rules.ts";
import { codeContribution, removeCodeFrom, setAside, takeBackFromAside } from "./code.actions.ts";
import { countToCode, findCodedItem, listCodesOn, nextToCode } from "./code.queries.ts";
import { CodingItemView } from "./coding-item.view.tsx";
import { CodingListView } from "./coding-list.view.tsx";
import { CODERS } from "./maker.rules.ts";
import { numberParam, openProcess, pagesOf, typedList, typedOnce, typedText } from "./open-process.routes.ts";
import { listPossibleCoders } from "./sample.queries.ts";
import { answerChosen } from "./suggestion.actions.ts";
import { showsSuggestions, suggestionsOn } from "./suggestion.queries.ts";
import { activeThemes } from "./theme.queries.ts";
import { isCode } from "./theme.rules.ts";

const NONE: Typed = {};

function filterOf(ctx: Context, process: Process): CorpusFilter {
  if (!ctx.viewer) throw new Refused();
  const filter = readCorpusFilter((name) => ctx.queryText(name), process.id, ctx.viewer.personId);
  if ("fault" in filter) throw new Invalid({ query: "http.badQuery" }, { name: filter.fault });
  return filter;
}

async function listPage(ctx: Context, typed: Typed = NONE, message: string | null = null, status = 422) {
  const process = await openProcess(ctx);
  const filter = filterOf(ctx, process);
  const query = corpusQuery(filter);
  const [count, toCode, next, choices, names, themes, coders] = await Promise.all([
    countLines(ctx.sql, filter),
    countToCode(ctx.sql, filter),
    nextToCode(ctx.sql, filter, 0),
    filterChoices(ctx.sql, filter, ctx.lang),
    filterNames(ctx.sql, filter, ctx.lang),
    activeThemes(ctx.sql, process.id),
    listPossibleCoders(ctx.sql, CODERS),
  ]);
  const people = coders.map(({ id, name }) => ({ value: id, text: name }));
  // a list that is too long for a batch is not digested
  const print = count <= BATCH_LIMIT ? await fingerprint(ctx.sql, filter) : null;
  const pages = pagesOf(count, LIST_PAGE);
  const page = Math.min(filter.page, pages);
  return ctx.page(
    <CodingListView
      frame={ctx.frame}
      {...{ process, query, themes, count, toCode, next, page, pages }}
      words={filterWords(ctx.t, filter, names)}
      keep={keptParameters(filter, "all")}
      fields={<CorpusFilterFields frame={ctx.frame} {...{ filter, choices, people }} shown="all" />}
      list={
        <LineList
          frame={ctx.frame}
          lines={await listLines(ctx.sql, filter, page)}
          href={({ number }) => urls.teamCodingItem(ctx.lang, { process: process.slug, number }, query)}
        />
      }
      batchId={randomUUID()}
      seen={print?.digest ?? null}
      theme={typedText(typed, "theme")}
      errors={message === null ? [] : [{ field: "bulk-theme", message }]}
    />,
    { status: message === null ? 200 : status },
  );
}

async function saveBatch(ctx: Context): Promise<Response> {
  const process = await openProcess(ctx);
  const filter = filterOf(ctx, process);
  const { fields: typed } = await ctx.form();
  const [id, seen, theme] = [typedText(typed, "batch"), typedText(typed, "seen"), typedText(typed, "theme")];
  if (!isUuid(id) || !/^[0-9a-f]{64}$/.test(seen)) return await listPage(ctx, typed, ctx.t("coding.error.form"));
  if (!isCode(theme)) return await listPage(ctx, typed, ctx.t("coding.error.chooseTheme"));
  const filterQuery = new URLSearchParams(Object.entries(corpusQuery(filter)).filter(([, value]) => value !== ""));
  try {
    await codeBatch(ctx.actor, { id, filter, filterQuery: filterQuery.toString(), theme, seen });
  } catch (error) {
    if (error instanceof Invalid) {
      const [fault] = ctx.fieldErrors(error);
      return await listPage(ctx, typed, fault?.message ?? ctx.t("coding.error.form"));
    }
    if (error instanceof Conflict) {
      const [fault] = ctx.fieldErrors({ theme: error.messageKey });
      return await listPage(ctx, typed, fault?.message ?? ctx.t("errors.conflict"), 409);
    }
    throw error;
  }
  const to = urls.teamCodingBatches(ctx.lang, { process: process.slug });
  return ctx.redirect(to, { notice: "coding.bulkDone" });
}

async function itemPage(ctx: Context, typed: Typed = NONE, errors: readonly FieldError[] = [], status = 422) {
  const process = await openProcess(ctx);
  const filter = filterOf(ctx, process);
  const number = numberParam(ctx, "number");
  const item = await findCodedItem(ctx.sql, process.id, number);
  if (!item || !filter.viewerId) throw new NotFound();
  const isShown = item.openSample === null && (await showsSuggestions(ctx.sql, process.id, filter.viewerId));
  const [codes, suggestions, themes, next] = await Promise.all([
    // what others found in a text of an open sample is nobody's to see
    item.openSample === null ? listCodesOn(ctx.sql, item.id) : [],
    isShown ? suggestionsOn(ctx.sql, process.id, item.id) : [],
    activeThemes(ctx.sql, process.id),
    nextToCode(ctx.sql, filter, number),
  ]);
  return ctx.page(
    <CodingItemView
      frame={ctx.frame}
      query={corpusQuery(filter)}
      {...{ process, item, codes, suggestions, themes, next, errors }}
      typed={{
        themes: typedList(typed, "theme"),
        sentences: typedList(typed, "sentence"),
        pasted: typedText(typed, "pasted"),
      }}
      roleWords={(role) => roleInWords(ctx.t, role)}
    />,
    { status: errors.length > 0 ? status : 200 },
  );
}

const ITEM_NOTICES = {
  code: "coding.coded",
  codeNext: "coding.coded",
  aside: "coding.asideDone",
  unAside: "coding.taken",
  remove: "coding.removed",
  accept: "coding.coded",
  refuse: "suggestions.done",
} as const;
type ItemAct = keyof typeof ITEM_NOTICES;
const isItemAct = (text: string): text is ItemAct => Object.hasOwn(ITEM_NOTICES, text);

async function doItemAct(ctx: Context, act: ItemAct, typed: Typed, process: Process): Promise<void> {
  const on = { processId: process.id, number: numberParam(ctx, "number") };
  switch (act) {
    case "code":
    case "codeNext":
      await codeContribution(ctx.actor, {
        ...on,
        themes: typedList(typed, "theme"),
        sentences: typedList(typed, "sentence"),
        pasted: typedOnce(typed, "pasted"),
        seen: typedText(typed, "seen"),
      });
      return;
    case "aside":
      await setAside(ctx.actor, on);
      return;
    case "unAside":
      await takeBackFromAside(ctx.actor, on);
      return;
    case "remove": {
      const code = typedText(typed, "code");
      if (!isUuid(code)) throw new Invalid({ act: "coding.error.form" });
      await removeCodeFrom(ctx.actor, on, code);
      return;
    }
    case "accept":
    case "refuse": {
      const ids = typedList(typed, "suggestion").filter(isUuid);
      await answerChosen(ctx.actor, { batchId: null, processId: process.id, answer: act, ids });
      return;
    }
    default:
      act satisfies never;
  }
}

async function actOnItem(ctx: Context): Promise<Response> {
  const process = await openProcess(ctx);
  const filter = filterOf(ctx, process);
  const { fields: typed } = await ctx.form();
  const act = typedText(typed, "act");
  if (!isItemAct(act)) throw new Invalid({ act: "coding.error.form" });
  const number = numberParam(ctx, "number");
  try {
    await doItemAct(ctx, act, typed, process);
  } catch (error) {
    if (error instanceof Invalid && !("act" in error.fields)) return await itemPage(ctx, typed, ctx.fieldErrors(error));
    if (error instanceof Conflict) {
      const field = error.messageKey === "coding.error.wordsChanged" ? "sentence" : "theme";
      return await itemPage(ctx, typed, ctx.fieldErrors({ [field]: error.messageKey }), 409);
    }
    throw error;
  }
  const here = { process: process.slug };
  if (act !== "codeNext" && act !== "aside") {
    return ctx.redirect(urls.teamCodingItem(ctx.lang, { ...here, number }, corpusQuery(filter)), {
      notice: ITEM_NOTICES[act],
    });
  }
  const next = await nextToCode(ctx.sql, filter, number);
  if (next === null) {
    return ctx.redirect(urls.teamCoding(ctx.lang, here, corpusQuery(filter)), { notice: "coding.last" });
  }
  const to = urls.teamCodingItem(ctx.lang, { ...here, number: next }, corpusQuery(filter));
  return ctx.redirect(to, { notice: ITEM_NOTICES[act] });
}

export const codingRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamCoding,
    who: CODERS,
    query: CORPUS_PARAMETERS,
    handle: async (ctx) => await listPage(ctx),
  }),
  route({ method: "POST", path: patterns.teamCoding, who: CODERS, query: CORPUS_PARAMETERS, handle: saveBatch }),
  route({
    method: "GET",
    path: patterns.teamCodingItem,
    who: CODERS,
    query: CORPUS_PARAMETERS,
    handle: async (ctx) => await itemPage(ctx),
  }),
  route({ method: "POST", path: patterns.teamCodingItem, who: CODERS, query: CORPUS_PARAMETERS, handle: actOnItem }),
];
