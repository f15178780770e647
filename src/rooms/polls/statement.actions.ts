import { saysSomething } from "#engine/text/says-something.ts";
import { Conflict, Invalid, NotFound, Refused } from "#kernel/errors.ts";
import type { NodeId, PollId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import { appendEntry } from "#rooms/journal";
import { preparerOf } from "./poll.actions.ts";
import { lockPoll, pollById } from "./poll.queries.ts";
import type { Maker, Poll } from "./poll.rules.ts";
import { insertAct } from "./poll.store.ts";
import { listStatements, statementByNumber } from "./statement.queries.ts";
import { lengthOf, STATEMENT_LIMIT, type Statement, statementWords } from "./statement.rules.ts";
import {
  deleteStatement,
  insertStatements,
  type Stored,
  setMeta,
  setState,
  setStatementNodes,
  updateWords,
} from "./statement.store.ts";

export type TeamStatement = {
  readonly text: string;
  readonly contributionId?: string | null;
  readonly isMeta?: boolean;
  readonly nodes?: readonly NodeId[];
};

/** What is wrong with the words of a statement; null when nothing is. */
export function wordsFault(text: string): string | null {
  if (!saysSomething(text)) return "polls.error.textMissing";
  return lengthOf(text) > STATEMENT_LIMIT ? "polls.error.textLong" : null;
}

/** Two people, or one twice, wrote the same sentence: the index of the database decided. */
export function saidAlready(error: unknown): never {
  const { constraint_name: name } = error as { readonly constraint_name?: string };
  throw name === "statement_words" ? new Conflict("polls.error.saidAlready") : error;
}

/** Statements of the team: shown at once, in the order given. */
export async function addStatementsAs(
  tx: Tx,
  maker: Maker,
  { pollId, statements }: { readonly pollId: PollId; readonly statements: readonly TeamStatement[] },
): Promise<readonly Stored[]> {
  const poll = await pollById(tx, pollId);
  if (!poll) throw new NotFound();
  const stored = await insertStatements(
    tx,
    pollId,
    statements.map(({ text, contributionId, isMeta }) => ({
      text,
      language: poll.language,
      origin: contributionId ? "contribution" : "team",
      state: "shown",
      contributionId: contributionId ?? null,
      isMeta: isMeta ?? false,
      moderatedBy: maker.personId,
    })),
  );
  for (const [index, one] of stored.entries()) {
    await insertAct(tx, { pollId, statementId: one.id, verb: "add", after: { number: one.number } }, maker);
    const nodes = statements[index]?.nodes ?? [];
    if (nodes.length > 0) await setStatementNodes(tx, one.id, nodes, maker);
  }
  if (poll.isPublished) await journalShown(tx, poll, stored, maker);
  return stored;
}

async function journalShown(tx: Tx, poll: Poll, stored: readonly Stored[], maker: Maker): Promise<void> {
  await appendEntry(
    tx,
    ...stored.map((one) => ({
      kind: "poll.statement-shown" as const,
      subjectId: one.id,
      actingRole: maker.role,
      payload: { poll: poll.number, number: one.number },
    })),
  );
}

/** One statement of the team. Gives its number. */
export async function addStatement(actor: Actor, poll: number, statement: TeamStatement): Promise<number> {
  const [stored] = await addStatements(actor, poll, [statement]);
  return stored?.number ?? 0;
}

/** Until it closes, the team adds statements; a sentence that is there already is refused. */
export async function addStatements(
  actor: Actor,
  number: number,
  statements: readonly TeamStatement[],
): Promise<readonly Stored[]> {
  const maker = preparerOf(actor);
  return await actor.sql
    .begin(async (tx) => {
      const poll = await lockPoll(tx, number);
      if (!poll) throw new NotFound();
      if (poll.isClosed) throw new Refused("polls.error.closed");
      return await addStatementsAs(tx, maker, { pollId: poll.id, statements });
    })
    .catch(saidAlready);
}

/** The lines that were typed, each a statement; `line` is that of the field, from 1. */
export type Line = { readonly line: number; readonly text: string };
export type LineFault = { readonly line: number; readonly messageKey: string; readonly text: string };

export function linesOf(typed: string): readonly Line[] {
  return typed
    .split("\n")
    .map((text, index) => ({ line: index + 1, text: statementWords(text) }))
    .filter(({ text }) => text !== "");
}

/** Every fault of many lines at once, before anything is stored. */
export function lineFaults(lines: readonly Line[], known: readonly string[]): readonly LineFault[] {
  const seen = new Set(known.map((text) => text.toLowerCase()));
  return lines.flatMap(({ line, text }) => {
    const fault = seen.has(text.toLowerCase()) ? "polls.error.saidAlready" : wordsFault(text);
    seen.add(text.toLowerCase());
    return fault === null ? [] : [{ line, messageKey: fault, text: text.slice(0, 40) }];
  });
}

/** Many at once, one a line: all are stored, or none and every fault is said. */
export async function seedStatements(actor: Actor, number: number, typed: string): Promise<readonly LineFault[]> {
  const maker = preparerOf(actor);
  const lines = linesOf(typed);
  if (lines.length === 0) throw new Invalid({ lines: "polls.error.textMissing" });
  if (lines.length > 200) throw new Invalid({ lines: "polls.error.manyLines" });
  return await actor.sql.begin(async (tx) => {
    const poll = await lockPoll(tx, number);
    if (!poll) throw new NotFound();
    if (poll.isClosed) throw new Refused("polls.error.closed");
    const known = (await listStatements(tx, poll.id)).map(({ text }) => text);
    const faults = lineFaults(lines, known);
    if (faults.length === 0) await addStatementsAs(tx, maker, { pollId: poll.id, statements: lines });
    return faults;
  });
}

/** The statement as the person read it. */
export type ReadStatement = { readonly poll: number; readonly number: number; readonly version: number };

async function actOnStatement(
  actor: Actor,
  read: ReadStatement,
  act: (tx: Tx, found: { readonly poll: Poll; readonly statement: Statement; readonly maker: Maker }) => Promise<void>,
): Promise<void> {
  const maker = preparerOf(actor);
  await actor.sql
    .begin(async (tx) => {
      const poll = await lockPoll(tx, read.poll);
      const statement = poll && (await statementByNumber(tx, poll.id, read.number));
      if (!poll || !statement) throw new NotFound();
      if (statement.version !== read.version) throw new Conflict("polls.error.actedSince");
      await act(tx, { poll, statement, maker });
    })
    .catch(saidAlready);
}

/** About the question itself, not about its subject: left out of the groups. */
export async function markMeta(actor: Actor, read: ReadStatement, isMeta: boolean): Promise<void> {
  await actOnStatement(actor, read, async (tx, { poll, statement, maker }) => {
    if (statement.isMeta === isMeta) return;
    await setMeta(tx, statement.id, isMeta);
    const act = { pollId: poll.id, statementId: statement.id, verb: "meta", after: { isMeta } };
    await insertAct(tx, { ...act, before: { isMeta: !isMeta } }, maker);
  });
}

export async function attachStatementNodes(actor: Actor, read: ReadStatement, nodes: readonly NodeId[]): Promise<void> {
  await actOnStatement(actor, read, async (tx, { poll, statement, maker }) => {
    await setStatementNodes(tx, statement.id, nodes, maker);
    const after = await statementByNumber(tx, poll.id, statement.number);
    const codes = (one: Statement | null) => ({ codes: one?.nodes.map(({ code }) => code) ?? [] });
    const act = { pollId: poll.id, statementId: statement.id, verb: "nodes" };
    await insertAct(tx, { ...act, before: codes(statement), after: codes(after) }, maker);
  });
}

/** While the question is a draft its words may change, or it may go; afterwards it is corrected by another. */
export async function rewordDraft(actor: Actor, read: ReadStatement, typed: string): Promise<void> {
  const text = statementWords(typed);
  const fault = wordsFault(text);
  if (fault) throw new Invalid({ text: fault });
  await actOnStatement(actor, read, async (tx, { poll, statement, maker }) => {
    if (poll.isPublished) throw new Refused("polls.error.published");
    if (statement.origin === "import") throw new Refused("polls.error.importedWords");
    await updateWords(tx, statement.id, text);
    const act = { pollId: poll.id, statementId: statement.id, verb: "reword" };
    await insertAct(tx, { ...act, before: { text: statement.text }, after: { text } }, maker);
  });
}

export async function removeDraft(actor: Actor, read: ReadStatement): Promise<void> {
  await actOnStatement(actor, read, async (tx, { poll, statement, maker }) => {
    if (poll.isPublished) throw new Refused("polls.error.published");
    if (statement.origin === "import") throw new Refused("polls.error.importedWords");
    await deleteStatement(tx, statement.id);
    const act = { pollId: poll.id, statementId: statement.id, verb: "remove" };
    await insertAct(tx, { ...act, before: { text: statement.text } }, maker);
  });
}

/** A public statement is corrected by a new one, and hidden with a link to it. Votes on the first stay with the first. */
export async function correctStatement(actor: Actor, read: ReadStatement, typed: string): Promise<void> {
  const text = statementWords(typed);
  const fault = wordsFault(text);
  if (fault) throw new Invalid({ text: fault });
  await actOnStatement(actor, read, async (tx, { poll, statement, maker }) => {
    if (!poll.isPublished || poll.isClosed || statement.state !== "shown") throw new Refused("polls.error.notOpen");
    const nodes = statement.nodes.map(({ id }) => id as NodeId);
    const { contributionId, isMeta } = statement;
    const added = { pollId: poll.id, statements: [{ text, contributionId, isMeta, nodes }] };
    const [better] = await addStatementsAs(tx, maker, added);
    if (!better) throw new NotFound();
    const hidden = {
      id: statement.id,
      state: "hidden",
      reason: "corrected",
      note: null,
      replacedBy: better.id,
    } as const;
    await setState(tx, hidden, maker);
    await insertAct(
      tx,
      { pollId: poll.id, statementId: statement.id, verb: "correct", after: { number: better.number } },
      maker,
    );
    await appendEntry(tx, {
      kind: "poll.statement-hidden",
      subjectId: statement.id,
      actingRole: maker.role,
      payload: { poll: poll.number, number: statement.number, reason: "corrected", replacedBy: better.number },
    });
  });
}
