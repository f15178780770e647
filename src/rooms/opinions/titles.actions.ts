import { saysSomething } from "#engine/text/says-something.ts";
import { Conflict, Invalid, NotFound, Refused } from "#kernel/errors.ts";
import { actingRole } from "#kernel/viewer.ts";
import type { Actor } from "#platform/http/world.ts";
import { appendEntry } from "#rooms/journal";
import { pollByNumber } from "#rooms/polls";
import { lastRun } from "./run.queries.ts";
import { hasGroups } from "./run.rules.ts";
import { listTitles } from "./texts.queries.ts";
import { lastEntry, subjectsOf, TITLERS, titleNow } from "./titles.rules.ts";
import { holdTitles, insertTitle } from "./titles.store.ts";

export type Naming = {
  readonly poll: number;
  readonly subject: string;
  /** Empty takes the title back. */
  readonly title: string;
  readonly reason: string;
  /** The last entry about the subject when the form was shown. */
  readonly seen: number;
};

/** A person names a group or an axis, with the reason. Throws `Conflict` when somebody named it meanwhile. */
export async function giveTitle(actor: Actor, { poll: number, subject, title, reason, seen }: Naming): Promise<void> {
  const role = actingRole(actor.viewer, ...TITLERS);
  if (!actor.viewer || !role) throw new Refused();
  const { personId } = actor.viewer;
  if (!saysSomething(reason)) throw new Invalid({ reason: "opinions.error.reason" });
  if (title !== "" && !saysSomething(title)) throw new Invalid({ title: "opinions.error.title" });
  await actor.sql.begin(async (tx) => {
    const poll = await pollByNumber(tx, number);
    if (!poll) throw new NotFound();
    await holdTitles(tx, poll.id);
    const [run, entries] = [await lastRun(tx, poll.id), await listTitles(tx, poll.id)];
    const groups = run && hasGroups(run) ? run.summary.groups.map(({ name }) => name) : [];
    if (!run || !subjectsOf(groups).includes(subject)) throw new Invalid({ subject: "opinions.error.subject" });
    // the same form sent twice says nothing new
    if (titleNow(entries, subject) === title && entries.find((entry) => entry.subject === subject)?.reason === reason)
      return;
    if (lastEntry(entries, subject) !== seen) throw new Conflict("opinions.error.namedMeanwhile");
    await insertTitle(tx, { pollId: poll.id, subject, title: title === "" ? null : title, reason }, { personId, role });
    await appendEntry(tx, {
      kind: "opinions.group-titled",
      subjectId: poll.id,
      actingRole: role,
      payload: { poll: poll.number, subject, isTitled: title !== "" },
    });
  });
}
