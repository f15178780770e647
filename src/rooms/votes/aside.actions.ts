import { Conflict, NotFound, Refused } from "#kernel/errors.ts";
import { actingRole } from "#kernel/viewer.ts";
import type { Actor } from "#platform/http/world.ts";
import { appendEntry } from "#rooms/journal";
import { type Poll, pollById } from "#rooms/polls";
import { settingAsideByNumber } from "./aside.queries.ts";
import { type Pattern, SETTERS } from "./aside.rules.ts";
import { endSettingAside, insertSettingAside, lockVotes } from "./aside.store.ts";
import { votersOfPattern } from "./signals.queries.ts";

type AsideInput = {
  /** Drawn with the form: sent twice, it sets aside once. */
  readonly id: string;
  readonly poll: Poll;
  readonly pattern: Pattern;
  /** How many people the page said. */
  readonly seen: number;
  readonly reason: string;
};

/** Takes a group of voters out of the counts, for a public reason, before the question closes. Their votes stay stored. */
export async function setAside({ sql, viewer }: Actor, input: AsideInput): Promise<void> {
  const role = actingRole(viewer, ...SETTERS);
  if (!viewer || !role) throw new Refused();
  const { id, pattern, reason, seen } = input;
  await sql.begin(async (tx) => {
    await lockVotes(tx, input.poll.id);
    const poll = await pollById(tx, input.poll.id);
    if (!poll) throw new NotFound();
    const [known] = await tx`select from votes.setting_aside where id = ${id}`;
    if (known) return;
    if (poll.isClosed) throw new Refused("voters.error.closed");
    const voters = await votersOfPattern(tx, poll.id, pattern);
    if (voters.length !== seen || voters.length === 0) throw new Conflict("voters.error.changed");
    const made = { id, pollId: poll.id, pattern, voters, reason, madeBy: viewer.personId, role };
    const number = await insertSettingAside(tx, made);
    const payload = { poll: poll.number, number, people: voters.length };
    await appendEntry(tx, { kind: "votes.voters-set-aside", subjectId: id, actingRole: role, payload });
  });
}

/** Puts a group back, with a reason. Once done, done: asking again changes nothing. */
export async function putBack(
  { sql, viewer }: Actor,
  { poll, number, reason }: { readonly poll: Poll; readonly number: number; readonly reason: string },
): Promise<void> {
  const role = actingRole(viewer, ...SETTERS);
  if (!viewer || !role) throw new Refused();
  await sql.begin(async (tx) => {
    await lockVotes(tx, poll.id);
    const setting = await settingAsideByNumber(tx, poll.id, number);
    if (!setting) throw new NotFound();
    const now = await pollById(tx, poll.id);
    if (now?.isClosed && !setting.endedAt) throw new Refused("voters.error.closed");
    const { id } = setting;
    if (!(await endSettingAside(tx, { id, reason, endedBy: viewer.personId }))) return;
    const payload = { poll: poll.number, number };
    await appendEntry(tx, { kind: "votes.voters-put-back", subjectId: id, actingRole: role, payload });
  });
}
