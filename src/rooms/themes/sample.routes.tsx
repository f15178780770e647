import { z } from "zod";
import { Conflict, type DomainError, Invalid, NotFound, Refused } from "#kernel/errors.ts";
import { asId, isUuid, type PersonId } from "#kernel/ids.ts";
import { patterns, urls } from "#kernel/urls.ts";
import { actingRole } from "#kernel/viewer.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { roleInWords } from "#rooms/journal";
import type { FieldError } from "#ui/frame.ts";
import type { MessageKey } from "#ui/messages.ts";
import { codebookHash } from "./codebook-hash.queries.ts";
import { CODERS, SIGNERS } from "./maker.rules.ts";
import { numberParam, openProcess, typedList, typedText } from "./open-process.routes.ts";
import { abandonSample, closeSample, drawSample } from "./sample.actions.ts";
import {
  countPublic,
  findSample,
  listAgreements,
  listDisagreements,
  listPossibleCoders,
  listSamples,
  nextInSample,
} from "./sample.queries.ts";
import { sampleSize } from "./sample.rules.ts";
import { SampleView } from "./sample.view.tsx";
import { SamplesView } from "./samples.view.tsx";
import { signCodebook } from "./sign-off.actions.ts";
import { lastSignOff } from "./sign-off.queries.ts";
import { activeThemes } from "./theme.queries.ts";

const NONE: Typed = {};

const drawSchema = z.object({
  coder: z
    .union([z.string(), z.array(z.string())], "samples.error.twoCoders")
    .transform((value) => [value].flat())
    .refine((ids) => ids.every(isUuid), "samples.error.unknownCoder")
    .transform((ids) => [...new Set(ids)].map((id) => asId<PersonId>(id)))
    .refine((ids) => ids.length >= 2, "samples.error.twoCoders"),
  seed: z
    .string()
    .trim()
    .regex(/^\d{0,15}$/, "samples.error.seed")
    .default(""),
});

async function samplesPage(ctx: Context, typed: Typed = NONE, errors: readonly FieldError[] = [], status = 422) {
  const process = await openProcess(ctx);
  const [samples, population, people] = await Promise.all([
    listSamples(ctx.sql, process.id),
    countPublic(ctx.sql, process.id),
    listPossibleCoders(ctx.sql, CODERS),
  ]);
  return ctx.page(
    <SamplesView
      frame={ctx.frame}
      {...{ process, samples, people, errors }}
      size={sampleSize(population)}
      typed={{ coders: typedList(typed, "coder"), seed: typedText(typed, "seed") }}
    />,
    { status: errors.length > 0 ? status : 200 },
  );
}

async function draw(ctx: Context): Promise<Response> {
  const process = await openProcess(ctx);
  const read = await ctx.readForm(drawSchema);
  if (!read.ok) return await samplesPage(ctx, read.typed, read.errors);
  try {
    const number = await drawSample(ctx.actor, process.id, { coders: read.value.coder, seed: read.value.seed });
    return ctx.redirect(urls.teamSample(ctx.lang, { process: process.slug, sample: number }), {
      notice: "samples.drawn",
    });
  } catch (error) {
    if (error instanceof Invalid) return await samplesPage(ctx, read.typed, ctx.fieldErrors(error));
    if (isSaid(error)) return await samplesPage(ctx, read.typed, ctx.fieldErrors({ coder: error.messageKey }), 409);
    throw error;
  }
}

/** What the page can say itself, and go on. Who may not act at all gets the page that says so. */
function isSaid(error: unknown): error is DomainError {
  return (error instanceof Conflict || error instanceof Refused) && error.messageKey.startsWith("samples.");
}

async function samplePage(ctx: Context, error: DomainError | null = null): Promise<Response> {
  const process = await openProcess(ctx);
  const sample = await findSample(ctx.sql, process.id, numberParam(ctx, "sample"));
  const viewerId = ctx.viewer?.personId;
  if (!sample || !viewerId) throw new NotFound();
  const isCoder = sample.coders.some(({ personId }) => personId === viewerId);
  const isClosed = sample.state === "closed";
  const [next, agreements, disagreements, signOff, themes] = await Promise.all([
    isCoder ? nextInSample(ctx.sql, sample.id, viewerId) : null,
    isClosed ? listAgreements(ctx.sql, sample.id) : [],
    isClosed ? listDisagreements(ctx.sql, sample.id) : [],
    lastSignOff(ctx.sql, process.id),
    activeThemes(ctx.sql, process.id),
  ]);
  const role = actingRole(ctx.viewer, ...SIGNERS);
  const signing = {
    isSignedHere: signOff?.endedAt === null && signOff.sampleId === sample.id ? signOff.signedAt : null,
    isEdited: codebookHash(themes) !== sample.codebookHash,
    role: role ? roleInWords(ctx.t, role) : null,
  };
  const errors = error ? ctx.fieldErrors(new Invalid({ main: error.messageKey }, error.params)) : [];
  const mine = isCoder ? { next } : null;
  return ctx.page(
    <SampleView frame={ctx.frame} {...{ process, sample, mine, agreements, disagreements, signing, errors }} />,
    { status: error ? 409 : 200 },
  );
}

const ACTS: Readonly<Record<string, { readonly notice: MessageKey; readonly run: typeof closeSample }>> = {
  close: { notice: "samples.closed", run: closeSample },
  abandon: { notice: "samples.abandoned", run: abandonSample },
  sign: { notice: "samples.signed", run: signCodebook },
};

async function actOnSample(ctx: Context): Promise<Response> {
  const process = await openProcess(ctx);
  const { fields } = await ctx.form();
  const name = typedText(fields, "act");
  const act = Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
  if (!act) throw new Invalid({ act: "themes.formGone" });
  const sample = numberParam(ctx, "sample");
  try {
    await act.run(ctx.actor, process.id, sample);
  } catch (error) {
    if (isSaid(error)) return await samplePage(ctx, error);
    throw error;
  }
  return ctx.redirect(urls.teamSample(ctx.lang, { process: process.slug, sample }), { notice: act.notice });
}

export const sampleRoutes: readonly Route[] = [
  route({ method: "GET", path: patterns.teamSamples, who: CODERS, handle: async (ctx) => await samplesPage(ctx) }),
  route({ method: "POST", path: patterns.teamSamples, who: CODERS, handle: draw }),
  route({ method: "GET", path: patterns.teamSample, who: CODERS, handle: async (ctx) => await samplePage(ctx) }),
  route({ method: "POST", path: patterns.teamSample, who: CODERS, handle: actOnSample }),
];
