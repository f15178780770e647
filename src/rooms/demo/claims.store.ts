import type { ClaimId, ContributionId, DecisionId, PersonId, ProcessId, ThemeId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";

export type DatedClaim = {
  readonly id: ClaimId;
  readonly kind: "claim" | "rare";
  readonly themeId: ThemeId;
  readonly position: number;
  readonly text: string;
  readonly madeAt: Date;
  readonly sources: readonly {
    readonly contributionId: ContributionId;
    readonly stance: "supports" | "opposes" | "nuances";
    readonly quote: string | null;
  }[];
};

type By = { readonly personId: PersonId };

export async function insertNote(
  tx: Tx,
  processId: ProcessId,
  note: { readonly title: string; readonly introduction: string; readonly method: string },
  { personId }: By,
): Promise<void> {
  await tx`
    insert into synthesis.note (process_id, title, introduction, method, made_by, acting_role)
    values (${processId}, ${note.title}, ${note.introduction}, ${note.method}, ${personId}, 'analyst')
  `;
}

/** Claims with their first version and what they rest on, each a link of its own date. */
export async function insertClaims(tx: Tx, processId: ProcessId, claims: readonly DatedClaim[], by: By): Promise<void> {
  const rows = tx.json(
    claims.map((claim) => ({
      ...claim,
      madeAt: claim.madeAt.toISOString(),
      sources: claim.sources.map((s) => ({ ...s })),
    })),
  );
  await tx`
    insert into synthesis.claim (id, process_id, theme_id, position, kind, text, made_by, acting_role, made_at)
    select claim.id, ${processId}, claim."themeId", claim.position, claim.kind, claim.text, ${by.personId}, 'analyst',
      claim."madeAt"
    from jsonb_to_recordset(${rows})
      as claim (id uuid, "themeId" uuid, position integer, kind text, text text, "madeAt" timestamptz)
    order by claim.position
  `;
  await tx`
    insert into synthesis.claim_version (claim_id, version, kind, theme_id, text, made_by, acting_role, made_at)
    select claim.id, 1, claim.kind, claim."themeId", claim.text, ${by.personId}, 'analyst', claim."madeAt"
    from jsonb_to_recordset(${rows})
      as claim (id uuid, "themeId" uuid, position integer, kind text, text text, "madeAt" timestamptz)
    order by claim.position
  `;
  await tx`
    insert into synthesis.claim_contribution (claim_id, contribution_id, stance, quote, made_by, acting_role, made_at)
    select claim.id, source."contributionId", source.stance, source.quote, ${by.personId}, 'analyst', claim."madeAt"
    from jsonb_to_recordset(${rows}) as claim (id uuid, sources jsonb, "madeAt" timestamptz)
    cross join jsonb_to_recordset(claim.sources) as source ("contributionId" uuid, stance text, quote text)
  `;
}

export type DatedBasis = { readonly decisionId: DecisionId; readonly claimId: ClaimId; readonly madeAt: string };

/** Decisions made on claims: the link, and what the group was chosen on. */
export async function tieClaims(tx: Tx, links: readonly DatedBasis[], by: By): Promise<void> {
  const rows = tx.json(links.map((link) => ({ ...link })));
  await tx`
    insert into decisions.decision_claim (decision_id, claim_id, origin, made_by, acting_role, made_at)
    select link."decisionId", link."claimId", 'person', ${by.personId}, 'editor', link."madeAt"
    from jsonb_to_recordset(${rows}) as link ("decisionId" uuid, "claimId" uuid, "madeAt" timestamptz)
  `;
  await tx`
    insert into decisions.basis (decision_id, kind, reference, words, count, made_by, acting_role, made_at)
    select link."decisionId", 'claim', claim.number::text, 'Constat n° ' || claim.number,
      (select count(*) from decisions.covering where covering.decision_id = link."decisionId"), ${by.personId}, 'editor',
      link."madeAt"
    from jsonb_to_recordset(${rows}) as link ("decisionId" uuid, "claimId" uuid, "madeAt" timestamptz)
    join synthesis.claim on claim.id = link."claimId"
  `;
}

/** Words to start a decision from, for all consultations. */
export async function insertTemplates(
  tx: Tx,
  templates: readonly {
    readonly title: string;
    readonly verdict: string;
    readonly reason: string;
    readonly answer: string;
  }[],
  by: By,
): Promise<void> {
  await tx`
    insert into decisions.template (title, verdict, reason, answer, made_by, acting_role)
    select template.title, template.verdict, template.reason, template.answer, ${by.personId}, 'editor'
    from jsonb_to_recordset(${tx.json(templates.map((template) => ({ ...template })))})
      as template (title text, verdict text, reason text, answer text)
  `;
}

export type DatedOpinion = {
  readonly contributionId: ContributionId;
  readonly decisionId: DecisionId;
  readonly value: "yes" | "partly" | "no";
  readonly why: string | null;
  readonly givenAt: Date;
};

export async function insertOpinions(tx: Tx, opinions: readonly DatedOpinion[]): Promise<void> {
  const rows = tx.json(opinions.map((opinion) => ({ ...opinion, givenAt: opinion.givenAt.toISOString() })));
  await tx`
    insert into answers.opinion (contribution_id, decision_id, value, why, given_at)
    select opinion."contributionId", opinion."decisionId", opinion.value, opinion.why, opinion."givenAt"
    from jsonb_to_recordset(${rows})
      as opinion ("contributionId" uuid, "decisionId" uuid, value text, why text, "givenAt" timestamptz)
  `;
}

/** Proof of reading, with the day of each. */
export async function insertMarks(
  tx: Tx,
  marks: readonly { readonly contributionId: ContributionId; readonly personId: PersonId; readonly readAt: Date }[],
): Promise<void> {
  await tx`
    insert into reading.mark (person_id, contribution_id, read_at)
    select *
    from unnest(
      ${marks.map(({ personId }) => personId)}::uuid[],
      ${marks.map(({ contributionId }) => contributionId)}::uuid[],
      ${marks.map(({ readAt }) => readAt.toISOString())}::timestamptz[]
    )
  `;
}
