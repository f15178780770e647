import { Refused } from "#kernel/errors.ts";
import type { ContributionId } from "#kernel/ids.ts";
import type { Viewer } from "#kernel/viewer.ts";
import type { Sql } from "#platform/db.ts";
import { type KeyHolder, pollKey } from "#rooms/ballots";
import { identityOf } from "#rooms/votes";
import * as held from "./holdings.queries.ts";
import type { Holdings } from "./holdings.rules.ts";

type Held = { readonly sql: Sql; readonly keys: KeyHolder };

async function clockOf(sql: Sql): Promise<string> {
  const [row] = await sql<{ now: Date }[]>`select now() as now`;
  return (row?.now ?? new Date(0)).toISOString();
}

/** Everything this site holds about an account. Votes are found again by the tag of the account in each question. */
export async function holdingsOfAccount({ sql, keys }: Held, viewer: Viewer): Promise<Holdings> {
  const { personId } = viewer;
  // without its key, destroyed or not there, nobody is known again in a question
  const tagIn = async (poll: number) => {
    try {
      return identityOf(await pollKey(sql, keys, poll), { viewer, visitorKey: null }).tag;
    } catch (error) {
      if (error instanceof Refused) return null;
      throw error;
    }
  };
  const polls = await held.listPolls(sql);
  const voters: { poll: string; tag: string | null }[] = [];
  for (const { id, number } of polls) {
    const tag = await tagIn(number);
    if (tag !== null) voters.push({ poll: id, tag });
  }
  const [account, signIns, contributions, drafts, supports, votes, statements, requests, mails, notes] =
    await Promise.all([
      held.heldAccount(sql, personId),
      held.heldSignIns(sql, personId),
      held.heldContributions(sql, { person: personId }),
      held.heldDrafts(sql, personId),
      held.heldSupports(sql, personId),
      held.heldVotes(sql, voters),
      held.heldStatements(sql, personId),
      held.heldRequests(sql, personId),
      held.heldMails(sql, personId),
      held.heldTeamNotes(sql, personId),
    ]);
  const sections = Object.entries({
    ...{ account, signIns, contributions, drafts, supports, votes, statements, requests, mails, notes },
  }).map(([name, rows]) => ({ name: name as Holdings["sections"][number]["name"], rows }));
  return { madeAt: await clockOf(sql), sections };
}

/** Everything held about one contribution, for who has its code. */
export async function holdingsOfContribution({ sql }: Pick<Held, "sql">, id: ContributionId): Promise<Holdings> {
  const rows = await held.heldContributions(sql, { contribution: id });
  return { madeAt: await clockOf(sql), sections: [{ name: "contributions", rows }] };
}
