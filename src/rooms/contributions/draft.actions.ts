import { randomUUID } from "node:crypto";
import { Invalid, NotFound, Refused } from "#kernel/errors.ts";
import { asId, type DraftId } from "#kernel/ids.ts";
import type { Lang } from "#kernel/lang.ts";
import { isTeam } from "#kernel/viewer.ts";
import type { Db, Sql } from "#platform/db.ts";
import { countTry } from "#platform/http/rate.ts";
import type { Actor } from "#platform/http/world.ts";
import { listCategories, listTerritories, mayReadProcess, openPhaseFor } from "#rooms/processes";
import type { Channel } from "./contribution.rules.ts";
import { findDraft } from "./draft.queries.ts";
import type { Answers, Draft } from "./draft.rules.ts";
import { deleteOldDrafts, insertDraft, mergeAnswers } from "./draft.store.ts";
import { findElement, findOpenText, findPassage, type OpenText } from "./place.queries.ts";
import { drawReceipt } from "./receipt-code.actions.ts";
import { changesPassage } from "./words.rules.ts";

/** Drafts begun on one device, and from one network: a hospital or a full room shares an address. */
const DEVICE_LIMIT = { limit: 40, minutes: 60 };
const ADDRESS_LIMIT = { limit: 1_500, minutes: 60 };

export type StartInput = {
  readonly process: string;
  readonly where: "text" | "element" | "passage";
  readonly element: string;
  readonly passage: string;
  readonly channel: Channel;
  readonly channelDetail: string;
  readonly lang: Lang;
};

/** Begins a contribution: its place, its receipt code and the key that makes it happen once are fixed here. */
export async function startDraft(actor: Actor, input: StartInput): Promise<DraftId> {
  const { sql, viewer } = actor;
  if (input.channel !== "online" && !isTeam(viewer)) throw new Refused();
  const text = await findOpenText(sql, input.process);
  if (!text || !(await mayReadProcess(sql, text.processId, viewer))) throw new NotFound();
  if (!(await openPhaseFor(sql, text.processId, viewer, "contribute"))) throw new Refused("errors.phaseClosed");
  const place = await placeOf(sql, text, input);
  if (!isTeam(viewer)) await countTries(actor);
  const id = asId<DraftId>(randomUUID());
  await insertDraft(sql, {
    id,
    processId: text.processId,
    editionId: text.editionId,
    ...place,
    answers: input.channelDetail ? { channelDetail: input.channelDetail } : {},
    personId: viewer?.personId ?? null,
    channel: input.channel,
    receiptCode: drawReceipt(),
    language: input.lang,
  });
  return id;
}

async function placeOf(sql: Db, text: OpenText, input: StartInput): Promise<Pick<Draft, "nodeId" | "passageId">> {
  if (input.where === "text") return { nodeId: null, passageId: null };
  if (input.where === "passage") {
    const passage = await findPassage(sql, text.editionId, input.passage);
    if (!passage) throw new Invalid({ where: "contribute.start.passageGone" });
    return { nodeId: passage.element.id, passageId: passage.id };
  }
  const element = await findElement(sql, text.editionId, input.element);
  if (!element) throw new Invalid({ element: "contribute.start.elementMissing" });
  return { nodeId: element.id, passageId: null };
}

/** Everybody may begin a draft, robots less often. */
export async function countTries({ sql, visitorKey, viewer, addressKey }: Actor): Promise<void> {
  const device = viewer ? `p:${viewer.personId}` : visitorKey;
  await countTry(sql, `contribute:${addressKey}`, ADDRESS_LIMIT);
  if (device) await countTry(sql, `contribute:${device}`, DEVICE_LIMIT);
}

/** Keeps the answers of one page. */
export async function saveAnswers(actor: Actor, id: DraftId, answers: Answers): Promise<void> {
  const draft = await findDraft(actor.sql, id, actor.viewer);
  if (!draft) throw new NotFound();
  if (answers.kind === "amendment" && draft.passageText === null)
    throw new Invalid({ kind: "contribute.kind.noPassage" });
  refuseSameWords(draft.passageText ?? "", answers);
  await refuseUnknownCodes(actor, answers);
  await mergeAnswers(actor.sql, id, answers);
}

/** An amendment changes something that a reader can see, or removes the passage. */
export function refuseSameWords(passage: string, { operation = "rewrite", proposedText }: Answers): void {
  if (operation === "rewrite" && typeof proposedText === "string" && !changesPassage(passage, proposedText)) {
    throw new Invalid({ proposedText: "contribute.rewriting.same" });
  }
}

async function refuseUnknownCodes({ sql }: Actor, { category, territory }: Answers): Promise<void> {
  if (category) {
    const groups = await listCategories(sql);
    const codes = groups.flatMap((group) => [group.code, ...group.children.map(({ code }) => code)]);
    if (!codes.includes(category)) throw new Invalid({ category: "contribute.voice.unknownChoice" });
  }
  if (territory) {
    const territories = await listTerritories(sql);
    if (!territories.some(({ code }) => code === territory)) {
      throw new Invalid({ territory: "contribute.voice.unknownChoice" });
    }
  }
}

/** The next contribution typed for somebody else, at the same place and from the same batch. */
export async function startNextDraft(actor: Actor, id: DraftId): Promise<DraftId> {
  if (!isTeam(actor.viewer)) throw new Refused();
  const before = await findDraft(actor.sql, id, actor.viewer);
  if (!before) throw new NotFound();
  const next = asId<DraftId>(randomUUID());
  await insertDraft(actor.sql, {
    id: next,
    processId: before.processId,
    editionId: before.editionId,
    nodeId: before.nodeId,
    passageId: before.passageId,
    answers: before.answers.channelDetail ? { channelDetail: before.answers.channelDetail } : {},
    personId: before.personId,
    channel: before.channel,
    receiptCode: drawReceipt(),
    language: before.language,
  });
  return next;
}

/** What was begun and left for 30 days is forgotten. */
export async function purgeDrafts(sql: Sql): Promise<number> {
  return await deleteOldDrafts(sql);
}
