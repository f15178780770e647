import { Invalid, Refused } from "#kernel/errors.ts";
import type { PollId, ProcessId } from "#kernel/ids.ts";
import { actingRole } from "#kernel/viewer.ts";
import { CsvRecords } from "#platform/csv-records.ts";
import type { Sql } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import { readVotes } from "#platform/votes-file.ts";
import { createImportedPollAs, type Maker } from "#rooms/polls";
import { readClock } from "./import-poll.queries.ts";
import { type ImportFault, type Prepared, prepareImport } from "./import-poll.rules.ts";
import { insertVotes } from "./insert-votes.actions.ts";

export type ImportInput = {
  /** Drawn with the form, or made of the files: the same import again is the same question. */
  readonly id: PollId;
  readonly processId: ProcessId;
  readonly title: string;
  readonly introduction: string;
  readonly language: "fr" | "en";
  readonly closesAt: Date;
  /** Where it comes from, said on the public page. */
  readonly from: string;
};

export type Conversation = Prepared & { readonly summary: ReadonlyMap<string, string> };

/** A folder of the open layout, read whole: nothing of it is stored unless all of it can be. Throws a `Failure` with line and column. */
export function readConversation(folder: string): Conversation | { readonly faults: readonly ImportFault[] } {
  const prepared = prepareImport(readVotes(folder));
  return "faults" in prepared ? prepared : { ...prepared, summary: readSummary(`${folder}/summary.csv`) };
}

/** Two columns without a header line; none when there is no such file. */
function readSummary(file: string): ReadonlyMap<string, string> {
  const facts = new Map<string, string>();
  let records: CsvRecords;
  try {
    records = new CsvRecords(file);
  } catch {
    return facts;
  }
  try {
    while (records.next()) if (records.cellCount === 2) facts.set(records.text(0), records.text(1).trim());
    return facts;
  } finally {
    records.close();
  }
}

/** A vote held elsewhere becomes a question in preparation here, with its votes. */
export async function importPoll(actor: Actor, input: ImportInput, conversation: Conversation): Promise<number | null> {
  const role = actingRole(actor.viewer, "administrator", "editor");
  if (!role || !actor.viewer) throw new Refused();
  return await importPollAs(actor.sql, { personId: actor.viewer.personId, role }, { input, conversation });
}

/** Gives the number of the question; null when it was imported already. */
export async function importPollAs(
  sql: Sql,
  maker: Maker,
  { input, conversation }: { readonly input: ImportInput; readonly conversation: Conversation },
): Promise<number | null> {
  const { voters, voter, statement, value, at, firstAt, summary } = conversation;
  return await sql.begin(async (tx) => {
    // a vote of a million lines is written in one go
    await tx`set local statement_timeout = '120s'`;
    const now = await readClock(tx);
    const opensAt = new Date(Math.min(firstAt ?? now.getTime(), now.getTime(), input.closesAt.getTime() - 1_000));
    const title = input.title || (summary.get("topic") ?? "").slice(0, 200);
    if (title.trim() === "") throw new Invalid({ title: "poll-import.error.title" });
    const number = await createImportedPollAs(tx, maker, {
      poll: {
        ...{
          id: input.id,
          processId: input.processId,
          language: input.language,
          closesAt: input.closesAt,
          opensAt,
          title,
        },
        introduction: input.introduction || (summary.get("conversation-description") ?? "").slice(0, 4_000),
        followUp: "",
        whoVotes: "everyone",
        whoProposes: "everyone",
        mode: "improved",
        importedFrom: input.from,
      },
      statements: conversation.statements,
    });
    if (number === null) return null;
    await insertVotes(tx, input.id, {
      voters: voters.map((key) => ({ key })),
      votes: { voter, statement, value, at },
    });
    return number;
  });
}
