import { z } from "zod";
import { diffWords } from "#engine/diff/diff.ts";
import { Conflict, NotFound } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { type Process, processBySlug } from "#rooms/processes";
import { WRITERS } from "./claim.rules.ts";
import { typedText } from "./claim-form.routes.ts";
import { type NoteConflict, NoteView } from "./note.view.tsx";
import { readNote } from "./publication.queries.ts";
import { NOTE_LIMIT, type NoteWords, TITLE_LIMIT } from "./publication.rules.ts";
import { saveNote } from "./publish.actions.ts";

const upTo = (limit: number) =>
  z
    .string()
    .trim()
    .default("")
    .refine((typed) => [...typed].length <= limit, "synthesis.error.tooLong");

const noteSchema = z.object({
  title: upTo(TITLE_LIMIT),
  introduction: upTo(NOTE_LIMIT),
  method: upTo(NOTE_LIMIT),
  version: z.string("synthesis.error.form").regex(/^[1-9]\d{0,8}$/, "synthesis.error.form"),
});

async function processAsked(ctx: Context): Promise<Process> {
  const process = await processBySlug(ctx.sql, ctx.params.process ?? "");
  if (!process) throw new NotFound();
  return process;
}

/** The form again, over what is saved now: a second save is a choice made with both in sight. */
async function conflictPage(ctx: Context, process: Process, typed: NoteWords): Promise<Response> {
  const note = await readNote(ctx.sql, process.id);
  const part = (name: keyof NoteWords) => (note[name] === typed[name] ? null : diffWords(note[name], typed[name]));
  const conflict: NoteConflict = { title: part("title"), introduction: part("introduction"), method: part("method") };
  const errors = [{ field: "title", message: ctx.t("synthesis.error.noteSavedSince") }];
  return ctx.page(<NoteView frame={ctx.frame} {...{ process, note, typed, errors, conflict }} />, { status: 409 });
}

export const noteRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamSynthesisNote,
    who: WRITERS,
    async handle(ctx) {
      const process = await processAsked(ctx);
      const note = await readNote(ctx.sql, process.id);
      return ctx.page(<NoteView frame={ctx.frame} {...{ process, note }} typed={note} errors={[]} conflict={null} />);
    },
  }),
  route({
    method: "POST",
    path: patterns.teamSynthesisNote,
    who: WRITERS,
    async handle(ctx) {
      const process = await processAsked(ctx);
      const read = await ctx.readForm(noteSchema);
      if (!read.ok) {
        const text = (name: string) => typedText(read.typed, name);
        const typed = { title: text("title"), introduction: text("introduction"), method: text("method") };
        const note = await readNote(ctx.sql, process.id);
        const data = { process, note, typed, errors: read.errors, conflict: null };
        return ctx.page(<NoteView frame={ctx.frame} {...data} />, { status: 422 });
      }
      const { version, ...typed } = read.value;
      try {
        await saveNote(ctx.actor, process.id, Number(version), typed);
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        return await conflictPage(ctx, process, typed);
      }
      return ctx.redirect(urls.teamSynthesisNote(ctx.lang, { process: process.slug }), {
        notice: "workbench.notice.saved",
      });
    },
  }),
];
