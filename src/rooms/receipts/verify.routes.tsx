import { z } from "zod";
import { saysSomething } from "#engine/text/says-something.ts";
import { Invalid } from "#kernel/errors.ts";
import { patterns } from "#kernel/urls.ts";
import { shortCode } from "#ledger/short-code.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { ProgramFile, programFacts } from "#rooms/sequencer";
import type { FieldError } from "#ui/frame.ts";
import { checkProof, looksLikeAcknowledgement, openPromise, pasted } from "./check-proof.rules.ts";
import { accuseKeys, type OwnLog, ownLog } from "./own-log.routes.ts";
import { promisedLeaf } from "./promise.queries.ts";
import type { PromiseVerdict } from "./verdict.rules.ts";
import { VerifyView } from "./verify.view.tsx";

/** Far above any proof: 10,000 characters of text and 63 hashes. */
const LONGEST = 400_000;

const schema = z.object({
  proof: z.string().max(LONGEST, "verify.tooLong").default(""),
  text: z.string().max(LONGEST, "verify.tooLong").default(""),
});

type Shown = Omit<Parameters<typeof VerifyView>[0], "frame" | "isOpen" | "program">;

async function verifyPage(ctx: Context, shown: Shown = {}, status = 200): Promise<Response> {
  const { frame } = ctx;
  const { siteUrl } = ctx.world.config;
  const [log, verifier] = await Promise.all([ownLog(ctx), programFacts("verify")]);
  const program = verifier && <ProgramFile frame={frame} program={verifier} siteUrl={siteUrl} />;
  return ctx.page(<VerifyView frame={frame} {...{ isOpen: log !== null, program, ...shown }} />, {
    status,
    headers: { "cache-control": "no-store" },
  });
}

/** The file wins over what was pasted: it is what was chosen last, and its bytes are whole. */
async function givenProof(ctx: Context, typed: string): Promise<string | null> {
  const { files } = await ctx.form();
  const file = files.file;
  if (!file || file.size === 0) return saysSomething(typed) ? pasted(typed) : null;
  if (file.size > LONGEST) throw new Invalid({ file: "verify.tooLong" });
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
  } catch {
    throw new Invalid({ file: "verify.notText" });
  }
}

async function promiseVerdict(ctx: Context, log: OwnLog, note: string): Promise<PromiseVerdict> {
  const promised = openPromise(note, accuseKeys(log));
  if (!promised) return { state: "unsigned" };
  const { said } = promised;
  const dueAt = new Date(promised.dueAt * 1000);
  if (!("leaf" in said)) return { state: "ballot", dueAt };
  const { isPublished, isDue } = await promisedLeaf(ctx.sql, said.leaf, promised.dueAt);
  const late = isDue ? "broken" : "waiting";
  return { state: isPublished ? "kept" : late, code: shortCode(said.leaf), receivedAt: said.time, dueAt };
}

async function verify(ctx: Context): Promise<Response> {
  const refuse = (typed: Typed, errors: readonly FieldError[]) => verifyPage(ctx, { typed, errors }, 422);
  const form = await ctx.readForm(schema);
  if (!form.ok) return await refuse(form.typed, form.errors);
  const { typed } = form;
  try {
    const proof = await givenProof(ctx, form.value.proof);
    if (proof === null) return await refuse(typed, ctx.fieldErrors({ proof: "verify.missing" }));
    const log = await ownLog(ctx);
    if (!log) return await verifyPage(ctx, { typed });
    const shown = { ...typed, proof };
    if (looksLikeAcknowledgement(proof)) {
      return await verifyPage(ctx, { typed: shown, promise: await promiseVerdict(ctx, log, proof) });
    }
    const text = form.value.text.replaceAll("\r\n", "\n").trim();
    const verdict = checkProof(proof, log.policy, text === "" ? [] : [text]);
    if (verdict.lacksText) return await refuse(shown, ctx.fieldErrors({ text: "verify.textMissing" }));
    return await verifyPage(ctx, { typed: shown, verdict });
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return await refuse(typed, ctx.fieldErrors(error));
  }
}

export const verifyRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.verifyProof,
    who: "everyone",
    query: [],
    handle: (ctx) => verifyPage(ctx),
  }),
  route({ method: "POST", path: patterns.verifyProof, who: "everyone", handle: verify }),
];
