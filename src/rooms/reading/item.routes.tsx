import { randomUUID } from "node:crypto";
import { z } from "zod";
import { Conflict, Invalid, NotFound } from "#kernel/errors.ts";
import { isUuid } from "#kernel/ids.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { CORPUS_PARAMETERS, filterNames, filterWords, neighboursOf } from "#rooms/corpus";
import type { FieldError } from "#ui/frame.ts";
import { findItem, findWork, listAmendedParts } from "./item.queries.ts";
import { ReadingItemView } from "./item.view.tsx";
import { markRead } from "./mark.actions.ts";
import { changeNote, eraseNote, writeNote } from "./note.actions.ts";
import { listNotes } from "./note.queries.ts";
import type { NoteForm } from "./notes.view.tsx";
import { openPlace, type Place, typedText } from "./places.routes.ts";
import { NOTE_LIMIT, READERS, readerAs, VISIBILITIES } from "./reader.rules.ts";

const noteSchema = z.object({
  note: z.string().refine(isUuid, "errors.notFound"),
  words: z
    .string("reading.note.missing")
    .refine((text) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text), "reading.note.missing")
    .refine((text) => [...text].length <= NOTE_LIMIT, "reading.note.tooLong"),
  visibility: z.enum(VISIBILITIES, "reading.note.chooseVisibility"),
  // written in any other shape it is no version that anybody read: a conflict
  version: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number)
    .catch(0),
});

function numberOf(ctx: Context): number {
  const text = ctx.params.number ?? "";
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new NotFound();
  return Number(text);
}

type Shown = { readonly errors?: readonly FieldError[]; readonly typed?: NoteForm; readonly status?: number };

async function itemPage(ctx: Context, place: Place, { errors = [], typed, status }: Shown = {}): Promise<Response> {
  const { sql, lang, t } = ctx;
  const { process, filter, query } = place;
  const { personId } = readerAs(ctx.viewer);
  const number = numberOf(ctx);
  const item = await findItem(sql, { processId: process.id, number, personId });
  if (!item) throw new NotFound();
  const [parts, work, notes, names, neighbours] = await Promise.all([
    item.kind === "amendment" ? listAmendedParts(sql, item.id) : [],
    findWork(sql, item.id),
    listNotes(sql, number, personId),
    filterNames(sql, filter, lang),
    neighboursOf(sql, filter, number),
  ]);
  const blank: NoteForm = { id: randomUUID(), isNew: true, words: "", visibility: "self" };
  return ctx.page(
    <ReadingItemView
      frame={ctx.frame}
      {...{ process, item, parts, work, notes, query, errors, ...neighbours }}
      words={filterWords(t, filter, names)}
      noteForm={typed ?? blank}
    />,
    { status: status ?? (errors.length > 0 ? 422 : 200) },
  );
}

/** Marks it, then goes on to the next that the filter keeps; at its end, back to the list. */
async function readNext(ctx: Context, { process, filter, query }: Place): Promise<Response> {
  const number = numberOf(ctx);
  const { next } = await neighboursOf(ctx.sql, filter, number);
  await markRead(ctx.actor, process.id, number);
  const at = { process: process.slug };
  if (next !== null) return ctx.redirect(urls.teamReadingItem(ctx.lang, { ...at, number: next }, query));
  return ctx.redirect(urls.teamReadingDesk(ctx.lang, at, query), { notice: "reading.item.done" });
}

async function keepNote(ctx: Context, place: Place, typed: Typed): Promise<Response> {
  const isNew = typedText(typed, "act") === "note";
  const form = await ctx.readForm(noteSchema);
  const id = typedText(typed, "note");
  const shown: NoteForm = {
    id: isUuid(id) ? id : randomUUID(),
    isNew,
    words: typedText(typed, "words"),
    visibility: typedText(typed, "visibility"),
  };
  if (!form.ok) return await itemPage(ctx, place, { errors: form.errors, typed: shown });
  const { words, visibility, version } = form.value;
  const at = { processId: place.process.id, number: numberOf(ctx) };
  try {
    if (isNew) await writeNote(ctx.actor, at, { id, words, visibility });
    else await changeNote(ctx.actor, { id, words, visibility, version });
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const errors = ctx.fieldErrors(new Invalid({ words: error.messageKey }));
    return await itemPage(ctx, place, { errors, typed: shown, status: 409 });
  }
  return backTo(ctx, place);
}

function backTo(ctx: Context, { process, query }: Place): Response {
  const to = urls.teamReadingItem(ctx.lang, { process: process.slug, number: numberOf(ctx) }, query);
  return ctx.redirect(to, { notice: "reading.note.done" });
}

async function act(ctx: Context): Promise<Response> {
  readerAs(ctx.viewer);
  const { fields } = await ctx.form();
  const place = await openPlace(ctx, fields);
  switch (typedText(fields, "act")) {
    case "read":
      return await readNext(ctx, place);
    case "note":
    case "change":
      return await keepNote(ctx, place, fields);
    case "erase": {
      const id = typedText(fields, "note");
      if (!isUuid(id)) throw new NotFound();
      await eraseNote(ctx.actor, id);
      return backTo(ctx, place);
    }
    default:
      throw new NotFound();
  }
}

export const itemRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamReadingItem,
    who: READERS,
    query: CORPUS_PARAMETERS,
    handle: async (ctx) => await itemPage(ctx, await openPlace(ctx)),
  }),
  route({ method: "POST", path: patterns.teamReadingItem, who: READERS, handle: act }),
];
