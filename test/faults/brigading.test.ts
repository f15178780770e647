// Class H: T37, accounts that vote alike in a short time. A signal for the team, never a removal; what a person decides is in the journal.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import { asId, type PollId } from "#kernel/ids.ts";
import { countVoters, seekSignals } from "#rooms/votes";
import { type Ballot, castBallots, genuineCrowd, plantedAccounts } from "../fixtures/crowd.ts";
import { ESSAI } from "../house.ts";
import { fault } from "./fault.ts";
import { createStage, post, type Stage } from "./stage.ts";

const DESK = "/fr/equipe/questions/1/votants";
const HOUR = 3_600_000;
const GENUINE = 1_500;
const ACCOUNTS = 200;
/** In this order, by each of the accounts. */
const SAME: Ballot["votes"] = [
  [7, 1],
  [2, 1],
  [11, 1],
];
const poll = asId<PollId>(ESSAI.pollId);

let quiet: Stage;
let stage: Stage;
beforeAll(async () => {
  quiet = await createStage();
  stage = await createStage();
  const until = Date.now() - HOUR;
  const crowd = genuineCrowd(GENUINE, { seed: "T37", until });
  await castBallots(quiet.sql, poll, crowd);
  await castBallots(stage.sql, poll, [
    ...crowd,
    ...plantedAccounts(ACCOUNTS, { votes: SAME, from: until - 20 * HOUR, hours: 2 }),
  ]);
  await seekSignals(quiet.sql, poll);
  await seekSignals(stage.sql, poll);
}, 60_000);
afterAll(async () => {
  await quiet.close();
  await stage.close();
});

type Flagged = { readonly planted: number; readonly genuine: number };

/** Of the voters that signals name, those who cast exactly the planted ballot and those who did not. */
async function flagged({ sql }: Stage): Promise<Flagged> {
  const [row] = await sql<Flagged[]>`
    with named as (
      select distinct unnest(voters) as voter_id from votes.signal
    ),
    ballot as (
      select named.voter_id, string_agg(statement.number || ':' || vote.value, ' ' order by vote.voted_at) as votes
      from named
      join votes.vote on vote.voter_id = named.voter_id
      join polls.statement on statement.id = vote.statement_id
      group by named.voter_id
    )
    select count(*) filter (where votes = '7:1 2:1 11:1') as planted,
      count(*) filter (where votes <> '7:1 2:1 11:1') as genuine
    from ballot
  `;
  return row ?? { planted: -1, genuine: -1 };
}

const signalOf = (html: string): string => /name="signal"[^>]*value="(alike[^"]+)"/.exec(html)?.[1] ?? "";
const counted = async ({ sql }: Stage): Promise<number> => (await countVoters(sql, poll)).guests;
const entries = async ({ sql }: Stage): Promise<number> =>
  (await sql`select from journal.entry where kind like 'votes.%'`).count;

fault(
  "T37",
  {
    attack:
      "200 accounts of two hours vote the same on the same three statements in the same order, among 1,500 people",
    expected: "9 in 10 flagged or more, 1 % of the others or less",
  },
  async () => {
    const { planted, genuine } = await flagged(stage);
    return planted / ACCOUNTS >= 0.9 && genuine / GENUINE <= 0.01
      ? "9 in 10 flagged or more, 1 % of the others or less"
      : `${planted} of ${ACCOUNTS} flagged, and ${genuine} of ${GENUINE} others`;
  },
);

fault(
  "T37",
  {
    attack: "1,500 people of three opinions, a newspaper, an association: nothing planted",
    expected: "1 % flagged or less",
  },
  async () => {
    const { planted, genuine } = await flagged(quiet);
    return (planted + genuine) / GENUINE <= 0.01 ? "1 % flagged or less" : `${planted + genuine} of ${GENUINE} flagged`;
  },
);

fault(
  "T37",
  {
    attack: "the same accounts, and nobody decides anything",
    expected: "all 1700 count, nothing in the journal; told as a sign, with its figures",
  },
  async () => {
    const editor = await stage.as("editor");
    const page = (await editor.get(DESK)).replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
    const isTold = /\(numéros 2, 7 et 11\)/.test(page) && /on en attendait [\d,]+/.test(page);
    return `all ${await counted(stage)} count, ${(await entries(stage)) === 0 ? "nothing" : "something"} in the journal; ${isTold ? "told as a sign, with its figures" : "not told"}`;
  },
);

fault(
  "T37",
  {
    attack: "set the signal aside without a reason, with another count, by a role that only looks, after it changed",
    expected: "422, 409, 403, 409; all 1701 count",
  },
  async () => {
    const editor = await stage.as("editor");
    const signal = signalOf(await editor.get(DESK));
    const fields = { act: "aside", id: randomUUID(), signal, reason: "Des votes identiques en deux heures." };
    const statuses = [
      (await post(editor, DESK, { ...fields, reason: " " })).status,
      (await post(editor, DESK, { ...fields, signal: signal.replace(/=\d+$/, "=11") })).status,
      (await post(await stage.as("analyst"), DESK, fields)).status,
    ];
    const [first] = await stage.sql<{ at: number }[]>`
      select (extract(epoch from from_at) * 1000)::double precision as at from votes.signal order by cardinality(voters) desc limit 1
    `;
    await castBallots(stage.sql, poll, [{ key: "one more", at: (first?.at ?? 0) + 60_000, votes: SAME }]);
    await seekSignals(stage.sql, poll);
    statuses.push((await post(editor, DESK, fields)).status);
    return `${statuses.join(", ")}; all ${await counted(stage)} count`;
  },
);

fault(
  "T37",
  {
    attack: "a person sets the signal aside with a public reason, and puts it back with another",
    expected: "exactly those that it names; both in the journal; all 1701 count again",
  },
  async () => {
    const editor = await stage.as("editor");
    const signal = signalOf(await editor.get(DESK));
    const people = Number(/=(\d+)$/.exec(signal)?.[1]);
    await post(editor, DESK, {
      act: "aside",
      id: randomUUID(),
      signal,
      reason: "Des votes identiques en deux heures.",
    });
    const left = await counted(stage);
    const [named] = await stage.sql<{ same: boolean }[]>`
      select bool_and((voter.set_aside_id is not null) = (voter.id = any (signal.voters))) as same
      from votes.voter
      cross join (select voters from votes.signal order by cardinality(voters) desc limit 1) as signal
    `;
    const told = await entries(stage);
    await post(editor, DESK, {
      act: "back",
      number: "1",
      reason: "Une réunion dont les participants étaient d’accord.",
    });
    const isExact = named?.same === true && left === GENUINE + ACCOUNTS + 1 - people;
    const isTold = told === 1 && (await entries(stage)) === 2;
    return `${isExact ? "exactly those that it names" : `${left} left`}; ${isTold ? "both" : "not both"} in the journal; all ${await counted(stage)} count again`;
  },
);
