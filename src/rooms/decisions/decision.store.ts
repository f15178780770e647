import type { ContributionId, DecisionId, PersonId, ProcessId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Maker, Words } from "./decision.rules.ts";

export type NewDraft = {
  readonly id: DecisionId;
  readonly processId: ProcessId;
  readonly words: Words;
  readonly replaces: DecisionId | null;
};

/** The number of the draft; null when this id is stored already: the same form sent twice. */
export async function insertDraft(
  tx: Tx,
  { id, processId, words, replaces }: NewDraft,
  by: Maker,
): Promise<number | null> {
  const [row] = await tx<{ number: number }[]>`
    insert into decisions.decision (
      id, process_id, verdict, reason, answer, addressed_to, decided_by, acting_role, replaces
    )
    values (
      ${id}, ${processId}, ${words.verdict}, ${words.reason}, ${words.answer}, ${words.addressedTo}, ${by.personId},
      ${by.role}, ${replaces}
    )
    on conflict (id) do nothing
    returning number
  `;
  return row?.number ?? null;
}

/** True when the draft was still at the version the person had read. */
export async function updateDraft(tx: Tx, id: DecisionId, version: number, words: Words, by: Maker): Promise<boolean> {
  const rows = await tx`
    update decisions.decision
    set verdict = ${words.verdict},
      reason = ${words.reason},
      answer = ${words.answer},
      addressed_to = ${words.addressedTo},
      decided_by = ${by.personId},
      acting_role = ${by.role},
      decided_at = now(),
      version = version + 1
    where id = ${id}
      and version = ${version}
      and state = 'draft'
    returning id
  `;
  return rows.length === 1;
}

/**
 * Covers published contributions of the process of the decision; those that another decision holds are left out. A
 * decision that replaces another takes force when it is published. Gives the numbers that were covered.
 */
export async function insertCoverings(
  tx: Tx,
  decisionId: DecisionId,
  numbers: readonly number[],
  by: Maker,
): Promise<readonly number[]> {
  const rows = await tx<{ number: number }[]>`
    with covered as (
      insert into decisions.covering (decision_id, contribution_id, is_in_force, made_by, acting_role)
      select decision.id, contribution.id, decision.replaces is null, ${by.personId}, ${by.role}
      from decisions.decision
      join contributions.contribution on contribution.process_id = decision.process_id
      where decision.id = ${decisionId}
        and contribution.number = any (${numbers}::bigint[])
        and contribution.state = 'published'
        and (
          decision.replaces is null
          or not exists (
            select
            from decisions.covering as other
            where other.contribution_id = contribution.id
              and other.is_in_force
              and other.decision_id <> decision.replaces
          )
        )
      order by contribution.id
      on conflict do nothing
      returning contribution_id
    )
    select contribution.number
    from covered
    join contributions.contribution on contribution.id = covered.contribution_id
  `;
  return rows.map(({ number }) => number);
}

/** A replacement starts with all that the decision it replaces covers. */
export async function copyCoverings(tx: Tx, from: DecisionId, to: DecisionId, by: Maker): Promise<void> {
  await tx`
    insert into decisions.covering (decision_id, contribution_id, is_in_force, made_by, acting_role)
    select ${to}, contribution_id, false, ${by.personId}, ${by.role}
    from decisions.covering
    where decision_id = ${from}
    order by contribution_id
  `;
}

export async function deleteCoverings(tx: Tx, decisionId: DecisionId, numbers: readonly number[]): Promise<number> {
  const rows = await tx`
    delete from decisions.covering
    using contributions.contribution
    where contribution.id = covering.contribution_id
      and covering.decision_id = ${decisionId}
      and contribution.number = any (${numbers}::bigint[])
    returning covering.contribution_id
  `;
  return rows.length;
}

/** The words of a draft are not what changed, but who has read the list must know that it changed. */
export async function bumpVersion(tx: Tx, id: DecisionId): Promise<void> {
  await tx`
    update decisions.decision
    set version = version + 1
    where id = ${id}
      and state = 'draft'
  `;
}

export async function deleteDraft(tx: Tx, id: DecisionId): Promise<boolean> {
  await tx`
    delete from decisions.covering
    using decisions.decision
    where decision.id = covering.decision_id
      and decision.id = ${id}
      and decision.state = 'draft'
  `;
  const rows = await tx`
    delete from decisions.decision
    where id = ${id}
      and state = 'draft'
    returning id
  `;
  return rows.length === 1;
}

/** The replaced decision and its coverings leave force first, so that never two are in force. */
export async function retireReplaced(tx: Tx, ids: readonly DecisionId[]): Promise<void> {
  await tx`
    update decisions.covering
    set is_in_force = false
    from decisions.decision as later
    where later.id = any (${ids}::uuid[])
      and covering.decision_id = later.replaces
      and covering.is_in_force
  `;
  await tx`
    update decisions.decision as earlier
    set state = 'replaced'
    from decisions.decision as later
    where later.id = any (${ids}::uuid[])
      and earlier.id = later.replaces
  `;
}

export async function markPublished(tx: Tx, ids: readonly DecisionId[], by: PersonId | null): Promise<void> {
  await tx`
    update decisions.covering
    set is_in_force = true
    where decision_id = any (${ids}::uuid[])
      and not is_in_force
  `;
  await tx`
    update decisions.decision
    set state = 'published',
      published_at = now(),
      published_by = ${by}
    where id = any (${ids}::uuid[])
      and state = 'draft'
  `;
}

/** A decision as the demonstration or an import brings it, with its own dates. */
export type DecisionSeed = {
  readonly id: DecisionId;
  readonly processId: ProcessId;
  readonly verdict: string;
  readonly reason: string;
  readonly answer: string;
  readonly addressedTo: string | null;
  readonly decidedBy: PersonId | null;
  readonly actingRole: string;
  readonly decidedAt: Date | string;
  /** Null keeps it a draft. */
  readonly publishedAt: Date | string | null;
  readonly contributionIds: readonly ContributionId[];
};

/** All decisions of a batch in three statements, whatever their number. */
export async function insertSeeds(
  tx: Tx,
  seeds: readonly DecisionSeed[],
): Promise<readonly { id: DecisionId; number: number }[]> {
  const at = (value: Date | string | null) => (value instanceof Date ? value.toISOString() : value);
  const rows = await tx<{ id: DecisionId; number: number }[]>`
    insert into decisions.decision (
      id, process_id, verdict, reason, answer, addressed_to, decided_by, acting_role, decided_at
    )
    select *
    from unnest(
      ${seeds.map((seed) => seed.id)}::uuid[],
      ${seeds.map((seed) => seed.processId)}::uuid[],
      ${seeds.map((seed) => seed.verdict)}::text[],
      ${seeds.map((seed) => seed.reason)}::text[],
      ${seeds.map((seed) => seed.answer)}::text[],
      ${seeds.map((seed) => seed.addressedTo)}::text[],
      ${seeds.map((seed) => seed.decidedBy)}::uuid[],
      ${seeds.map((seed) => seed.actingRole)}::text[],
      ${seeds.map((seed) => at(seed.decidedAt))}::timestamptz[]
    )
    returning id, number
  `;
  const pairs = seeds.flatMap((seed) =>
    seed.contributionIds.map((contributionId) => [seed.id, contributionId] as const),
  );
  await tx`
    insert into decisions.covering (decision_id, contribution_id, made_by, acting_role, made_at)
    select decision.id, pair.contribution_id, decision.decided_by, decision.acting_role, decision.decided_at
    from unnest(${pairs.map(([id]) => id)}::uuid[], ${pairs.map(([, id]) => id)}::uuid[]) as pair (decision_id, contribution_id)
    join decisions.decision on decision.id = pair.decision_id
  `;
  const published = seeds.filter((seed) => seed.publishedAt !== null);
  await tx`
    update decisions.decision
    set state = 'published',
      published_at = seed.published_at,
      published_by = decision.decided_by
    from unnest(
      ${published.map((seed) => seed.id)}::uuid[],
      ${published.map((seed) => at(seed.publishedAt))}::timestamptz[]
    ) as seed (id, published_at)
    where decision.id = seed.id
  `;
  return rows;
}
