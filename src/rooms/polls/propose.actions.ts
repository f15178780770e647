import { Conflict, Invalid, NotFound, Refused } from "#kernel/errors.ts";
import type { Tx } from "#platform/db.ts";
import { countTry } from "#platform/http/rate.ts";
import type { Actor } from "#platform/http/world.ts";
import { appendEntry } from "#rooms/journal";
import { openPhaseQuery } from "#rooms/processes";
import { lockPoll, mayReadPoll, pollByNumber } from "./poll.queries.ts";
import type { Poll } from "./poll.rules.ts";
import { proposalNumbered } from "./propose.queries.ts";
import { saidAlready, wordsFault } from "./statement.actions.ts";
import { statementWords } from "./statement.rules.ts";
import { insertStatements } from "./statement.store.ts";

/** A room of 450 phones shares one address. */
const DEVICE_LIMIT = { limit: 10, minutes: 60 };
const ADDRESS_LIMIT = { limit: 300, minutes: 60 };

export type Proposal = {
  /** Drawn with the form: sent twice, it makes one statement. */
  readonly id: string;
  readonly text: string;
  readonly language: "fr" | "en";
};

/** May this person propose a statement to this question? By the clock of the moment of writing. */
async function mayPropose(tx: Tx, poll: Poll, { viewer }: Actor): Promise<boolean> {
  const [row] = await tx<{ may: boolean }[]>`
    select polls.is_open(poll, clock_timestamp())
      and exists (${openPhaseQuery(tx, poll.process.id, viewer, "vote")})
      and (poll.who_proposes = 'everyone' or (poll.who_proposes = 'accounts' and ${viewer !== null})) as may
    from polls.poll
    where poll.id = ${poll.id}
  `;
  return row?.may ?? false;
}

/** A person proposes a statement: it waits for a moderator. Gives its number. */
export async function proposeStatement(
  actor: Actor,
  number: number,
  { id, text, language }: Proposal,
): Promise<number> {
  const { sql, viewer, visitorKey } = actor;
  const known = await pollByNumber(sql, number);
  if (!known || !(await mayReadPoll(sql, known, viewer))) throw new NotFound();
  const key = viewer?.personId ?? visitorKey;
  if (!key) throw new Refused("http.formExpired");
  const words = statementWords(text);
  const fault = wordsFault(words);
  if (fault) throw new Invalid({ text: fault });
  const sent = await proposalNumbered(sql, { pollId: known.id, id });
  if (sent !== null) return sent;
  await countTry(sql, `statement:${actor.addressKey}`, ADDRESS_LIMIT);
  await countTry(sql, `statement:${key}`, DEVICE_LIMIT);
  const store = async (tx: Tx): Promise<number> => {
    const poll = await lockPoll(tx, number);
    if (!poll) throw new NotFound();
    const again = await proposalNumbered(tx, { pollId: poll.id, id });
    if (again !== null) return again;
    if (!(await mayPropose(tx, poll, actor))) throw new Refused("polls.error.noProposals");
    const [stored] = await insertStatements(tx, poll.id, [
      {
        ...{ id, language, text: words },
        origin: "participant",
        state: "waiting",
        proposedBy: viewer?.personId ?? null,
        proposerKey: viewer ? null : visitorKey,
      },
    ]);
    if (!stored) throw new Conflict("polls.error.actedSince");
    await appendEntry(tx, {
      kind: "poll.statement-proposed",
      subjectId: stored.id,
      actingRole: viewer ? "participant" : "visitor",
      payload: { poll: poll.number, number: stored.number },
    });
    return stored.number;
  };
  return await sql.begin(store).catch(saidAlready);
}
