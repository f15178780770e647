import { randomUUID } from "node:crypto";
import { Conflict, Invalid, NotFound } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import { hasRole } from "#kernel/viewer.ts";
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
  isFiltered,
  keptParameters,
  LIST_PAGE,
  type Line,
  LineChoice,
  lineNumbers,
  listLines,
  readCorpusFilter,
} from "#rooms/corpus";
import { type Process, processBySlug } from "#rooms/processes";
import type { FieldError } from "#ui/frame.ts";
import { attachContributions } from "./attach.actions.ts";
import { claimsOf, knownNumbers } from "./attachment.queries.ts";
import { readNumbers, SetChanged } from "./attachment.rules.ts";
import { addClaim, moveClaim } from "./claim.actions.ts";
import { listClaims } from "./claim.queries.ts";
import { PUBLISHERS, WRITERS } from "./claim.rules.ts";
import { attachSchema, newClaimSchema, typedText, typedTexts } from "./claim-form.routes.ts";
import { readCoverage } from "./publishing.queries.ts";
import { WorkbenchView } from "./workbench.view.tsx";

/** As many contributions as one act attaches: the design point of a whole consultation. */
const WHOLE_LIMIT = 20_000;
const OWN_PARAMETERS = ["ouvert", "filtres"] as const;

type Desk = {
  readonly process: Process;
  readonly filter: CorpusFilter;
  readonly isWide: boolean;
  readonly open: number | null;
  /** The same as an address. */
  readonly query: Readonly<Record<string, string>>;
};

/** The process and the filter asked for, by the address or by the hidden fields of a form. */
async function openDesk(ctx: Context, read: (name: string) => string): Promise<Desk> {
  const process = await processBySlug(ctx.sql, ctx.params.process ?? "");
  if (!process) throw new NotFound();
  const filter = readCorpusFilter(read, process.id, ctx.viewer?.personId ?? null);
  if ("fault" in filter) throw new Invalid({ query: "http.badQuery" }, { name: filter.fault });
  const opened = read("ouvert");
  const open = /^[1-9]\d{0,14}$/.test(opened) ? Number(opened) : null;
  const isWide = read("filtres") === "tous";
  const query = { ...corpusQuery(filter), filtres: isWide ? "tous" : "", ouvert: open === null ? "" : String(open) };
  return { process, filter, isWide, open, query };
}

type Shown = { readonly typed?: Typed; readonly errors?: readonly FieldError[]; readonly status?: number };

async function workbench(ctx: Context, desk: Desk, { typed = {}, errors = [], status = 200 }: Shown = {}) {
  const { process, filter, isWide, open, query } = desk;
  const { sql, lang, t, frame } = ctx;
  const [count, choices, names, claims, withdrawn, coverage] = await Promise.all([
    countLines(sql, filter),
    filterChoices(sql, filter, lang),
    isFiltered(filter) ? filterNames(sql, filter, lang) : null,
    listClaims(sql, process.id),
    listClaims(sql, process.id, true),
    readCoverage(sql, process.id),
  ]);
  const pages = Math.max(1, Math.ceil(count / LIST_PAGE));
  const page = Math.min(filter.page, pages);
  const lines = await listLines(sql, filter, page);
  const under = await claimsOf(
    sql,
    lines.map(({ contributionId }) => contributionId),
  );
  const note = ({ contributionId }: Line): string => {
    const numbers = under.get(contributionId) ?? [];
    return numbers.length === 0 ? "" : t("workbench.under", { count: numbers.length, claims: numbers.join(", ") });
  };
  // the whole of a consultation says nothing: only what a filter found may be attached at once
  const mayTakeAll = isFiltered(filter) && count > lines.length && count <= WHOLE_LIMIT;
  const shown = isWide ? "all" : "usual";
  return ctx.page(
    <WorkbenchView
      {...{ frame, process, claims, coverage, open, query, isWide, count, page, pages, errors }}
      withdrawn={withdrawn.length}
      mayPublish={hasRole(ctx.viewer, ...PUBLISHERS)}
      fields={<CorpusFilterFields {...{ frame, filter, choices, shown }} />}
      kept={keptParameters(filter, shown)}
      words={names === null ? null : filterWords(t, filter, names)}
      choice={
        <LineChoice
          {...{ frame, lines, note }}
          name="contribution"
          label={t("workbench.attach.contributions")}
          error={errors.find(({ field }) => field === "contribution")?.message}
        />
      }
      whole={mayTakeAll ? await fingerprint(sql, filter) : null}
      batchId={typedText(typed, "batch") || randomUUID()}
      claimId={typedText(typed, "id") || randomUUID()}
      typed={{
        claim: typedText(typed, "claim"),
        stance: typedText(typed, "stance") || "supports",
        text: typedText(typed, "text"),
        kind: typedText(typed, "kind") || "claim",
      }}
    />,
    { status },
  );
}

/** The set of a filter at one instant; refused when it is not the one that was shown. */
async function wholeSet(ctx: Context, filter: CorpusFilter, seen: string): Promise<readonly number[]> {
  return await ctx.sql.begin("isolation level repeatable read read only", async (tx) => {
    const found = await fingerprint(tx, filter);
    if (found.digest !== seen || found.count > WHOLE_LIMIT) throw new SetChanged(found.count);
    return await lineNumbers(tx, filter, WHOLE_LIMIT);
  });
}

async function attach(ctx: Context, desk: Desk): Promise<Response> {
  const read = await ctx.readForm(attachSchema);
  const { typed } = read;
  const isWhole = typedText(typed, "tout") !== "";
  const ticked = await knownNumbers(ctx.sql, desk.process.id, readNumbers(typedTexts(typed, "contribution")));
  const none: readonly FieldError[] =
    isWhole || ticked.length > 0 ? [] : [{ field: "contribution", message: ctx.t("synthesis.error.selection") }];
  if (!read.ok || none.length > 0) {
    return await workbench(ctx, desk, { typed, errors: [...none, ...(read.ok ? [] : read.errors)], status: 422 });
  }
  const { batch, claim, stance } = read.value;
  const seen = typedText(typed, "set");
  const names = isWhole ? await filterNames(ctx.sql, desk.filter, ctx.lang) : null;
  try {
    const attached = await attachContributions(ctx.actor, {
      batchId: batch,
      claim: Number(claim),
      stance,
      filter: names === null ? "" : filterWords(ctx.t, desk.filter, names),
      fingerprint: isWhole ? seen : null,
      numbers: async () => (isWhole ? await wholeSet(ctx, desk.filter, seen) : ticked),
    });
    const here = urls.teamSynthesis(ctx.lang, { process: desk.process.slug }, { ...desk.query, ouvert: claim });
    return ctx.redirect(here, { notice: attached === 0 ? "workbench.notice.nothingNew" : "workbench.notice.attached" });
  } catch (error) {
    if (!(error instanceof SetChanged)) throw error;
    const message = ctx.t("synthesis.error.setChanged", { count: Number(error.params.count) });
    const { batch: _, ...again } = typed;
    return await workbench(ctx, desk, { typed: again, errors: [{ field: "contributions", message }], status: 409 });
  }
}

async function add(ctx: Context, desk: Desk): Promise<Response> {
  const read = await ctx.readForm(newClaimSchema);
  if (!read.ok) return await workbench(ctx, desk, { typed: read.typed, errors: read.errors, status: 422 });
  const { id, text, kind } = read.value;
  const words = { kind, text, themeId: null, answer: "" };
  const number = await addClaim(ctx.actor, { id, processId: desk.process.id, words });
  const query = { ...desk.query, ouvert: String(number) };
  return ctx.redirect(`${urls.teamSynthesis(ctx.lang, { process: desk.process.slug }, query)}#constat-${number}`, {
    notice: "workbench.notice.added",
  });
}

async function move(ctx: Context, desk: Desk, asked: string): Promise<Response> {
  const [, number, where, neighbour] = /^([1-9]\d{0,14})-(before|after)-([1-9]\d{0,14})$/.exec(asked) ?? [];
  if (!number || (where !== "before" && where !== "after")) throw new Invalid({ move: "synthesis.error.form" });
  try {
    await moveClaim(ctx.actor, { number: Number(number), where, neighbour: Number(neighbour) });
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const errors = [{ field: "note", message: ctx.t("synthesis.error.moved") }];
    return await workbench(ctx, desk, { errors, status: 409 });
  }
  const here = urls.teamSynthesis(ctx.lang, { process: desk.process.slug }, desk.query);
  return ctx.redirect(`${here}#constat-${number}`);
}

export const workbenchRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamSynthesis,
    who: WRITERS,
    query: [...CORPUS_PARAMETERS, ...OWN_PARAMETERS],
    handle: async (ctx) => await workbench(ctx, await openDesk(ctx, (name) => ctx.queryText(name))),
  }),
  route({
    method: "POST",
    path: patterns.teamSynthesis,
    who: WRITERS,
    async handle(ctx) {
      const { fields } = await ctx.form();
      const desk = await openDesk(ctx, (name) => typedText(fields, name));
      const asked = typedText(fields, "move");
      if (asked !== "") return await move(ctx, desk, asked);
      const act = typedText(fields, "act");
      if (act === "attach") return await attach(ctx, desk);
      if (act === "add") return await add(ctx, desk);
      throw new Invalid({ act: "synthesis.error.form" });
    },
  }),
];
