import { saysSomething } from "#engine/text/says-something.ts";
import { Conflict, Invalid, NotFound, Refused } from "#kernel/errors.ts";
import { actingRole } from "#kernel/viewer.ts";
import type { Actor } from "#platform/http/world.ts";
import { logContribution, setContributionState } from "#rooms/contributions";
import { appendEntry } from "#rooms/journal";
import type { MessageKey } from "#ui/messages.ts";
import { mailAuthor } from "./author-mail.actions.ts";
import { loggedActs } from "./logged.actions.ts";
import { isMaskOf, maskedField } from "./mask.rules.ts";
import { type ModeratedItem, moderatedItem } from "./moderation.queries.ts";
import {
  allowedVerbs,
  type ContributionState,
  type Ground,
  MASK_GROUNDS,
  needsReason,
  stateAfter,
  type Verb,
} from "./moderation.rules.ts";
import { insertAct, insertMask, liftMasks } from "./moderation.store.ts";
import { GROUND_WORDS } from "./words.rules.ts";

export type ModerationInput = {
  readonly number: number;
  readonly verb: Verb;
  readonly ground: Ground | null;
  readonly reason: string;
  readonly maskedBody: string;
  readonly maskedProposed: string | null;
  /** The same for the second and following passages of an amendment, by position; the author's words where left out. */
  readonly maskedParts?: ReadonlyMap<number, string>;
  /** The version of the words that the moderator read: refused when the author reworded since. */
  readonly version: number;
  /** The state it was in then: refused when another moderator acted since. */
  readonly seen: ContributionState | null;
  readonly siteUrl: string;
};

const ENTRY_OF: Readonly<Record<Verb, `contribution.${string}`>> = {
  publish: "contribution.published",
  mask: "contribution.masked",
  ask_rephrase: "contribution.rephrase-asked",
  hide: "contribution.hidden",
  restore: "contribution.restored",
  unmask: "contribution.unmasked",
};

const MAIL_OF: Readonly<Partial<Record<Verb, { subject: MessageKey; text: MessageKey }>>> = {
  mask: { subject: "moderation.mailMaskSubject", text: "moderation.mailMaskText" },
  ask_rephrase: { subject: "moderation.mailRephraseSubject", text: "moderation.mailRephraseText" },
  hide: { subject: "moderation.mailHideSubject", text: "moderation.mailHideText" },
};

function check(input: ModerationInput): void {
  const fields: Record<string, string> = {};
  if (needsReason(input.verb)) {
    if (!input.ground) fields.ground = "moderation.groundMissing";
    else if (input.verb === "mask" && !MASK_GROUNDS.includes(input.ground)) fields.ground = "moderation.groundNoMask";
    if (!saysSomething(input.reason)) fields.reason = "moderation.reasonMissing";
    if (input.reason.length > 2_000) fields.reason = "moderation.reasonTooLong";
  }
  if (input.verb === "mask" && !saysSomething(input.maskedBody)) fields.maskedBody = "moderation.maskedMissing";
  if (Object.keys(fields).length > 0) throw new Invalid(fields);
}

type Masked = Pick<ModeratedItem, "body" | "proposedText"> & {
  readonly parts: readonly { readonly position: number; readonly proposedText: string }[];
};

function maskedWords(item: ModeratedItem, input: ModerationInput): Masked {
  return {
    body: input.maskedBody,
    proposedText: item.proposedText === null ? null : input.maskedProposed,
    parts: item.parts.flatMap(({ position, proposedText }) =>
      proposedText === null ? [] : [{ position, proposedText: input.maskedParts?.get(position) ?? proposedText }],
    ),
  };
}

function checkMask(item: ModeratedItem, { body, proposedText, parts }: Masked): void {
  const proposed = proposedText ?? item.proposedText;
  const wordsOf = (position: number) => item.parts.find((part) => part.position === position)?.proposedText ?? "";
  const isUntouched = parts.every((part) => part.proposedText === wordsOf(part.position));
  if (body === item.body && proposed === item.proposedText && isUntouched)
    throw new Invalid({ maskedBody: "moderation.nothingMasked" });
  if (!isMaskOf(item.body, body)) throw new Invalid({ maskedBody: "moderation.maskAddsWords" });
  if (item.proposedText !== null && !isMaskOf(item.proposedText, proposed ?? ""))
    throw new Invalid({ maskedProposed: "moderation.maskAddsWords" });
  for (const part of parts) {
    if (!isMaskOf(wordsOf(part.position), part.proposedText))
      throw new Invalid({ [maskedField(part.position)]: "moderation.maskAddsWords" });
  }
}

/**
 * One act of a moderator on one contribution: the act, the state, the journal and the mail to the author are stored together.
 * Throws `Refused` without the role, `NotFound`, `Invalid` with fields, `Conflict` when somebody acted or reworded before.
 */
export async function moderate(actor: Actor, input: ModerationInput): Promise<void> {
  const role = actingRole(actor.viewer, "moderator", "administrator");
  const madeBy = actor.viewer?.personId ?? null;
  if (!role || !madeBy) throw new Refused();
  check(input);
  await actor.sql.begin(async (tx) => {
    await tx`select from contributions.contribution where number = ${input.number} for update`;
    const item = await moderatedItem(tx, input.number);
    if (!item) throw new NotFound();
    const isAsRead = item.state === input.seen && item.version === input.version;
    if (!isAsRead || !allowedVerbs(item.state, item.isMasked, item.isDetached).includes(input.verb)) {
      throw new Conflict("moderation.alreadyDone", { number: input.number });
    }
    const masked = maskedWords(item, input);
    if (input.verb === "mask") checkMask(item, masked);
    const base = { contributionId: item.id, actingRole: role };
    await insertAct(tx, {
      ...base,
      verb: input.verb,
      ground: input.ground,
      reason: input.reason.trim() || null,
      madeBy,
    });
    if (input.verb === "mask") {
      await insertMask(tx, { ...base, ...masked, reason: input.reason, maskedBy: madeBy });
    }
    if (input.verb === "unmask" || input.verb === "publish") await liftMasks(tx, item.id);
    const state = stateAfter(input.verb);
    if (state !== item.state) await setContributionState(tx, item.id, state);
    await appendEntry(tx, {
      kind: ENTRY_OF[input.verb],
      subjectId: item.id,
      actingRole: role,
      payload: { number: item.number, ground: input.ground },
    });
    await logContribution(tx, item.id, ...loggedActs(input, item, { role, personId: madeBy }));
    const mail = MAIL_OF[input.verb];
    if (mail) {
      const { siteUrl, reason } = input;
      const ground = input.ground ? GROUND_WORDS[input.ground] : null;
      await mailAuthor(tx, {
        contributionId: item.id,
        number: item.number,
        siteUrl,
        ...mail,
        purpose: "moderation",
        ground,
        reason,
      });
    }
  });
}
