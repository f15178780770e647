import { Conflict } from "#kernel/errors.ts";
import { asId, isUuid, type NodeId } from "#kernel/ids.ts";
import { urls } from "#kernel/urls.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { listPassages } from "#rooms/documents";
import type { FieldError } from "#ui/frame.ts";
import { choicesOf, typedPosition } from "./draft-node.routes.ts";
import { backOfPassage, type DraftPassage, hereOfPassage, openPassage } from "./draft-passage.routes.ts";
import { mergePassages, restorePassage, splitPassage } from "./draft-structure.actions.ts";
import { faultsOf, isSavedSince, typedText } from "./open-draft.routes.ts";
import {
  ChooseMergeView,
  MergePassageView,
  RestorePassageView,
  SplitPassageView,
} from "./passage-structure-forms.view.tsx";
import { cutAfter, sentencesOf } from "./sentences.rules.ts";

type Again = { readonly typed?: Typed | undefined; readonly errors?: readonly FieldError[]; readonly status?: number };

function formOf(ctx: Context, passage: DraftPassage, title: string, errors: readonly FieldError[] = []) {
  const parts = { action: hereOfPassage(ctx, passage), back: backOfPassage(ctx, passage) };
  return { frame: ctx.frame, title, ...parts, language: passage.draft.language, errors };
}

function splitPage(
  ctx: Context,
  passage: DraftPassage,
  { typed, errors = [], status = 200, saved = null }: Again & { readonly saved?: string | null } = {},
): Response {
  const text = passage.text ?? "";
  const count = Math.max(1, sentencesOf(text).length);
  const asked = Number(/^\d{1,3}$/.exec(ctx.queryText("phrase"))?.[0] ?? Math.ceil(count / 2));
  const after = Math.min(Math.max(1, asked), Math.max(1, count - 1));
  const [first, second] = typed ? [typedText(typed, "first"), typedText(typed, "second")] : cutAfter(text, after);
  const here = { edition: passage.draft.id, anchor: passage.anchor };
  const cuts = Array.from({ length: count - 1 }, (_, index) => ({
    after: index + 1,
    href: urls.teamEditionPassage(ctx.lang, here, { etape: "scinder", phrase: index + 1 }),
    current: !typed && index + 1 === after,
  }));
  const title = ctx.t("structure.split.title", { code: passage.code });
  const seen = typed && saved === null ? typedText(typed, "seen") : text;
  return ctx.page(
    <SplitPassageView {...formOf(ctx, passage, title, errors)} {...{ seen, first, second, cuts, saved }} />,
    { status },
  );
}

/** Where the reasons of a split or of a merge are given, one after the other. */
const reasonsOf = (ctx: Context, { draft }: DraftPassage) =>
  urls.teamEdition(ctx.lang, { edition: draft.id }, { vue: "problemes" });

async function split(ctx: Context, passage: DraftPassage, typed: Typed): Promise<Response> {
  try {
    await splitPassage(ctx.actor, {
      editionId: passage.draft.id,
      passageId: passage.passageId,
      first: typedText(typed, "first").trim(),
      second: typedText(typed, "second").trim(),
      seen: typedText(typed, "seen"),
    });
  } catch (error) {
    if (isSavedSince(error)) {
      const now = await openPassage(ctx);
      return splitPage(ctx, now, { typed, saved: now.text, status: 409 });
    }
    return splitPage(ctx, passage, { typed, errors: faultsOf(ctx, error), status: 422 });
  }
  return ctx.redirect(reasonsOf(ctx, passage), { notice: "structure.split.done" });
}

type Candidate = {
  readonly passageId: DraftPassage["passageId"];
  readonly anchor: string;
  readonly code: string;
  readonly text: string;
};

async function candidatesOf(ctx: Context, { draft, nodes }: DraftPassage): Promise<readonly Candidate[]> {
  const codes = new Map(nodes.map(({ nodeId, code }) => [nodeId as string, code]));
  const passages = await listPassages(ctx.sql, draft.id);
  return passages.map(({ passageId, anchor, nodeId, position, text }) => ({
    passageId,
    anchor,
    code: `${codes.get(nodeId) ?? ""}.${position}`,
    text,
  }));
}

function findCandidate(all: readonly Candidate[], asked: string, { passageId }: DraftPassage): Candidate | undefined {
  const found = all.find(({ anchor, code }) => anchor === asked.trim() || code === asked.trim());
  return found?.passageId === passageId ? undefined : found;
}

/** First which passage stays, then the words of both. */
async function mergePage(ctx: Context, passage: DraftPassage): Promise<Response> {
  const all = await candidatesOf(ctx, passage);
  const asked = ctx.queryText("avec");
  const into = findCandidate(all, asked, passage);
  const from = { anchor: passage.anchor, code: passage.code, text: passage.text ?? "" };
  const title = ctx.t("structure.merge.title", { code: passage.code });
  if (into) {
    const texts = { seenFrom: from.text, seenInto: into.text, text: `${into.text} ${from.text}` };
    return ctx.page(<MergePassageView {...formOf(ctx, passage, title)} {...{ from, into, ...texts }} />);
  }
  const index = all.findIndex(({ passageId }) => passageId === passage.passageId);
  const here = { edition: passage.draft.id, anchor: passage.anchor };
  const near = [all[index - 1], all[index + 1]].flatMap((one) =>
    one ? [{ ...one, href: urls.teamEditionPassage(ctx.lang, here, { etape: "fusionner", avec: one.anchor }) }] : [],
  );
  const errors = asked === "" ? [] : [{ field: "avec", message: ctx.t("structure.merge.unknown") }];
  return ctx.page(<ChooseMergeView {...formOf(ctx, passage, title, errors)} {...{ from, near, typed: asked }} />);
}

async function merge(ctx: Context, passage: DraftPassage, typed: Typed): Promise<Response> {
  const all = await candidatesOf(ctx, passage);
  const into = findCandidate(all, typedText(typed, "into"), passage);
  if (!into) throw new Conflict("documents.draft.removedMeanwhile");
  const [text, seenFrom, seenInto] = ["text", "seenFrom", "seenInto"].map((name) => typedText(typed, name)) as [
    string,
    string,
    string,
  ];
  const title = ctx.t("structure.merge.title", { code: passage.code });
  const again = (errors: readonly FieldError[], isConflict: boolean) => {
    const from = { anchor: passage.anchor, code: passage.code, text: passage.text ?? seenFrom };
    const seen = isConflict ? { seenFrom: from.text, seenInto: into.text } : { seenFrom, seenInto };
    const form = formOf(ctx, passage, title, errors);
    return ctx.page(<MergePassageView {...form} {...{ from, into, text, isConflict, ...seen }} />, {
      status: isConflict ? 409 : 422,
    });
  };
  try {
    const pair = { editionId: passage.draft.id, from: passage.passageId, into: into.passageId };
    await mergePassages(ctx.actor, { ...pair, text: text.trim(), seenFrom, seenInto });
  } catch (error) {
    if (isSavedSince(error)) return again([], true);
    return again(faultsOf(ctx, error), false);
  }
  return ctx.redirect(reasonsOf(ctx, passage), { notice: "structure.merge.done" });
}

function restorePage(ctx: Context, passage: DraftPassage, { typed, errors = [], status = 200 }: Again = {}): Response {
  const values = typed
    ? { node: typedText(typed, "node"), position: typedText(typed, "position") }
    : { node: passage.nodeId ?? "", position: String(passage.position) };
  const title = ctx.t("structure.restore.title", { anchor: passage.anchor });
  const props = { anchor: passage.anchor, text: passage.last ?? "", nodes: choicesOf(passage.nodes), values };
  return ctx.page(<RestorePassageView {...formOf(ctx, passage, title, errors)} {...props} />, { status });
}

async function restore(ctx: Context, passage: DraftPassage, typed: Typed): Promise<Response> {
  const node = typedText(typed, "node");
  const position = typedPosition(typedText(typed, "position"));
  const again = (field: string, message: string) =>
    restorePage(ctx, passage, { typed, errors: [{ field, message }], status: 422 });
  if (position === null) return again("position", ctx.t("editions.error.position"));
  if (!isUuid(node)) return again("node", ctx.t("editions.error.node"));
  const nodeId = asId<NodeId>(node);
  await restorePassage(ctx.actor, { editionId: passage.draft.id, passageId: passage.passageId, nodeId, position });
  const to = backOfPassage(ctx, await openPassage(ctx)).href;
  return ctx.redirect(to, { notice: "structure.restore.done" });
}

/** The form for a step of the address; null when the step is another's. */
export async function passageStructurePage(
  ctx: Context,
  passage: DraftPassage,
  step: string,
): Promise<Response | null> {
  if (passage.text === null) return step === "retablir" && passage.last !== null ? restorePage(ctx, passage) : null;
  if (step === "scinder") return splitPage(ctx, passage);
  return step === "fusionner" ? await mergePage(ctx, passage) : null;
}

/** Does what the form asks; null when the act is another's. */
export async function passageStructureAct(ctx: Context, passage: DraftPassage, typed: Typed): Promise<Response | null> {
  const name = typedText(typed, "act");
  if (name === "restore") return await restore(ctx, passage, typed);
  if (name === "merge") return await merge(ctx, passage, typed);
  return name === "split" && passage.text !== null ? await split(ctx, passage, typed) : null;
}
