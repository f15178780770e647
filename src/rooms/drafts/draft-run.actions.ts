import { createHash, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Embeddings, ThemesDraft } from "#engine/themes/themes-draft.ts";
import type { ProcessId } from "#kernel/ids.ts";
import type { Sql } from "#platform/db.ts";
import { embed } from "#platform/embeddings.ts";
import type { World } from "#platform/http/world.ts";
import { root } from "#platform/root.ts";
import { draftInThread } from "#platform/themes-thread.ts";
import {
  beatDraft,
  type ClaimedDraft,
  claimDraft,
  type DraftFacts,
  finishDraft,
  giveBackDraft,
  insertPlaces,
  insertShelf,
  type NewPlace,
  type NewShelf,
  sortPlaces,
} from "./draft.store.ts";
import { foldCampaigns, seedsFor } from "./draft-fold.rules.ts";
import { type DraftText, readDraftTexts } from "./draft-texts.queries.ts";
import { WordFinder } from "./draft-words.rules.ts";
import { phrasesOf, placesOf } from "./draft-write.rules.ts";
import { entryInForce } from "./processing.queries.ts";
import { isSameProcessing } from "./processing.rules.ts";
import { forgetUnusedVectors, keptVectors } from "./vectors.store.ts";

const { version: VERSION } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
const PAGE = 1_000;
const SLICE = 1_000;
const BEAT_MS = 60_000;

type House = Pick<World, "sql" | "config" | "log">;

/** Makes the drafts that wait, one after the other. */
export async function runDrafts(house: House): Promise<void> {
  const { sql } = house;
  await forgetUnusedVectors(sql);
  for (let claimed = await claimDraft(sql); claimed; claimed = await claimDraft(sql)) {
    const { id } = claimed;
    const beat = setInterval(() => void beatDraft(sql, id).catch(() => {}), BEAT_MS);
    try {
      await runDraft(house, claimed);
    } catch (error) {
      house.log.error({ error, draft: id }, "draft of themes");
      await giveBackDraft(sql, id);
      throw error;
    } finally {
      clearInterval(beat);
    }
  }
}

async function runDraft(house: House, claimed: ClaimedDraft): Promise<void> {
  const { sql } = house;
  const texts = (await readAll(sql, claimed.processId)).filter(({ words }) => words.trim() !== "");
  const folded = foldCampaigns(texts);
  const heads = folded.map(({ head }) => ({ id: String(head.number), text: head.words }));
  const headOf = new Map(
    folded.flatMap(({ head, members }) => members.map((one) => [one.number, head.number] as const)),
  );
  const { vectors, vectorsFault } = claimed.wantsVectors ? await vectorsOf(house, heads) : NO_VECTORS;
  const draft = await draftInThread(heads, {
    k: claimed.themeCount ?? undefined,
    seeds: seedsFor(claimed.seeds ?? [], headOf),
    language: claimed.language,
    seed: claimed.seed,
    vectors,
  });
  const members = new Map(folded.map(({ head, members }) => [String(head.number), members]));
  const facts: DraftFacts = {
    version: VERSION,
    inputHash: hashOf(heads),
    options: draft.options,
    textCount: texts.length,
    vectors: draft.options.embeddings,
    vectorsFault,
  };
  await writeDraft(sql, claimed, { draft, members, facts });
}

async function readAll(sql: Sql, processId: ProcessId): Promise<readonly DraftText[]> {
  const texts: DraftText[] = [];
  for (;;) {
    const page = await readDraftTexts(sql, processId, texts.at(-1)?.number ?? 0, PAGE);
    texts.push(...page);
    if (page.length < PAGE) return texts;
  }
}

type Vectors = { readonly vectors?: Embeddings; readonly vectorsFault: string | null };
const NO_VECTORS: Vectors = { vectorsFault: null };
type Head = { readonly id: string; readonly text: string };

/** Nothing is sent without an entry of the register in force for this very server, model and purpose. */
async function vectorsOf({ sql, config }: House, heads: readonly Head[]): Promise<Vectors> {
  const { embeddings } = config;
  const entry = await entryInForce(sql);
  if (!embeddings || !entry || !isSameProcessing(embeddings, entry)) {
    return { vectorsFault: "off" };
  }
  if (heads.length === 0) return NO_VECTORS;
  const kept = keptVectors(sql, embeddings.model);
  const result = await embed(
    heads.map(({ text }) => text),
    embeddings,
    { kept },
  );
  if ("warning" in result) return { vectorsFault: result.reason };
  const { model, dimensions } = result;
  const of = new Map(heads.map(({ id }, index) => [id, result.vectors[index] ?? EMPTY]));
  return { vectors: { model, dimensions, of }, vectorsFault: null };
}

const EMPTY = new Float32Array();

/** As `jalon themes` says it of a file with these numbers and texts. */
function hashOf(heads: readonly Head[]): string {
  const hash = createHash("sha256").update("jalon-texts/1\n");
  const sorted = heads.filter(({ text }) => text.trim() !== "").toSorted((a, b) => Number(a.id) - Number(b.id));
  for (const { id, text } of sorted) hash.update(`${id}\t${JSON.stringify(text)}\n`);
  return hash.digest("hex");
}

type Made = {
  readonly draft: ThemesDraft;
  readonly members: ReadonlyMap<string, readonly DraftText[]>;
  readonly facts: DraftFacts;
};

/** All of it or nothing; contributions that left sight meanwhile are left out. Nothing is computed while rows are locked. */
async function writeDraft(sql: Sql, { id, processId, language }: ClaimedDraft, made: Made): Promise<void> {
  const { draft, members, facts } = made;
  const finder = new WordFinder(language);
  const placed = [...members].flatMap(([number, texts]) => {
    const placement = draft.contributions[number];
    return placement ? texts.map((text) => ({ ...text, placement })) : [];
  });
  const shelfIds = new Map(draft.themes.map((theme) => [theme.id, randomUUID()]));
  const textsOf = Map.groupBy(placed, ({ placement }) => placement.theme ?? placement.nearest);
  const shelves: NewShelf[] = [];
  for (const [index, theme] of draft.themes.entries()) {
    const phrases = phrasesOf(theme, textsOf.get(theme.id) ?? [], finder);
    const { name, seeded } = theme;
    const code = seeded ? theme.id : null;
    shelves.push({ id: shelfIds.get(theme.id) ?? randomUUID(), position: index + 1, name, seeded, code, phrases });
    await setImmediate();
  }
  const slices: (readonly NewPlace[])[] = [];
  for (let from = 0; from < placed.length; from += SLICE) {
    slices.push(placesOf(draft.themes, placed.slice(from, from + SLICE), { shelfIds, finder }));
    await setImmediate();
  }
  await sql.begin(async (tx) => {
    await tx`set local statement_timeout = '120s'`;
    if (!(await finishDraft(tx, id, facts))) return;
    for (const shelf of shelves) await insertShelf(tx, { draftId: id, processId }, shelf);
    for (const places of slices) await insertPlaces(tx, id, places);
    await sortPlaces(tx, id);
  });
}
