// What is exported from a question and taken over again is the same votes: the hash of the input says so.
import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { analyse, type VoteTable } from "#engine/opinion/index.ts";
import { asId, type PollId, type ProcessId } from "#kernel/ids.ts";
import { urls } from "#kernel/urls.ts";
import { readVotes } from "#platform/votes-file.ts";
import { computeRun, lastRun } from "#rooms/opinions";
import { endPoll, plantedPoll } from "../../../test/fixtures/planted-poll.ts";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { importPollAs, readConversation } from "./import-poll.actions.ts";
import { tagOfImported } from "./voter-tag.actions.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

const sha256 = (chunks: Iterable<string>): string => {
  const hash = createHash("sha256");
  for (const chunk of chunks) hash.update(chunk);
  return hash.digest("hex");
};
const hashOf = (votes: VoteTable, facts: Parameters<typeof analyse>[1]): string =>
  analyse(votes, facts, { mode: "improved", seed: 0, version: "0", sha256 }).input.hash;

/** What a spreadsheet could take for a formula comes back as it was. */
const WORDS = ["=1+1", "'=déjà gardé", "-2,5", "@moi"];

test.each(["votes.csv", "participants-votes.csv"])("by %s", async (name) => {
  const { sql } = house;
  const poll = await plantedPoll(sql, { people: 60, statements: 20, groups: 2, seed: name.length, words: WORDS });
  await sql`update polls.statement set is_meta = true where poll_id = ${poll.id} and number = 3`;
  await sql`
    update polls.statement set state = 'hidden', hidden_reason = 'personal_data' where poll_id = ${poll.id} and number = 5
  `;
  await endPoll(sql, poll);
  expect((await computeRun(sql, poll.id, "final")).made).toBe(1);
  const run = await lastRun(sql, poll.id);
  const folder = mkdtempSync(path.join(tmpdir(), "jalon-test-"));
  for (const file of [name, "comments.csv", "summary.csv"]) {
    const response = await house.fetch(urls.pollFile("fr", { poll: poll.number, run: 1, file }));
    expect(response.status, file).toBe(200);
    writeFileSync(path.join(folder, file), Buffer.from(await response.arrayBuffer()));
  }
  const conversation = readConversation(folder);
  if ("faults" in conversation) throw new Error(JSON.stringify(conversation.faults));
  const id = asId<PollId>(`00000000-0000-4000-8000-0000000000${name.startsWith("v") ? "aa" : "bb"}`);
  const number = await importPollAs(
    sql,
    { personId: null, role: "operator" },
    {
      input: {
        ...{ id, processId: asId<ProcessId>(ESSAI.processId), title: "Reprise", introduction: "", language: "fr" },
        ...{ closesAt: new Date("2090-01-01T00:00:00Z"), from: "ce site" },
      },
      conversation,
    },
  );
  // the table as it is stored now, under the numbers of the file
  const rows = await sql<{ tag: string; statement: number; value: number }[]>`
    select encode(voter.tag, 'hex') as tag, statement.number as statement, vote.value
    from votes.vote
    join votes.voter on voter.id = vote.voter_id
    join polls.statement on statement.id = vote.statement_id
    where vote.poll_id = ${id}
  `;
  const { votes: source } = readVotes(folder);
  const places = new Map(source.participants.map((key, place) => [tagOfImported(number ?? 0, key), place]));
  const stored = await sql<{ number: number; state: string; is_meta: boolean }[]>`
    select number, state, is_meta from polls.statement where poll_id = ${id} order by number
  `;
  const statements = stored.map((one) => String(one.number));
  const table: VoteTable = {
    kind: "log",
    statements,
    participants: source.participants,
    statement: Int32Array.from(rows, (row) => statements.indexOf(String(row.statement))),
    participant: Int32Array.from(rows, ({ tag }) => places.get(tag) ?? -1),
    vote: Int8Array.from(rows, ({ value }) => value),
    time: null,
  };
  const facts = new Map(
    stored.map((one) => [
      String(one.number),
      { moderated: one.state === "hidden" ? -1 : 1, meta: one.is_meta } as const,
    ]),
  );
  const words = await sql<{ text: string }[]>`
    select text from polls.statement where poll_id = ${id} order by number limit 4
  `;
  expect(words.map(({ text }) => text)).toEqual(WORDS);
  expect(run?.inputHash).toMatch(/^[0-9a-f]{64}$/);
  expect(hashOf(table, facts)).toBe(run?.inputHash);
});
