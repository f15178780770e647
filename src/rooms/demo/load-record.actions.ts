import { createHash, randomUUID } from "node:crypto";
import { isPartialDate } from "#kernel/dates.ts";
import {
  asId,
  type ChangeId,
  type ContributionId,
  type DecisionId,
  type PersonId,
  type PhaseId,
  type ProcessId,
} from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import { insertContributions } from "#rooms/contributions";
import { insertDecisions } from "#rooms/decisions";
import { publishEdition } from "#rooms/documents";
import { insertChanges, listDifferences } from "#rooms/editions";
import { importEdition } from "#rooms/imports";
import { appendEntry } from "#rooms/journal";
import type { TextEdition } from "./load-texts.actions.ts";
import { type DatedAct, insertActs, insertSupports, setAnsweredAt } from "./record.store.ts";
import { categoryCode, readingDelay, type SeedContribution, type SeedDecision } from "./seed.rules.ts";
import { readContributions, readDecisions, readMasks, readStages, readText } from "./seed-files.actions.ts";
import { DEVICES, seedSupports } from "./support.rules.ts";
import { CONSULTATION_END, PUBLICATION } from "./timeline.rules.ts";

export type Scene = {
  readonly processId: ProcessId;
  readonly phaseId: PhaseId;
  readonly draft: TextEdition;
  readonly editor: PersonId;
  readonly moderator: PersonId;
  readonly participant: PersonId;
};

export type Loaded = { readonly ids: ReadonlyMap<string, ContributionId>; readonly rows: readonly SeedContribution[] };

const MINUTE = 60_000;
/** Sent without a name by the account of the participant: one was accepted, the other declined. */
const OF_THE_PARTICIPANT: ReadonlySet<string> = new Set(["C006", "C070"]);

const publishedAt = (row: SeedContribution): Date => new Date(row.at.getTime() + readingDelay(row.id) * MINUTE);

/** The corpus, oldest first so that numbers follow time; read by a moderator, six of them masked. */
export async function loadContributions(tx: Tx, scene: Scene): Promise<Loaded> {
  const rows = readContributions().toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const stages = new Map(readStages().map(({ id, city, date }) => [id, `${city}, ${date}`]));
  const inserted = await insertContributions(
    tx,
    rows.map((row) => {
      const passage = row.passage === null ? null : scene.draft.passageOf(row.node, row.passage);
      return {
        processId: scene.processId,
        phaseId: scene.phaseId,
        kind: row.kind,
        editionId: scene.draft.id,
        nodeId: scene.draft.nodeOf(row.node),
        passageId: passage?.id ?? null,
        aboutText: passage?.text ?? null,
        body: row.body,
        proposedText: row.proposed,
        channel: row.channel,
        channelDetail: row.stage === null ? null : (stages.get(row.stage) ?? null),
        territoryCode: row.territory,
        categoryCode: categoryCode(row.category, row.subcategory),
        organisation: row.organisation,
        authorName: row.author,
        personId: OF_THE_PARTICIPANT.has(row.id) ? scene.participant : null,
        state: "published" as const,
        submittedAt: row.at,
        publishedAt: publishedAt(row),
        synthetic: {
          sourceId: row.id,
          truthTheme: row.truthTheme,
          duplicateOf: row.duplicateOf,
          campaign: row.campaign,
          isOffTopic: row.isOffTopic,
          hasHealthDetails: row.hasHealthDetails,
        },
      };
    }),
  );
  const ids = new Map(inserted.map(({ id }, index) => [rows[index]?.id ?? "", id]));
  await moderateAll(tx, { rows, ids }, scene.moderator);
  return { ids, rows };
}

async function moderateAll(tx: Tx, { rows, ids }: Loaded, moderator: PersonId): Promise<void> {
  const masks = new Map(readMasks().map((mask) => [mask.id, mask]));
  const acts = rows.map((row): DatedAct => {
    const mask = masks.get(row.id);
    return {
      contributionId: idOf(ids, row.id),
      verb: mask ? "mask" : "publish",
      ground: mask ? "health_data" : null,
      reason: mask?.reason ?? null,
      madeAt: publishedAt(row),
      body: mask?.body ?? null,
    };
  });
  await insertActs(tx, acts, moderator);
  await appendEntry(
    tx,
    ...acts.map(({ contributionId, verb, ground, madeAt }) => ({
      kind: verb === "mask" ? ("contribution.masked" as const) : ("contribution.published" as const),
      subjectId: contributionId,
      actingRole: "moderator",
      payload: { ground, madeAt: madeAt.toISOString() },
    })),
  );
}

/** Supports given while the consultation was open, by devices that never existed. Gives how many. */
export async function loadSupports(tx: Tx, { rows, ids }: Loaded): Promise<number> {
  const published = new Map(rows.map((row) => [row.id, publishedAt(row)]));
  const minutesLeft = (row: SeedContribution): number =>
    (CONSULTATION_END.getTime() - publishedAt(row).getTime()) / MINUTE;
  const keys = Array.from(
    { length: DEVICES },
    (_, n) => `g:${createHash("sha256").update(`demo device ${n}`).digest("hex")}`,
  );
  const supports = seedSupports(rows, minutesLeft).map(({ sourceId, voter, value, delay }) => ({
    contributionId: idOf(ids, sourceId),
    voterKey: keys[voter] ?? "",
    value,
    givenAt: new Date((published.get(sourceId)?.getTime() ?? 0) + delay * MINUTE),
  }));
  await insertSupports(tx, supports);
  return supports.length;
}

export type Decided = { readonly seeds: readonly SeedDecision[]; readonly ids: ReadonlyMap<string, DecisionId> };

/** Decided in spring, published with the edition. */
export async function loadDecisions(tx: Tx, scene: Scene, contributions: Loaded["ids"]): Promise<Decided> {
  const seeds = readDecisions().toSorted((a, b) => a.decidedOn.localeCompare(b.decidedOn));
  const ids = new Map(seeds.map(({ id }) => [id, asId<DecisionId>(randomUUID())]));
  await insertDecisions(
    tx,
    seeds.map((seed) => ({
      id: idOf(ids, seed.id),
      processId: scene.processId,
      verdict: seed.verdict,
      reason: seed.reason,
      answer: seed.answer,
      addressedTo: seed.addressedTo,
      decidedBy: scene.editor,
      actingRole: "editor",
      decidedAt: `${seed.decidedOn}T12:00:00+02:00`,
      publishedAt: PUBLICATION,
      contributionIds: seed.covers.map((covered) => idOf(contributions, covered)),
    })),
  );
  return { seeds, ids };
}

/** Targets and carriers that no contribution asked for: they were made public with the roadmap. */
const FACTS_REASON =
  "Les cibles et les porteurs arrêtés pour la publication sont indiqués ; aucune contribution ne les demandait.";

/** How the seed calls a difference: a passage by its code, an element by what changes of it. */
function changeName(kind: string, code: string): string {
  if (kind.startsWith("passage")) return code;
  return `${kind === "node_updated" ? "facts" : "title"}:${code}`;
}

/** Edition 2: each difference with the draft is tied to the decisions that name it, then all is published at once. */
export async function loadNextEdition(tx: Tx, scene: Scene, { seeds, ids }: Decided): Promise<number> {
  const imported = readText("roadmap-2023-2027.yaml");
  if (!imported.publishedOn || !isPartialDate(imported.publishedOn)) throw new Error("edition 2 has no date");
  const { editionId } = await importEdition(tx, { imported, createdBy: scene.editor, actingRole: "editor" });
  const differences = (await listDifferences(tx, editionId)).flatMap(({ kind, passageId, nodeId, code }) =>
    kind === null ? [] : [{ kind, passageId, nodeId, name: changeName(kind, code) }],
  );
  const named = new Set(seeds.flatMap(({ changes }) => changes));
  const lost = [...named].filter((name) => !differences.some((difference) => difference.name === name));
  if (lost.length > 0) throw new Error(`decisions name changes that edition 2 does not have: ${lost.join(", ")}`);
  await insertChanges(
    tx,
    differences.map(({ name, ...difference }) => ({
      ...difference,
      id: asId<ChangeId>(randomUUID()),
      editionId,
      editorialReason: named.has(name) ? null : FACTS_REASON,
      decisionIds: seeds.filter(({ changes }) => changes.includes(name)).map(({ id }) => idOf(ids, id)),
      madeBy: scene.editor,
      actingRole: "editor",
      madeAt: new Date("2023-05-10T09:00:00+02:00"),
    })),
  );
  const { publishedOn } = imported;
  await publishEdition(tx, {
    editionId,
    publishedOn,
    publishedBy: scene.editor,
    actingRole: "editor",
    publishedAt: PUBLICATION,
  });
  await setAnsweredAt(tx, scene.phaseId, PUBLICATION);
  const payload = { processId: scene.processId, phaseId: scene.phaseId };
  await appendEntry(tx, { kind: "phase.answered", subjectId: scene.phaseId, actingRole: "editor", payload });
  return differences.length;
}

function idOf<Id>(ids: ReadonlyMap<string, Id>, name: string): Id {
  const id = ids.get(name);
  if (!id) throw new Error(`the demonstration names ${name}, which it does not have`);
  return id;
}
