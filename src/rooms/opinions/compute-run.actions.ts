import { createHash, randomInt, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { analyse, type Group, matchGroups, type OpinionResult } from "#engine/opinion/index.ts";
import { NotFound } from "#kernel/errors.ts";
import { asId, type PollId, type RunId } from "#kernel/ids.ts";
import type { Db, Sql, Tx } from "#platform/db.ts";
import { root } from "#platform/root.ts";
import { appendEntry } from "#rooms/journal";
import { type Poll, pollById } from "#rooms/polls";
import {
  type CastVoter,
  countSetAside,
  listCastStatements,
  listCastVoters,
  listGroupNames,
  listPositions,
  readInBulk,
  waitForVotes,
} from "./cast.queries.ts";
import { changedVoters, type NumberedVotes, numberedVotes, votesCsv } from "./cast.rules.ts";
import { crossedLines, DIMENSIONS } from "./crossed.rules.ts";
import { lastRun } from "./run.queries.ts";
import { type RunKind, SMALLEST_GROUP } from "./run.rules.ts";
import { insertCrossed, insertPositions, keepNames, replaceRun, tryHold } from "./run.store.ts";
import { publicResult, summaryOf } from "./summary.rules.ts";

const pack = promisify(gzip);

/** `busy`: another worker computes it. `few`: under eleven voters. `unchanged`: under eleven changed. `done`: the final one is there. */
export type Computed =
  | { readonly made: number; readonly why?: never }
  | { readonly made: null; readonly why: "busy" | "few" | "unchanged" | "done" };

export type ComputeOptions = {
  /** For a question told afterwards: the votes until then, dated then. */
  readonly at?: Date;
};

/** Computes the groups of a question from its votes, cold, and publishes the result when it may be published. */
export async function computeRun(
  db: Db,
  pollId: PollId,
  kind: RunKind,
  { at }: ComputeOptions = {},
): Promise<Computed> {
  if (!("begin" in db)) return await compute(db as Tx, { pollId, kind, at: at ?? null });
  await waitForVotes(db, pollId);
  // each statement reads its own instant (votes in one): a snapshot of the whole would fail on every public write made meanwhile
  return await (db as Sql).begin(async (tx) => {
    await tx`set local statement_timeout = '120s'`;
    await tx`set local idle_in_transaction_session_timeout = 0`;
    return await compute(tx, { pollId, kind, at: at ?? null });
  });
}

type Wanted = { readonly pollId: PollId; readonly kind: RunKind; readonly at: Date | null };

async function compute(tx: Tx, { pollId, kind, at }: Wanted): Promise<Computed> {
  if (!(await tryHold(tx, pollId))) return { made: null, why: "busy" };
  const poll = await pollById(tx, pollId);
  if (!poll) throw new NotFound();
  if ((await lastRun(tx, pollId))?.kind === "final") return { made: null, why: "done" };
  const voters = await readInBulk(tx, () => listCastVoters(tx, pollId, at));
  if (voters.length < SMALLEST_GROUP) return { made: null, why: "few" };

  const former = await listPositions(tx, pollId);
  const digests = new Map(voters.map(({ id, votes }) => [id, digestOf(votes)]));
  const changed = changedVoters(new Map(former.map(({ voter, digest }) => [voter, digest])), digests);
  if (kind !== "final" && changed < SMALLEST_GROUP) return { made: null, why: "unchanged" };

  const cast = numberedVotes({ voters, statements: await listCastStatements(tx, pollId, at) }, (below) =>
    randomInt(below),
  );
  const result = analysed(poll, cast);
  const isWeak = result.structure === "weak";
  const before = new Map(former.map(({ voter, name }) => [voter, name]));
  const names: ReadonlyMap<Group, string> = isWeak
    ? new Map()
    : matchGroups(before, groupsByVoter(result, { voters, cast }), await listGroupNames(tx, pollId));
  const number = await store(tx, { poll, kind, at, voters, cast, result, names, changed });
  await insertPositions(
    tx,
    { pollId, runId: number.runId },
    voters.map(({ id }, place) => {
      const participant = String(cast.numbers[place]);
      const [x, y] = result.projections[participant] ?? [0, 0];
      const group = result.participants[participant] ?? null;
      // without clear groups the letters of before wait for the next run that has some
      const name = isWeak ? (before.get(id) ?? null) : nameOf(names, group);
      return { voter: id, name, x, y, digest: digests.get(id) ?? "" };
    }),
  );
  return { made: number.number };
}

const nameOf = (names: ReadonlyMap<Group, string>, group: Group | null): string | null =>
  group === null ? null : (names.get(group) ?? null);

const digestOf = (votes: string): string => createHash("sha256").update(votes).digest("base64url").slice(0, 16);

function analysed(poll: Poll, { table, facts }: NumberedVotes): OpinionResult {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const sha256 = (chunks: Iterable<string>): string => {
    const hash = createHash("sha256");
    for (const chunk of chunks) hash.update(chunk);
    return hash.digest("hex");
  };
  return analyse(table, facts, { mode: poll.mode, seed: poll.seed, version, sha256 });
}

type Voters = { readonly voters: readonly CastVoter[]; readonly cast: NumberedVotes };

function groupsByVoter(result: OpinionResult, { voters, cast }: Voters): ReadonlyMap<string, Group | null> {
  return new Map(voters.map(({ id }, place) => [id, result.participants[String(cast.numbers[place])] ?? null]));
}

type Storing = Voters & {
  readonly poll: Poll;
  readonly kind: RunKind;
  readonly at: Date | null;
  readonly result: OpinionResult;
  readonly names: ReadonlyMap<Group, string>;
  readonly changed: number;
};

async function store(tx: Tx, made: Storing): Promise<{ readonly runId: RunId; readonly number: number }> {
  const { poll, kind, at, voters, cast, result, names, changed } = made;
  const runId = asId<RunId>(randomUUID());
  const { isWhole, result: published } = publicResult(result);
  const text = `${JSON.stringify(published)}\n`;
  const verifiedVoters = voters.filter(({ isVerified }) => isVerified).length;
  const number = await replaceRun(tx, {
    id: runId,
    pollId: poll.id,
    kind,
    at,
    inputHash: result.input.hash,
    resultHash: createHash("sha256").update(text).digest("hex"),
    statements: result.input.statements,
    votes: result.input.votes,
    verifiedVoters,
    guestVoters: voters.length - verifiedVoters,
    setAsideVoters: await countSetAside(tx, poll.id),
    changedVoters: changed,
    placed: Object.values(result.participants).filter((group) => group !== null).length,
    mode: poll.mode,
    seed: poll.seed,
    engineVersion: result.engine.version,
    structure: result.structure,
    k: result.k,
    isWhole,
    summary: summaryOf(result, names, cast.facts),
    resultFile: await pack(text),
    votesFile: await pack([...votesCsv(cast.table)].join("")),
  });
  await insertCrossed(
    tx,
    runId,
    DIMENSIONS.flatMap((dimension) =>
      crossedLines(dimension, {
        keys: voters.map((voter) => voter[dimension]),
        statements: cast.statements,
        statement: cast.table.statement,
        voter: cast.voter,
        vote: cast.table.vote,
        isFinal: kind === "final",
      }),
    ),
  );
  await keepNames(tx, poll.id, number, [...names.values()]);
  if (kind !== "live") await tellSnapshot(tx, { id: runId, poll: poll.number, number, kind, hash: result.input.hash });
  return { runId, number };
}

type Snapshot = {
  readonly id: RunId;
  readonly poll: number;
  readonly number: number;
  readonly kind: RunKind;
  readonly hash: string;
};

/** In the journal: which result is kept, and the hash of its votes. */
export async function tellSnapshot(tx: Tx, { id, poll, number, kind, hash }: Snapshot): Promise<void> {
  await appendEntry(tx, {
    kind: "opinions.snapshot-published",
    subjectId: id,
    actingRole: "clock",
    payload: { poll, run: number, kind, hash },
  });
}
