import type { ContributionId, DecisionId, PersonId, ProcessId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";

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
