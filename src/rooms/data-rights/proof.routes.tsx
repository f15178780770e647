import { NotFound } from "#kernel/errors.ts";
import { isUuid } from "#kernel/ids.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { proofOfLeaf } from "#rooms/receipts";
import { PRIVATE } from "./holdings-file.routes.ts";
import { answeredTarget, listForgettings } from "./proof.queries.ts";
import type { LoggedForgetting } from "./proof.rules.ts";
import { ProofView } from "./proof.view.tsx";

const FILE = "preuve.txt";
/** As `jalon verify receipt` reads it. */
const SIGNED_FILE = "preuve.tlog-proof";

/** What the log says, as a text that can be kept, read and checked against the log without this site. */
function proofText(ctx: Context, items: readonly LoggedForgetting[]): Response {
  const { t } = ctx;
  const blocks = items.map((item) =>
    [
      t("data-rights.own.title", { number: String(item.number) }),
      t(item.what === "erase" ? "data-rights.proof.fileErased" : "data-rights.proof.fileDetached", {
        date: item.at.toISOString(),
      }),
      `${t("data-rights.proof.object")}: ${item.id}`,
      ...(item.leaf ? [`${t("data-rights.proof.leaf")}: ${item.leaf}`] : []),
      ...(item.leafHash ? [`${t("data-rights.proof.hash")}: ${item.leafHash}`] : []),
      ...(item.index === null ? [] : [`${t("data-rights.proof.place")}: ${item.index}`]),
    ].join("\n"),
  );
  const text = `${[t("data-rights.proof.title"), ...blocks, ctx.world.config.siteUrl + urls.journal(ctx.lang)].join("\n\n")}\n`;
  return ctx.answer(text, {
    headers: {
      ...PRIVATE,
      "content-type": "text/plain; charset=utf-8",
      "content-disposition": `attachment; filename="${FILE}"`,
    },
  });
}

/** The leaf, its place and the signed checkpoint over it: checked without this site. */
async function signedProof(ctx: Context, [item]: readonly LoggedForgetting[]): Promise<Response> {
  if (!item?.leaf || item.index === null) throw new NotFound();
  const proof = await proofOfLeaf(ctx.sql, { leaf: item.leaf, index: item.index });
  if (proof === null) throw new NotFound();
  return ctx.answer(proof, {
    headers: {
      ...PRIVATE,
      "content-type": "text/plain; charset=utf-8",
      "content-disposition": `attachment; filename="${SIGNED_FILE}"`,
    },
  });
}

async function ofObject(ctx: Context): Promise<readonly LoggedForgetting[]> {
  const { object } = ctx.params;
  const items = isUuid(object) ? await listForgettings(ctx.sql, { object }) : [];
  if (items.length === 0) throw new NotFound();
  return items;
}

async function ofRequest(ctx: Context) {
  const { request } = ctx.params;
  const target = isUuid(request) ? await answeredTarget(ctx.sql, request) : null;
  if (!isUuid(request) || !target) throw new NotFound();
  return { request, isAccount: target === "account", items: await listForgettings(ctx.sql, { request }) };
}

function checkFile(ctx: Context): void {
  if (ctx.params.file !== FILE) throw new NotFound();
}

export const proofRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.erasureProof,
    who: "everyone",
    query: [],
    async handle(ctx) {
      const items = await ofObject(ctx);
      const fileHref = urls.erasureProofFile(ctx.lang, { object: ctx.params.object ?? "", file: FILE });
      return ctx.page(<ProofView frame={ctx.frame} {...{ items, fileHref }} isAccount={false} />, { headers: PRIVATE });
    },
  }),
  route({
    method: "GET",
    path: patterns.erasureProofFile,
    who: "everyone",
    query: [],
    async handle(ctx) {
      const items = await ofObject(ctx);
      if (ctx.params.file === SIGNED_FILE) return await signedProof(ctx, items);
      checkFile(ctx);
      return proofText(ctx, items);
    },
  }),
  route({
    method: "GET",
    path: patterns.dataProof,
    who: "everyone",
    query: [],
    async handle(ctx) {
      const { request, items, isAccount } = await ofRequest(ctx);
      const fileHref = urls.dataProofFile(ctx.lang, { request, file: FILE });
      return ctx.page(<ProofView frame={ctx.frame} {...{ items, fileHref, isAccount }} />, { headers: PRIVATE });
    },
  }),
  route({
    method: "GET",
    path: patterns.dataProofFile,
    who: "everyone",
    query: [],
    async handle(ctx) {
      checkFile(ctx);
      return proofText(ctx, (await ofRequest(ctx)).items);
    },
  }),
];
