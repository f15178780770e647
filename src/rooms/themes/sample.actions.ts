import { randomInt } from "node:crypto";
import { Conflict, Invalid, NotFound, Refused } from "#kernel/errors.ts";
import type { ContributionId, PersonId, ProcessId, ThemeId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import { chosenThemes } from "./code.actions.ts";
import { codebookHash } from "./codebook-hash.queries.ts";
import { CODERS, makerAs } from "./maker.rules.ts";
import { measured } from "./measured.rules.ts";
import {
  countPublic,
  findSample,
  findSampleItem,
  listDisagreements,
  listPossibleCoders,
  readingsOf,
  type Sample,
} from "./sample.queries.ts";
import { MOST_CODERS, sameThemes, sampleSize } from "./sample.rules.ts";
import {
  endSample,
  insertAgreements,
  insertReconciliation,
  insertSample,
  type Settled,
  settle,
  upsertReading,
} from "./sample.store.ts";
import { activeThemes } from "./theme.queries.ts";
import { lockCodebook } from "./theme.store.ts";

type Draw = { readonly coders: readonly PersonId[]; readonly seed: string };

/** Draws the sample on the codebook of this moment. Without a seed one is drawn and recorded. Gives its number. */
export async function drawSample(actor: Actor, processId: ProcessId, { coders, seed }: Draw): Promise<number> {
  const maker = makerAs(actor.viewer, CODERS);
  if (new Set(coders).size < 2) throw new Invalid({ coder: "samples.error.twoCoders" });
  if (coders.length > MOST_CODERS) throw new Invalid({ coder: "samples.error.manyCoders" }, { limit: MOST_CODERS });
  return await actor.sql.begin(async (tx) => {
    await lockCodebook(tx, processId);
    const known = new Set((await listPossibleCoders(tx, CODERS)).map(({ id }) => id));
    if (coders.some((id) => !known.has(id))) throw new Invalid({ coder: "samples.error.unknownCoder" });
    const themes = await activeThemes(tx, processId);
    if (themes.length === 0) throw new Refused("samples.error.noTheme");
    const population = await countPublic(tx, processId);
    if (population === 0) throw new Refused("samples.error.noContribution");
    const number = await insertSample(
      tx,
      {
        processId,
        seed: seed === "" ? String(randomInt(1, 1_000_000_000)) : seed,
        population,
        size: sampleSize(population),
        codebookHash: codebookHash(themes),
        coders,
      },
      maker,
    );
    if (number === null) throw new Conflict("samples.error.openAlready");
    return number;
  });
}

type Place = { readonly sample: number; readonly position: number };
type Found = Place & { readonly themes: readonly string[] };

/** A coder of the sample says what he finds in one text; no theme is an answer too. */
export async function codeInSample(actor: Actor, processId: ProcessId, { sample, position, themes }: Found) {
  const maker = makerAs(actor.viewer, CODERS);
  await actor.sql.begin(async (tx) => {
    const found = await sampleOf(tx, processId, sample);
    if (!found.coders.some(({ personId }) => personId === maker.personId)) throw new Refused("samples.error.notCoder");
    if (found.state !== "open") throw new Conflict("samples.error.notOpen");
    const item = await findSampleItem(tx, found.id, position);
    if (!item) throw new NotFound();
    const chosen = await chosenThemes(tx, processId, themes);
    const themeIds = chosen.map(({ id }) => id);
    await upsertReading(tx, { sampleId: found.id, contributionId: item.id, themeIds }, maker);
  });
}

async function sampleOf(tx: Tx, processId: ProcessId, number: number): Promise<Sample> {
  await tx`select from themes.sample where process_id = ${processId} and number = ${number} for update`;
  const sample = await findSample(tx, processId, number);
  if (!sample) throw new NotFound();
  return sample;
}

/**
 * Ends the coding once everybody coded all that is public: agreement is measured and kept, and what all coders found alike
 * becomes the coding of the text. Closed already: nothing is left to do.
 */
export async function closeSample(actor: Actor, processId: ProcessId, number: number): Promise<void> {
  const maker = makerAs(actor.viewer, CODERS);
  await actor.sql.begin(async (tx) => {
    await tx`set local statement_timeout = '60s'`;
    await lockCodebook(tx, processId);
    const sample = await sampleOf(tx, processId, number);
    if (sample.state === "closed") return;
    if (sample.state === "abandoned") throw new Conflict("samples.error.notOpen");
    const missing = sample.coders.reduce((sum, { codedCount }) => sum + sample.publicCount - codedCount, 0);
    if (missing > 0) throw new Refused("samples.error.missing", { count: missing });
    await endSample(tx, sample.id, "closed", maker);
    const readings = await readingsOf(tx, sample.id);
    const themes = await activeThemes(tx, processId);
    const labels = sample.coders.map(({ label }) => label);
    const rows = measured({ readings, labels, themeIds: themes.map(({ id }) => id), seed: sample.seed });
    await insertAgreements(tx, sample.id, rows);
    await settle(tx, sample.id, agreed(readings), maker);
  });
}

function agreed(readings: Awaited<ReturnType<typeof readingsOf>>): readonly Settled[] {
  const byText = Map.groupBy(readings, ({ contributionId }) => contributionId);
  return [...byText].flatMap(([contributionId, found]) => {
    const themeIds: readonly ThemeId[] = found[0]?.themeIds ?? [];
    const isSame = found.every((one) => sameThemes(one.themeIds, themeIds));
    return isSame ? [{ contributionId: contributionId as ContributionId, themeIds }] : [];
  });
}

/** Nothing is measured and nothing is coded by it; the draw and what was found stay recorded. */
export async function abandonSample(actor: Actor, processId: ProcessId, number: number): Promise<void> {
  const maker = makerAs(actor.viewer, CODERS);
  await actor.sql.begin(async (tx) => {
    const sample = await sampleOf(tx, processId, number);
    if (sample.state === "closed") throw new Conflict("samples.error.notOpen");
    await endSample(tx, sample.id, "abandoned", maker);
  });
}

type Reconciled = Found & { readonly note: string };

/** What was settled after discussion, once, with its date; throws `Conflict` when somebody settled it before. */
export async function reconcile(actor: Actor, processId: ProcessId, input: Reconciled): Promise<void> {
  const maker = makerAs(actor.viewer, CODERS);
  await actor.sql.begin(async (tx) => {
    const sample = await sampleOf(tx, processId, input.sample);
    const disagreement = (await listDisagreements(tx, sample.id)).find(({ position }) => position === input.position);
    if (!disagreement) throw new NotFound();
    const themeIds = (await chosenThemes(tx, processId, input.themes)).map(({ id }) => id);
    const one = { contributionId: disagreement.contributionId, themeIds };
    const isNew = await insertReconciliation(tx, { ...one, sampleId: sample.id, note: input.note }, maker);
    if (!isNew) throw new Conflict("samples.error.settledAlready");
    await settle(tx, sample.id, [one], maker);
  });
}
