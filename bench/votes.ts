// npm run bench -- votes: durable votes per second through HTTP, beside pgbench writing the same rows into a table of the same shape on
// the same database; p99; then the same load while the web process and PostgreSQL are killed: nothing acknowledged may be lost or
// doubled; then one more vote on a question of a million.
import { spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { routingWeights } from "../src/engine/opinion/index.ts";
import { asId, type PollId } from "../src/kernel/ids.ts";
import { urls } from "../src/kernel/urls.ts";
import { withoutSocket } from "../src/platform/db.ts";
import { newVisitorToken, visitorCsrf, visitorId, visitorKey } from "../src/platform/http/cookies.ts";
import { talliesOf } from "../src/rooms/votes/routing.queries.ts";
import { identityOf } from "../src/rooms/votes/voter-tag.actions.ts";
import { type LoadResult, load, post } from "./load.ts";
import { type Product, startProduct, type WebProcess } from "./product.ts";

const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);
const ROUNDS = 3;
/** People who wait for the answer to a vote at the same moment: half a room of 450 phones. */
const CONNECTIONS = 225;
/** More of them make pgbench slower, not faster: each is a process of PostgreSQL. */
const PEER_CLIENTS = 64;
/** Under the limit of guests of one address: the load comes from here alone. */
const DEVICES = 2_800;
const STATEMENTS = 120;
const PEER_VOTERS = 100_000;
const PROCESS = "rejouer-la-concertation";
const PEER_POLL = "00000000-0000-4000-8000-00000000beef";
const TARGET = 0.5;

type Device = { readonly cookie: string; readonly csrf: string; readonly tag: string };
type Vote = { readonly device: Device; readonly statement: number; readonly choice: "agree" | "disagree" | "pass" };
const VALUES = { agree: 1, pass: 0, disagree: -1 } as const;

/** A question of many statements that everybody may vote on now; statement n has the id `…-00000000000n` under its prefix. */
async function makePoll(product: Product, id: string, prefix: string, statements: number): Promise<number> {
  const [poll] = await product.sql<{ number: number }[]>`
    insert into polls.poll (id, process_id, title, opens_at, closes_at, published_at, acting_role)
    select ${id}, id, 'Mesure', now() - interval '1 day', now() + interval '1 day', now(), 'clock'
    from processes.process
    where slug = ${PROCESS}
    returning number
  `;
  // the key of older questions, which the devices below know how to make
  await product.sql`insert into ballots.poll_key (poll_id, kind) values (${id}, 'site')`;
  await product.sql`
    insert into polls.statement (id, poll_id, number, text, language, origin, state)
    select (${prefix} || lpad(to_hex(n), 12, '0'))::uuid, ${id}, n, 'Affirmation ' || n, 'fr', 'team', 'shown'
    from generate_series(1, ${statements}::integer) as n
  `;
  return poll?.number ?? 0;
}

async function secretOf(product: Product): Promise<Uint8Array> {
  const [row] = await product.sql<{ value: string }[]>`select value from platform.setting where name = 'token-key'`;
  return Buffer.from(row?.value ?? "", "base64");
}

/** Phones without account, each with the signed token that its first page would have given it. */
function makeDevices(secret: Uint8Array, poll: number, count: number): readonly Device[] {
  const key = createHmac("sha256", secret).update(`votes.poll:${poll}`).digest();
  return Array.from({ length: count }, () => {
    const token = newVisitorToken(secret);
    const id = visitorId(secret, token) ?? "";
    const { tag } = identityOf(key, { viewer: null, visitorKey: visitorKey(secret, id) });
    return { cookie: `jalon_visitor=${token}`, csrf: visitorCsrf(secret, id), tag: tag ?? "" };
  });
}

/** Every device on every statement once, statement after statement: last first, as they are taken from the end. */
function makeVotes(devices: readonly Device[]): Vote[] {
  const choices = ["agree", "disagree", "pass"] as const;
  return Array.from({ length: STATEMENTS }, (_, place) => STATEMENTS - place).flatMap((statement) =>
    devices.map((device, index) => ({ device, statement, choice: choices[(index + statement) % 3] ?? "pass" })),
  );
}

type Sending = { readonly web: WebProcess; readonly poll: number; readonly votes: Vote[]; readonly seconds: number };
type Sent = { readonly result: LoadResult; readonly acknowledged: readonly Vote[] };

/** One vote a request; the answer that leads on (303) is the acknowledgement. */
async function sendVotes({ web, poll, votes, seconds }: Sending, rate?: number): Promise<Sent> {
  const acknowledged: Vote[] = [];
  const sent = new WeakMap<Buffer, Vote>();
  const target = urls.pollVote("fr", { poll });
  const origin = `http://127.0.0.1:${web.port}`;
  const result = await load({
    port: web.port,
    connections: CONNECTIONS,
    seconds,
    ...(rate === undefined ? {} : { rate }),
    request() {
      const vote = votes.pop();
      if (!vote) throw new Error("no vote left to send: more statements are needed");
      const { device, statement, choice } = vote;
      const form = new URLSearchParams({ csrf: device.csrf, statement: String(statement), choice }).toString();
      const request = post(target, form, { cookie: device.cookie, origin });
      sent.set(request, vote);
      return request;
    },
    onAnswer(status, head, request) {
      const vote = sent.get(request);
      if (status === 303 && vote) acknowledged.push(vote);
      else if (status !== 503) throw new Error(`a vote was answered ${head.split("\r\n")[0]}`);
    },
  });
  return { result, acknowledged };
}

type Audit = { readonly lost: number; readonly doubled: number };

/** Each acknowledged vote is stored with its value; nobody is there twice, and the counts are those of the rows. */
async function audit(product: Product, poll: PollId, acknowledged: readonly Vote[]): Promise<Audit> {
  const [row] = await product.sql<{ lost: number; doubled: number }[]>`
    with acknowledged as (
      select decode(tag, 'hex') as tag, number, value
      from unnest(
        ${acknowledged.map(({ device }) => device.tag)}::text[], ${acknowledged.map(({ statement }) => statement)}::integer[],
        ${acknowledged.map(({ choice }) => VALUES[choice])}::smallint[]
      ) as acknowledged (tag, number, value)
    ),
    stored as (
      select voter.tag, statement.number,
        -- a vote without its commitment is a vote lost
        case ballot.answer when 'agree' then 1 when 'disagree' then -1 when 'pass' then 0 end as value
      from votes.vote
      join votes.voter on voter.id = vote.voter_id
      join polls.statement on statement.id = vote.statement_id
      left join ballots.ballot
        on ballot.voter_id = vote.voter_id and ballot.statement_id = vote.statement_id and ballot.r = vote.changes
      where vote.poll_id = ${poll}
    )
    select
      (
        select count(*)
        from acknowledged
        left join stored using (tag, number)
        where stored.value is distinct from acknowledged.value
      ) as lost,
      (select count(*) - count(distinct (tag, number)) from stored)
        + (select count(*) - count(distinct commitment) from ballots.ballot)
        + abs((select coalesce(sum(agrees + disagrees + passes), 0) from votes.tally where poll_id = ${poll}) - (select count(*) from stored))
        as doubled
  `;
  return { lost: Number(row?.lost ?? Number.NaN), doubled: Number(row?.doubled ?? Number.NaN) };
}

function pgbenchProgram(): string | null {
  const folder = "/usr/lib/postgresql";
  const versions = existsSync(folder) ? readdirSync(folder).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => path.join(folder, version, "bin/pgbench")).find((file) => existsSync(file)) ?? null;
}

/** Where the peer writes: `bench.vote` has the columns, keys and indexes of votes.vote, without its tallies. */
async function preparePeer(product: Product): Promise<void> {
  await makePoll(product, PEER_POLL, "00000000-0000-4000-9000-", STATEMENTS);
  await product.sql`
    insert into votes.voter (id, poll_id, tag, is_verified)
    select ('00000000-0000-4000-a000-' || lpad(to_hex(n), 12, '0'))::uuid, ${PEER_POLL}, sha256(n::text::bytea), false
    from generate_series(1, ${PEER_VOTERS}::integer) as n
  `;
  await product.sql`create schema bench`;
  await product.sql`create table bench.vote (like votes.vote including all)`;
  await product.sql`
    alter table bench.vote
      add foreign key (poll_id, voter_id) references votes.voter (poll_id, id),
      add foreign key (poll_id, statement_id) references polls.statement (poll_id, id)
  `;
}

/** One new vote a transaction, by pgbench: what this database can do without us. */
function peer(product: Product, program: string, table: "bench.vote" | "votes.vote"): number {
  const folder = mkdtempSync(path.join(tmpdir(), "jalon-pgbench-"));
  const script = path.join(folder, "vote.sql");
  writeFileSync(
    script,
    `\\set voter random(1, ${PEER_VOTERS})
\\set statement random(1, ${STATEMENTS})
insert into ${table} (poll_id, voter_id, statement_id, value)
values (
  '${PEER_POLL}', ('00000000-0000-4000-a000-' || lpad(to_hex(:voter::integer), 12, '0'))::uuid,
  ('00000000-0000-4000-9000-' || lpad(to_hex(:statement::integer), 12, '0'))::uuid, 1
)
on conflict do nothing;
`,
  );
  const { url, host } = withoutSocket(product.url);
  const { username, pathname } = new URL(url);
  const args = ["-n", "-M", "prepared", "-c", String(PEER_CLIENTS), "-j", "1", "-T", String(SECONDS), "-f", script];
  const done = spawnSync(program, [...args, "-h", host ?? "localhost", "-U", username, pathname.slice(1)], {
    encoding: "utf8",
  });
  rmSync(folder, { recursive: true });
  const found = /tps = ([\d.]+)/.exec(done.stdout);
  if (!found) throw new Error(`pgbench: ${(done.stderr || done.stdout).slice(0, 400)}`);
  return Number(found[1]);
}

/** A question of a million votes, then one more: what the counts and the weights of the next statement cost. */
async function oneMore(product: Product, web: WebProcess, secret: Uint8Array): Promise<boolean> {
  const id = asId<PollId>("00000000-0000-4000-8000-00000000face");
  const poll = await makePoll(product, id, "00000000-0000-4000-b000-", 1_000);
  await product.sql`
    insert into votes.voter (poll_id, tag, is_verified)
    select ${id}, sha256(('face' || n)::bytea), false
    from generate_series(1, 10000) as n
  `;
  await product.sql`
    insert into votes.vote (poll_id, voter_id, statement_id, value)
    select ${id}, voter.id, statement.id, (hashtext(voter.id::text || statement.number) % 2)
    from votes.voter
    join polls.statement on statement.poll_id = voter.poll_id
    where voter.poll_id = ${id}
      and hashtext(statement.number || voter.id::text) % 10 = 0
  `;
  await product.sql`analyze votes.vote, votes.voter, votes.tally`;
  const [size] = await product.sql<{ votes: number }[]>`select count(*) as votes from votes.vote where poll_id = ${id}`;
  const times: number[] = [];
  for (const device of makeDevices(secret, poll, 21)) {
    const start = performance.now();
    const body = new URLSearchParams({ csrf: device.csrf, statement: "7", choice: "agree" });
    const address = `http://127.0.0.1:${web.port}`;
    const headers = { cookie: device.cookie, origin: address };
    const answer = await fetch(address + urls.pollVote("fr", { poll }), {
      method: "POST",
      redirect: "manual",
      headers,
      body,
    });
    if (answer.status !== 303) throw new Error(`one more vote was answered ${answer.status}`);
    const tallies = [...(await talliesOf(product.sql, id)).values()];
    const weights = routingWeights(
      {
        agrees: tallies.map(({ agrees }) => agrees),
        disagrees: tallies.map(({ disagrees }) => disagrees),
        votes: tallies.map(({ agrees, disagrees, passes }) => agrees + disagrees + passes),
      },
      tallies.map(() => 0.5),
      tallies.map(() => false),
    );
    if (weights.length !== 1_000) throw new Error(`${weights.length} weights`);
    times.push(performance.now() - start);
  }
  const worst = Math.max(...times.slice(1));
  console.log(
    `one more vote on a question of ${size?.votes} votes and 1,000 statements: stored, counted and weighed in ${median(times).toFixed(1)} ms, at most ${worst.toFixed(1)} (target 100)`,
  );
  return worst < 100;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const product = await startProduct();
let web = await product.startWeb();
try {
  const pollId = asId<PollId>("00000000-0000-4000-8000-00000000cafe");
  const poll = await makePoll(product, pollId, "00000000-0000-4000-8000-", STATEMENTS);
  const secret = await secretOf(product);
  const votes = makeVotes(makeDevices(secret, poll, DEVICES));
  await preparePeer(product);
  const program = pgbenchProgram();
  if (!program) console.log("pgbench is not on this machine (Debian package postgresql-contrib): no peer, no ratio");

  const acknowledged: Vote[] = [];
  const rates: number[] = [];
  const peers: number[] = [];
  const p99: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const sent = await sendVotes({ web, poll, votes, seconds: SECONDS });
    acknowledged.push(...sent.acknowledged);
    rates.push(sent.acknowledged.length / SECONDS);
    p99.push(sent.result.p99);
    if (program) peers.push(peer(product, program, "bench.vote"));
  }
  const half = await sendVotes({ web, poll, votes, seconds: SECONDS }, median(rates) / 2);
  acknowledged.push(...half.acknowledged);
  console.log(
    `votes: ${median(rates).toFixed(0)} a second, p99 ${median(p99).toFixed(1)} ms with ${CONNECTIONS} connections at full speed, ${half.result.p99.toFixed(1)} ms at half of it`,
  );
  let isReached = true;
  if (program) {
    const ratio = median(rates.map((rate, index) => rate / (peers[index] ?? Number.NaN)));
    isReached = ratio >= TARGET;
    console.log(
      `pgbench, ${PEER_CLIENTS} clients, the same rows without tallies: ${median(peers).toFixed(0)} a second; ratio ${ratio.toFixed(2)} (target ${TARGET}: ${isReached ? "reached" : "missed"})`,
    );
    const tallied = peer(product, program, "votes.vote");
    console.log(`pgbench, one by one with the tallies of the question: ${tallied.toFixed(0)} a second`);
  }

  /** The kill falls in the middle of the load, wherever that is: here a delay is what is measured, nothing waits for it. */
  const midLoad = async (): Promise<void> => await new Promise((resolve) => setTimeout(resolve, 1_000));
  const sending = async (): Promise<void> => {
    acknowledged.push(...(await sendVotes({ web, poll, votes, seconds: 3 })).acknowledged);
  };
  const said = ({ lost, doubled }: Audit): string => `${lost} lost, ${doubled} doubled`;
  const start = acknowledged.length;
  for (let kill = 0; kill < 3; kill += 1) {
    const load = sending();
    await midLoad();
    await web.stop("SIGKILL");
    await load;
    web = await product.startWeb(web.port);
  }
  const appKills = await audit(product, pollId, acknowledged);
  console.log(`kill -9 of the web process, 3 times: ${acknowledged.length - start} acknowledged, ${said(appKills)}`);
  const before = acknowledged.length;
  for (let kill = 0; kill < 3; kill += 1) {
    const load = sending();
    await midLoad();
    await product.crashDatabase();
    await load;
  }
  const databaseKills = await audit(product, pollId, acknowledged);
  console.log(`kill -9 of PostgreSQL, 3 times: ${acknowledged.length - before} acknowledged, ${said(databaseKills)}`);

  // everything again, as phones retry: still one vote each
  await sendVotes({ web, poll, votes: [...acknowledged], seconds: 2 });
  const retried = await audit(product, pollId, acknowledged);
  console.log(`sent again: ${said(retried)}`);
  const isQuick = await oneMore(product, web, secret);
  const faults = [appKills, databaseKills, retried].reduce((sum, { lost, doubled }) => sum + lost + doubled, 0);
  if (faults > 0 || !isReached || !isQuick) process.exitCode = 1;
} finally {
  await web.stop();
  await product.stop();
}
