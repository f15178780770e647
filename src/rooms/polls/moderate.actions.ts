import { saysSomething } from "#engine/text/says-something.ts";
import { Conflict, Invalid, NotFound, Refused } from "#kernel/errors.ts";
import type { Actor } from "#platform/http/world.ts";
import { appendEntry } from "#rooms/journal";
import { lockPoll } from "./poll.queries.ts";
import { makerOf, READERS } from "./poll.rules.ts";
import { insertAct } from "./poll.store.ts";
import { statementByNumber } from "./statement.queries.ts";
import { type HideReason, lengthOf, type StatementState } from "./statement.rules.ts";
import { setState } from "./statement.store.ts";

export const NOTE_LIMIT = 500;

export type ModerationInput = {
  readonly poll: number;
  readonly number: number;
  /** As the moderator read it: refused when somebody acted since. */
  readonly version: number;
  readonly act: "show" | "hide";
  readonly reason: HideReason | null;
  readonly note: string;
};

const AFTER: Readonly<Record<ModerationInput["act"], StatementState>> = { show: "shown", hide: "hidden" };

/** A moderator shows a statement, or hides it for a reason that everybody reads. */
export async function moderateStatement(actor: Actor, input: ModerationInput): Promise<void> {
  const maker = makerOf(actor.viewer, READERS);
  if (!maker) throw new Refused();
  const { act, number, version } = input;
  const [reason, note] = act === "hide" ? [input.reason, input.note.trim()] : [null, ""];
  const fields: Record<string, string> = {};
  if (act === "hide" && !reason) fields.reason = "polls.error.hideReason";
  if (lengthOf(note) > NOTE_LIMIT) fields.note = "polls.error.noteLong";
  if (note !== "" && !saysSomething(note)) fields.note = "polls.error.noteEmpty";
  if (Object.keys(fields).length > 0) throw new Invalid(fields);
  await actor.sql.begin(async (tx) => {
    const poll = await lockPoll(tx, input.poll);
    const statement = poll && (await statementByNumber(tx, poll.id, number));
    if (!poll || !statement) throw new NotFound();
    if (statement.state === AFTER[act] || statement.version !== version)
      throw new Conflict("polls.error.moderatedSince", { number });
    const state = AFTER[act] === "shown" ? "shown" : "hidden";
    await setState(tx, { id: statement.id, state, reason, note: note || null }, maker);
    await insertAct(
      tx,
      {
        pollId: poll.id,
        statementId: statement.id,
        verb: act,
        reason: note || null,
        before: { state: statement.state, reason: statement.hiddenReason },
        after: { state, reason },
      },
      maker,
    );
    if (!poll.isPublished) return;
    await appendEntry(tx, {
      kind: act === "show" ? "poll.statement-shown" : "poll.statement-hidden",
      subjectId: statement.id,
      actingRole: maker.role,
      payload: { poll: poll.number, number, reason },
    });
  });
}
