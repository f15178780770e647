import { randomUUID } from "node:crypto";
import { Conflict } from "#kernel/errors.ts";
import {
  asId,
  type ContributionId,
  type EditionId,
  type NodeId,
  type PassageId,
  type PersonId,
  type PhaseId,
  type ProcessId,
} from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import { appendEntry } from "#rooms/journal";
import { type Channel, type Kind, type Operation, originsOf, type Stance, type State } from "./contribution.rules.ts";
import { type DatedRow, insertDatedRows, moveToState, type PartRow } from "./contribution.store.ts";
import { bareReceipt, drawReceipt, receiptHash } from "./receipt-code.actions.ts";

/** What the writer of a synthetic contribution meant: for the demonstration and for tests. */
export type SyntheticLabel = {
  readonly sourceId: string;
  readonly truthTheme: string;
  readonly duplicateOf?: string | null;
  readonly campaign?: string | null;
  readonly isOffTopic?: boolean;
  readonly hasHealthDetails?: boolean;
};

/** A contribution that did not come through the form: demonstration, import of paper or of another site. */
export type NewContribution = {
  readonly processId: ProcessId;
  readonly phaseId?: PhaseId | null;
  readonly kind: Kind;
  readonly editionId: EditionId;
  readonly nodeId?: NodeId | null;
  readonly passageId?: PassageId | null;
  /** The words it is about, on the day; compulsory for an amendment. */
  readonly aboutText?: string | null;
  readonly title?: string | null;
  readonly body: string;
  readonly proposedText?: string | null;
  /** What an amendment does with its passage: rewrites it when left out. */
  readonly operation?: Operation;
  /** The second and following passages of an amendment. */
  readonly parts?: readonly PartRow[];
  /** The contribution that this one argues about. */
  readonly about?: { readonly contributionId: ContributionId; readonly stance: Stance } | null;
  readonly channel: Channel;
  readonly channelDetail?: string | null;
  readonly territoryCode?: string | null;
  readonly categoryCode?: string | null;
  readonly organisation?: string | null;
  readonly authorName?: string | null;
  readonly personId?: PersonId | null;
  readonly language?: "fr" | "en";
  readonly email?: string | null;
  /** Drawn when left out. */
  readonly receiptCode?: string;
  readonly state?: State;
  readonly submittedAt: Date;
  readonly publishedAt?: Date | null;
  readonly synthetic?: SyntheticLabel;
};

export type Inserted = {
  readonly id: ContributionId;
  readonly number: number;
  /** Twelve characters in three groups are made of it; kept nowhere else. */
  readonly receiptCode: string;
};

/** Inserts contributions in bulk, in their order, with their entries in the journal. */
export async function insertContributions(
  tx: Tx,
  items: readonly NewContribution[],
  actingRole = "administrator",
): Promise<readonly Inserted[]> {
  const codes = items.map((item) => (item.receiptCode ? bareReceipt(item.receiptCode) : drawReceipt()));
  const rows = items.map((item, index) => datedRow(item, codes[index] ?? ""));
  const inserted = await insertDatedRows(tx, rows);
  const numbers = new Map(inserted.map((row) => [row.id, row.number]));
  await appendEntry(
    tx,
    ...rows.map((row) => ({
      kind: "contribution.submitted" as const,
      subjectId: row.id,
      actingRole,
      payload: { channel: row.channel, kind: row.kind, submittedAt: row.submittedAt, synthetic: row.isSynthetic },
    })),
  );
  return rows.map((row, index) => ({ id: row.id, number: numbers.get(row.id) ?? 0, receiptCode: codes[index] ?? "" }));
}

export async function insertContribution(tx: Tx, item: NewContribution, actingRole?: string): Promise<Inserted> {
  const [inserted] = await insertContributions(tx, [item], actingRole);
  if (!inserted) throw new Error("nothing was inserted");
  return inserted;
}

function datedRow(item: NewContribution, code: string): DatedRow {
  const { synthetic } = item;
  return {
    id: asId<ContributionId>(randomUUID()),
    processId: item.processId,
    phaseId: item.phaseId ?? null,
    kind: item.kind,
    editionId: item.editionId,
    nodeId: item.nodeId ?? null,
    passageId: item.passageId ?? null,
    aboutText: item.aboutText ?? null,
    title: item.title ?? null,
    body: item.body,
    proposedText: item.proposedText ?? null,
    operation: item.operation ?? "rewrite",
    parts: item.parts ?? [],
    aboutContributionId: item.about?.contributionId ?? null,
    stance: item.about?.stance ?? null,
    channel: item.channel,
    channelDetail: item.channelDetail ?? null,
    territoryCode: item.territoryCode ?? null,
    categoryCode: item.categoryCode ?? null,
    organisation: item.organisation ?? null,
    authorName: item.authorName ?? null,
    personId: item.personId ?? null,
    language: item.language ?? "fr",
    email: item.email ?? null,
    receiptHash: receiptHash(code).toString("hex"),
    state: item.state ?? "received",
    isSynthetic: synthetic !== undefined,
    submittedAt: item.submittedAt.toISOString(),
    publishedAt: item.publishedAt?.toISOString() ?? null,
    sourceId: synthetic?.sourceId ?? null,
    truthTheme: synthetic?.truthTheme ?? null,
    duplicateOf: synthetic?.duplicateOf ?? null,
    campaign: synthetic?.campaign ?? null,
    isOffTopic: synthetic?.isOffTopic ?? false,
    hasHealthDetails: synthetic?.hasHealthDetails ?? false,
  };
}

/**
 * Moves a contribution to another state, in the transaction of the act that says why (the caller writes that act and
 * its entry in the journal). Throws `Conflict` when it does not stand in a state this one follows.
 */
export async function setContributionState(
  tx: Tx,
  contributionId: ContributionId,
  state: State,
): Promise<{ readonly number: number; readonly processId: ProcessId }> {
  const moved = await moveToState(tx, { id: contributionId, state, origins: originsOf(state) });
  if (!moved) throw new Conflict();
  return moved;
}
