import { Conflict, Invalid, NotFound } from "#kernel/errors.ts";
import { isUuid } from "#kernel/ids.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context, Typed as Fields } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { listStatements } from "#rooms/documents";
import type { FieldError } from "#ui/frame.ts";
import { isMessageKey } from "#ui/messages.ts";
import { STATERS, stateLineage } from "./lineage.actions.ts";
import { listPairs, listSide, listTexts, type SideNode, type Text } from "./pair.queries.ts";
import { readStatement, type Side, type Typed, typedOf } from "./statement.rules.ts";
import { StatementView } from "./statement.view.tsx";
import { LineageListView, LineagePairView } from "./team.view.tsx";

type Pair = {
  readonly from: Text;
  readonly to: Text;
  readonly old: readonly SideNode[];
  readonly now: readonly SideNode[];
};

async function openPair(ctx: Context): Promise<Pair> {
  const texts = await listTexts(ctx.sql);
  const from = texts.find(({ slug }) => slug === ctx.params.from);
  const to = texts.find(({ slug }) => slug === ctx.params.to);
  if (!from || !to || from.id === to.id) throw new NotFound();
  const [old, now] = await Promise.all([listSide(ctx.sql, from), listSide(ctx.sql, to)]);
  return { from, to, old, now };
}

/** The part of the address: of the older text (`partie`) or of the newer (`nouvelle`); null for the whole pair. */
function partAsked(ctx: Context, { old, now }: Pair): { readonly side: Side; readonly node: SideNode } | null {
  const [partie, nouvelle] = [ctx.queryText("partie"), ctx.queryText("nouvelle")];
  if (partie === "" && nouvelle === "") return null;
  const side = partie === "" ? "new" : "old";
  const node = (side === "old" ? old : now).find(({ code }) => code === (partie || nouvelle));
  if (!node) throw new NotFound();
  return { side, node };
}

async function pairPage(ctx: Context, pair: Pair): Promise<Response> {
  const { from, to, old, now } = pair;
  const known = await listStatements(ctx.sql, { from: from.id, to: to.id, nodeId: null });
  const codes = new Map([...old, ...now].map(({ nodeId, code }) => [nodeId as string, code]));
  const byOld = Map.groupBy(known, ({ fromNodeId }) => fromNodeId);
  const byNew = Map.groupBy(known, ({ toNodeId }) => toNodeId);
  const rows = {
    old: old.map((node) => ({
      ...node,
      stated: (byOld.get(node.nodeId) ?? []).map(({ kind, toNodeId }) => ({
        kind,
        code: codes.get(toNodeId ?? "") ?? null,
      })),
    })),
    now: now.map((node) => ({
      ...node,
      stated: (byNew.get(node.nodeId) ?? []).map(({ kind, fromNodeId }) => ({
        kind,
        code: codes.get(fromNodeId ?? "") ?? null,
      })),
    })),
  };
  const count = (side: "old" | "now") => rows[side].filter(({ stated }) => stated.length === 0).length;
  const left = { old: count("old"), now: count("now") };
  return ctx.page(<LineagePairView frame={ctx.frame} {...{ from, to, left, ...rows }} />);
}

type Again = { readonly typed?: Typed; readonly errors?: readonly FieldError[]; readonly status?: number };
type Part = NonNullable<ReturnType<typeof partAsked>>;

const addressOf = (ctx: Context, { from, to }: Pair, { side, node }: Part) =>
  urls.teamLineage(
    ctx.lang,
    { from: from.slug, to: to.slug },
    side === "old" ? { partie: node.code } : { nouvelle: node.code },
  );

async function partPage(ctx: Context, pair: Pair, part: Part, { typed, errors = [], status = 200 }: Again = {}) {
  const { from, to, old, now } = pair;
  const { side, node } = part;
  const others = side === "old" ? now : old;
  const known = await listStatements(ctx.sql, { from: from.id, to: to.id, nodeId: node.nodeId });
  const other = side === "old" ? to : from;
  return ctx.page(
    <StatementView
      frame={ctx.frame}
      side={side}
      action={addressOf(ctx, pair, part)}
      back={{ text: ctx.t("lineages.back"), href: urls.teamLineage(ctx.lang, { from: from.slug, to: to.slug }) }}
      language={other.language}
      node={node}
      others={others}
      otherTitle={other.title}
      seen={known.map(({ id }) => id)}
      typed={typed ?? typedOf(known, side, others)}
      errors={errors}
      isConflict={status === 409}
    />,
    { status },
  );
}

const text = (fields: Fields, name: string): string => {
  const value = fields[name];
  return typeof value === "string" ? value : "";
};

function faultsOf(ctx: Context, faults: Readonly<Record<string, { readonly key: string; readonly code?: string }>>) {
  return Object.entries(faults).map(
    ([field, { key, code = "" }]): FieldError => ({
      field,
      message: isMessageKey(key) ? ctx.t(key, { code }) : key,
    }),
  );
}

async function save(ctx: Context, pair: Pair, part: Part, fields: Fields): Promise<Response> {
  // a field sent twice says nothing, and must not empty what was there
  if (Object.values(fields).some((value) => Array.isArray(value))) throw new Invalid({ act: "editions.error.form" });
  const typed = { fate: text(fields, "fate"), codes: text(fields, "codes"), note: text(fields, "note") };
  const others = part.side === "old" ? pair.now : pair.old;
  const read = readStatement(typed, { side: part.side, nodeId: part.node.nodeId, others });
  if ("faults" in read) {
    return await partPage(ctx, pair, part, { typed, errors: faultsOf(ctx, read.faults), status: 422 });
  }
  const seen = text(fields, "seen")
    .split(" ")
    .filter((id) => isUuid(id));
  try {
    await stateLineage(ctx.actor, pair, { nodeId: part.node.nodeId, stated: read.stated, seen });
  } catch (error) {
    if (error instanceof Conflict) return await partPage(ctx, pair, part, { typed, status: 409 });
    if (!(error instanceof Invalid)) throw error;
    const errors = [{ field: "fate", message: ctx.t("documents.lineage.disagrees") }];
    return await partPage(ctx, pair, part, { typed, errors, status: 422 });
  }
  const { from, to } = pair;
  const hash = part.side === "old" ? "#old" : "#new";
  const back = urls.teamLineage(ctx.lang, { from: from.slug, to: to.slug }) + hash;
  return ctx.redirect(back, { notice: "lineages.saved" });
}

export const teamLineageRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamLineages,
    who: STATERS,
    query: ["de", "a"],
    async handle(ctx) {
      const [texts, pairs] = await Promise.all([listTexts(ctx.sql), listPairs(ctx.sql)]);
      const typed = { from: ctx.queryText("de"), to: ctx.queryText("a") };
      const isKnown = (slug: string) => texts.some((one) => one.slug === slug);
      if (isKnown(typed.from) && isKnown(typed.to) && typed.from !== typed.to) {
        return ctx.redirect(urls.teamLineage(ctx.lang, typed));
      }
      const isAsked = typed.from !== "" || typed.to !== "";
      const errors = isAsked ? [{ field: "de", message: ctx.t("lineages.error.sameText") }] : [];
      return ctx.page(<LineageListView frame={ctx.frame} {...{ texts, pairs, typed, errors }} />);
    },
  }),
  route({
    method: "GET",
    path: patterns.teamLineage,
    who: STATERS,
    query: ["partie", "nouvelle"],
    async handle(ctx) {
      const pair = await openPair(ctx);
      const part = partAsked(ctx, pair);
      return part ? await partPage(ctx, pair, part) : await pairPage(ctx, pair);
    },
  }),
  route({
    method: "POST",
    path: patterns.teamLineage,
    who: STATERS,
    query: ["partie", "nouvelle"],
    async handle(ctx) {
      const { fields } = await ctx.form();
      const pair = await openPair(ctx);
      const part = partAsked(ctx, pair);
      if (!part) throw new NotFound();
      return await save(ctx, pair, part, fields);
    },
  }),
];
