import type { PollId } from "#kernel/ids.ts";
import type { Sql } from "#platform/db.ts";
import type { Ballots, BallotVoter } from "./ballot.rules.ts";

type Row = BallotVoter & { readonly ballots: string };

/** Voters read at once: a thousand of them with a hundred votes each is 2 MB of text. */
const AT_ONCE = 1_000;

/**
 * The votes a result rests on: voters not set aside and not taken over, on all statements (hidden ones too: they are
 * "moderated out" of the analysis, their votes stay). Waits for the votes being stored: once a question is closed, what this gives is final.
 */
export async function votesOf(sql: Sql, pollId: PollId): Promise<Ballots> {
  // held for a moment only: people go on voting while the rest is read as it then stood
  await sql`select votes.lock_poll(${pollId})`;
  return await sql.begin("isolation level repeatable read read only", async (tx) => {
    const [sum] = await tx<{ votes: number }[]>`
      select coalesce(sum(agrees + disagrees + passes), 0)::bigint as votes from votes.tally where poll_id = ${pollId}
    `;
    const size = sum?.votes ?? 0;
    const voters: BallotVoter[] = [];
    const [voter, statement] = [new Int32Array(size), new Int32Array(size)];
    const [value, time] = [new Int8Array(size), new Float64Array(size)];
    let at = 0;
    const rows = tx<Row[]>`
      select voter.id, voter.is_verified as "isVerified", voter.territory_code as "territoryCode",
        voter.category_code as "categoryCode", stage.code as "stageCode", cast_votes.ballots
      from votes.voter
      left join polls.stage on stage.id = voter.stage_id
      cross join lateral (
        select string_agg(
          statement.number || ' ' || vote.value || ' ' || (extract(epoch from vote.voted_at) * 1000)::bigint, ','
          order by statement.number
        ) as ballots
        from votes.vote
        join polls.statement on statement.id = vote.statement_id
        where vote.voter_id = voter.id
      ) as cast_votes
      where voter.poll_id = ${pollId}
        and votes.counts(voter)
        and cast_votes.ballots is not null
      order by voter.id
    `.cursor(AT_ONCE);
    for await (const batch of rows) {
      for (const { ballots, ...one } of batch) {
        for (const ballot of ballots.split(",")) {
          const [number = "", cast = "", ms = ""] = ballot.split(" ");
          voter[at] = voters.length;
          statement[at] = Number(number);
          value[at] = Number(cast);
          time[at] = Number(ms);
          at += 1;
        }
        voters.push(one);
      }
    }
    if (at !== size) throw new Error(`votes of the question: ${at} read, ${size} counted`);
    return { voters, voter, statement, value, time };
  });
}
