import type { ContributionId, DecisionId, ProcessId } from "#kernel/ids.ts";
import type { Sql } from "#platform/db.ts";
import { type LoggedContribution, listLogged, loggedState, opensTo } from "#rooms/contributions";
import { answerDocument, listAnswers } from "#rooms/decisions";
import { digestOf } from "#rooms/journal";
import { listRules, rulesDocument } from "#rooms/processes";

const AT_ONCE = 1_000;

type Numbered<Id> = { readonly id: Id; readonly number: number };

/** Everything in pieces, by number; what seems wrong is looked at twice: somebody may act between two questions. */
async function wrongOnes<Id>(
  next: (after: number) => Promise<readonly Numbered<Id>[]>,
  faultsOf: (ids: readonly Id[]) => Promise<ReadonlyMap<Id, string>>,
): Promise<readonly { readonly number: number; readonly fault: string }[]> {
  const wrong: { number: number; fault: string }[] = [];
  let after = 0;
  for (;;) {
    const piece = await next(after);
    const last = piece.at(-1);
    if (!last) return wrong;
    after = last.number;
    const first = await faultsOf(piece.map(({ id }) => id));
    const second = first.size > 0 ? await faultsOf([...first.keys()]) : first;
    for (const { id, number } of piece) {
      const fault = second.get(id);
      if (fault !== undefined) wrong.push({ number, fault });
    }
  }
}

type Kept = {
  readonly o: ContributionId;
  readonly family: string;
  readonly state: string;
  readonly isDetached: boolean;
  readonly content: string | null;
  readonly author: string | null;
};

async function contributionFaults(
  sql: Sql,
  ids: readonly ContributionId[],
): Promise<ReadonlyMap<ContributionId, string>> {
  const kept = await sql<Kept[]>`
    select object.o, object.family, object.state, object.is_detached as "isDetached", opening.content,
      opening.author_label as author
    from journal.object
    left join journal.opening on opening.o = object.o and opening.r = object.r
    where object.o = any (${ids as ContributionId[]}::uuid[])
  `;
  const known = new Map(kept.map((row) => [row.o, row]));
  const there = await listLogged(sql, ids);
  const faults = new Map<ContributionId, string>();
  for (const contribution of there) {
    const id = contribution.id as ContributionId;
    const fault = faultOf(contribution, known.get(id));
    if (fault !== null) faults.set(id, fault);
  }
  const standing = new Set(there.map(({ id }) => id));
  for (const { o, state } of kept) {
    if (!standing.has(o) && state !== "erased") faults.set(o, `erased here, ${state} in the log`);
  }
  return faults;
}

function faultOf(contribution: LoggedContribution, kept: Kept | undefined): string | null {
  if (!kept) return "not in the log";
  const state = loggedState(contribution.state);
  if (kept.family !== "contribution" || kept.state !== state) return `${state} here, ${kept.state} in the log`;
  if (kept.isDetached !== contribution.isDetached) return "its author is here or in the log, not in both";
  const { words, name } = opensTo(contribution, kept);
  if (!words) return "other words in the log";
  return name ? null : "another name in the log";
}

export async function contributionsUnlikeTheLog(sql: Sql): Promise<readonly string[]> {
  const next = async (after: number) =>
    await sql<Numbered<ContributionId>[]>`
      select id, number
      from contributions.contribution
      where number > ${after}
      order by number
      limit ${AT_ONCE}
    `;
  const wrong = await wrongOnes(next, async (ids) => await contributionFaults(sql, ids));
  return wrong.map(({ number, fault }) => `contribution ${number}: ${fault}`);
}

async function answerFaults(sql: Sql, ids: readonly DecisionId[]): Promise<ReadonlyMap<DecisionId, string>> {
  const answers = await listAnswers(sql, ids);
  const kept = await sql<{ d: string }[]>`
    select encode(d, 'hex') as d
    from journal.document
    where d in (
      select decode(hex, 'hex')
      from unnest(${answers.map(({ logged }) => Buffer.from(logged ?? []).toString("hex"))}::text[]) as hex
    )
  `;
  const known = new Set(kept.map(({ d }) => d));
  const faults = new Map<DecisionId, string>();
  for (const answer of answers) {
    const digest = digestOf(answerDocument(answer));
    const id = answer.id as DecisionId;
    if (answer.logged === null) faults.set(id, "not in the log");
    else if (!digest.equals(answer.logged)) faults.set(id, "something else in the log");
    else if (!known.has(digest.toString("hex"))) faults.set(id, "the document that the log names is not kept");
  }
  return faults;
}

export async function answersUnlikeTheLog(sql: Sql): Promise<readonly string[]> {
  const next = async (after: number) =>
    await sql<Numbered<DecisionId>[]>`
      select id, number
      from decisions.decision
      where number > ${after}
        and state <> 'draft'
      order by number
      limit ${AT_ONCE}
    `;
  const wrong = await wrongOnes(next, async (ids) => await answerFaults(sql, ids));
  return wrong.map(({ number, fault }) => `decision ${number}: ${fault}`);
}

export async function editionsUnlikeTheLog(sql: Sql): Promise<readonly string[]> {
  const rows = await sql<{ slug: string }[]>`
    select document.slug
    from documents.document
    cross join lateral (
      select count(*) as count, (array_agg(hash order by number desc))[1] as hash
      from documents.edition
      where document_id = document.id
        and state = 'published'
    ) as published
    left join journal.object on object.o = document.id
    where published.count <> coalesce(object.r, 0)
      or published.hash is distinct from encode(object.hash, 'hex')
      or (published.count > 0 and object.family is distinct from 'document')
    order by document.slug
  `;
  return rows.map(({ slug }) => `${slug}: other editions in the log`);
}

export async function rulesUnlikeTheLog(sql: Sql): Promise<readonly string[]> {
  const ids = await sql<{ id: ProcessId }[]>`
    select id
    from processes.process
    order by slug
  `;
  const wrong = async (asked: readonly ProcessId[]) =>
    (await listRules(sql, asked)).filter(
      (rules) => rules.logged === null || !digestOf(rulesDocument(rules)).equals(rules.logged),
    );
  const first = await wrong(ids.map(({ id }) => id));
  const second = first.length > 0 ? await wrong(first.map(({ id }) => id as ProcessId)) : [];
  return second.map(({ slug }) => `${slug}: other rules in the log`);
}
