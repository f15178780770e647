import { randomUUID } from "node:crypto";
import { asId, type ContributionId, type PersonId, type ThemeId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import { appendEntry } from "#rooms/journal";
import { activeThemes, codebookHash, measured, sampleSize } from "#rooms/themes";
import { insertMarks } from "./claims.store.ts";
import {
  closeSample,
  insertCodebook,
  insertCodes,
  insertReadings,
  insertSample,
  insertSignOff,
  insertUnplaced,
  type SeedReading,
} from "./coding.store.ts";
import type { Loaded, Scene } from "./load-record.actions.ts";
import { readCodebook } from "./seed-files.actions.ts";
import { CODEBOOK_SIGNED, CODEBOOK_WRITTEN, CODING_BEGAN, SAMPLE_CLOSED, SAMPLE_DRAWN } from "./timeline.rules.ts";

const HOUR = 3_600_000;
const SEED = "20230324";

export type Coded = {
  /** By the code of the theme. */
  readonly themes: ReadonlyMap<string, ThemeId>;
};

type Coders = { readonly analyst: PersonId; readonly second: PersonId };

/** The codebook, what everybody was found to speak of, a sample coded twice, and the signature: in the weeks of March 2023. */
export async function loadCoding(tx: Tx, scene: Scene, corpus: Loaded, coders: Coders): Promise<Coded> {
  const book = readCodebook().map((theme) => ({ ...theme, id: asId<ThemeId>(randomUUID()) }));
  await insertCodebook(tx, scene.processId, book, { personId: coders.analyst, at: CODEBOOK_WRITTEN });
  const meant = new Map(book.map((theme, index) => [theme.meant, { ...theme, index }]));
  const found = corpus.rows.map((row, index) => {
    const theme = meant.get(row.truthTheme);
    if (!theme) throw new Error(`the codebook has no theme for ${row.truthTheme}`);
    const contributionId = corpus.ids.get(row.id);
    if (!contributionId) throw new Error(`the demonstration has no contribution ${row.id}`);
    return { contributionId, themeId: row.isOffTopic ? null : theme.id, themeIndex: theme.index, index };
  });
  const at = (index: number): Date => new Date(CODING_BEGAN.getTime() + index * HOUR);
  await insertCodes(
    tx,
    found.flatMap(({ contributionId, themeId, index }) =>
      themeId === null ? [] : [{ contributionId, themeId, madeAt: at(index) }],
    ),
    coders.analyst,
  );
  const apart = found.flatMap(({ contributionId, themeId }) => (themeId === null ? [contributionId] : []));
  await insertUnplaced(tx, apart, coders.analyst, SAMPLE_DRAWN);
  await insertMarks(
    tx,
    found.flatMap(({ contributionId, index }) => [
      { contributionId, personId: coders.analyst, readAt: at(index) },
      // the second reader read two of three
      ...(index % 3 === 0 ? [] : [{ contributionId, personId: coders.second, readAt: at(index + 5) }]),
    ]),
  );
  const truth = new Map(found.map(({ contributionId, themeId }) => [contributionId, themeId]));
  await loadSample(tx, scene, { truth, coders, themeIds: book.map(({ id }) => id) });
  return { themes: new Map(book.map(({ code, id }) => [code, id])) };
}

type SampleInput = {
  readonly truth: ReadonlyMap<ContributionId, ThemeId | null>;
  readonly coders: Coders;
  readonly themeIds: readonly ThemeId[];
};

/** What the second coder found: the same but for a few texts that speak of two things. */
function secondReading(place: number, theme: ThemeId | null, themeIds: readonly ThemeId[]): readonly ThemeId[] {
  const first = theme === null ? [] : [theme];
  if (place % 23 !== 11) return first;
  const other = themeIds[(place * 5) % themeIds.length];
  return other === undefined || other === theme ? [] : [other];
}

async function loadSample(tx: Tx, scene: Scene, { truth, coders, themeIds }: SampleInput): Promise<void> {
  const themes = await activeThemes(tx, scene.processId);
  const hash = codebookHash(themes);
  const sample = await insertSample(tx, {
    processId: scene.processId,
    seed: SEED,
    size: sampleSize(truth.size),
    codebookHash: hash,
    drawnAt: SAMPLE_DRAWN,
    coders: [coders.analyst, coders.second],
  });
  const pairs = sample.units.map((contributionId, place) => {
    const theme = truth.get(contributionId) ?? null;
    const first = theme === null ? [] : [theme];
    return { contributionId, first, second: secondReading(place, theme, themeIds) };
  });
  const readings: readonly SeedReading[] = pairs.flatMap(({ contributionId, first, second }) => [
    { contributionId, personId: coders.analyst, role: "analyst", themeIds: first },
    { contributionId, personId: coders.second, role: "editor", themeIds: second },
  ]);
  await insertReadings(tx, sample.id, readings, SAMPLE_DRAWN);
  const labelled = pairs.flatMap(({ contributionId, first, second }) => [
    { contributionId, coder: "A", themeIds: first },
    { contributionId, coder: "B", themeIds: second },
  ]);
  const agreement = measured({ readings: labelled, labels: ["A", "B"], themeIds, seed: SEED });
  const settled = pairs
    .filter(({ first, second }) => first.join() !== second.join())
    .map(({ contributionId, first }) => ({ contributionId, themeIds: first }));
  const closing = { personId: coders.analyst, at: SAMPLE_CLOSED };
  await closeSample(tx, sample.id, agreement, settled, closing);
  const signing = { personId: scene.editor, at: CODEBOOK_SIGNED };
  const subjectId = await insertSignOff(tx, scene.processId, sample.id, hash, signing);
  const codes = new Map(themes.map(({ id, code }) => [id, code]));
  await appendEntry(tx, {
    kind: "themes.signed",
    subjectId,
    actingRole: "editor",
    payload: {
      codebookHash: hash,
      sample: sample.number,
      seed: SEED,
      size: sample.units.length,
      population: truth.size,
      agreement: agreement
        .filter(({ measure }) => measure === "alpha")
        .map(({ themeId, value }) => `${codes.get(themeId)} ${value === null ? "-" : value.toFixed(6)}`),
    },
  });
}
