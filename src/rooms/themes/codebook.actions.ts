import { Invalid, NotFound, Refused } from "#kernel/errors.ts";
import type { ProcessId, ThemeId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import { countCodesOfTheme, endedByRetirement } from "./code.queries.ts";
import { continueCodes, endCodes } from "./code.store.ts";
import { CODERS, type Maker, makerAs } from "./maker.rules.ts";
import { recordReopening } from "./reopening.actions.ts";
import { findTheme, listThemes, unknownNumbers } from "./theme.queries.ts";
import { kept, makesCircle, SavedSince, type Theme, type ThemeWords } from "./theme.rules.ts";
import { insertAct, insertTheme, lockCodebook, placeThemes, setThemeState, updateTheme } from "./theme.store.ts";

type Edit<Result> = (tx: Tx, maker: Maker) => Promise<Result>;

/** One edit of the codebook: alone, and told to the journal when it ends a signature. */
export async function editCodebook<Result>(actor: Actor, processId: ProcessId, edit: Edit<Result>): Promise<Result> {
  const maker = makerAs(actor.viewer, CODERS);
  const results: Result[] = [];
  await actor.sql.begin(async (tx) => {
    await lockCodebook(tx, processId);
    results.push(await edit(tx, maker));
    await recordReopening(tx, processId, maker);
  });
  return results[0] as Result;
}

/** The theme at the version the person had read; throws `SavedSince` when somebody was faster. */
export async function themeAt(tx: Tx, processId: ProcessId, code: string, version: number): Promise<Theme> {
  const theme = await findTheme(tx, processId, code);
  if (!theme) throw new NotFound();
  if (theme.version !== version) throw new SavedSince();
  return theme;
}

/** Contributions given as examples are public, and of this process. */
async function checkExamples(tx: Tx, processId: ProcessId, { examples }: ThemeWords): Promise<void> {
  const unknown = await unknownNumbers(tx, processId, examples);
  if (unknown.length > 0)
    throw new Invalid({ examples: "codebook.error.exampleUnknown" }, { number: unknown.join(", ") });
}

async function checkParent(tx: Tx, processId: ProcessId, words: ThemeWords): Promise<void> {
  if (words.parent === null) return;
  const themes = await listThemes(tx, processId);
  const parent = themes.find(({ code }) => code === words.parent);
  if (parent?.state !== "active") throw new Invalid({ parent: "codebook.error.parent" });
  if (makesCircle(themes, words.code, words.parent)) throw new Invalid({ parent: "codebook.error.circle" });
}

/** A new theme at the end of the codebook. Throws `Invalid` on a code that is taken. */
export async function addTheme(actor: Actor, processId: ProcessId, words: ThemeWords): Promise<void> {
  await editCodebook(actor, processId, async (tx, maker) => {
    await insertNew(tx, processId, words, maker);
  });
}

export async function insertNew(tx: Tx, processId: ProcessId, words: ThemeWords, maker: Maker): Promise<ThemeId> {
  await checkParent(tx, processId, words);
  await checkExamples(tx, processId, words);
  return await insertLast(tx, { processId, words, verb: "add", splitFrom: null }, maker);
}

type Last = {
  readonly processId: ProcessId;
  readonly words: ThemeWords;
  readonly verb: "add" | "split" | "import";
  readonly splitFrom: ThemeId | null;
};

export async function insertLast(tx: Tx, { processId, words, verb, splitFrom }: Last, maker: Maker): Promise<ThemeId> {
  const position = (await listThemes(tx, processId)).length + 1;
  const themeId = await insertTheme(tx, { ...words, processId, position, splitFrom });
  if (themeId === null) {
    const same = await findTheme(tx, processId, words.code);
    // the same form sent twice: what it asked for is done
    if (same && JSON.stringify(kept(same)) === JSON.stringify(kept(words))) return same.id;
    throw new Invalid({ code: "codebook.error.codeTaken" });
  }
  await insertAct(tx, { processId, themeId, verb, before: null, after: kept(words) }, maker);
  return themeId;
}

/** Those that were there already stay, even where one has left sight since. */
const newExamples = (words: ThemeWords, theme: Theme): ThemeWords => ({
  ...words,
  examples: words.examples.filter((number) => !theme.examples.includes(number)),
});

type EditInput = { readonly code: string; readonly version: number; readonly words: ThemeWords };

/** New words for a theme; its code stays. Throws `SavedSince` when somebody else saved after `version` was read. */
export async function editTheme(actor: Actor, processId: ProcessId, { code, version, words }: EditInput) {
  await editCodebook(actor, processId, async (tx, maker) => {
    const now = await findTheme(tx, processId, code);
    const after = { ...kept(words), code };
    if (now && JSON.stringify(after) === JSON.stringify(kept(now))) return;
    const theme = await themeAt(tx, processId, code, version);
    await checkParent(tx, processId, { ...words, code });
    await checkExamples(tx, processId, newExamples(words, theme));
    if (!(await updateTheme(tx, theme.id, version, words))) throw new Refused("codebook.error.notActive");
    await insertAct(tx, { processId, themeId: theme.id, verb: "edit", before: kept(theme), after }, maker);
  });
}

type Target = { readonly code: string; readonly version: number };

/** Its codes end with it, on the same date; restoring it brings them back as new codes. */
export async function retireTheme(actor: Actor, processId: ProcessId, { code, version }: Target): Promise<void> {
  await editCodebook(actor, processId, async (tx, maker) => {
    if ((await findTheme(tx, processId, code))?.state === "retired") return;
    const theme = await themeAt(tx, processId, code, version);
    if (theme.state !== "active") throw new Refused("codebook.error.notActive");
    const after = { state: "retired", codeCount: await countCodesOfTheme(tx, theme.id) };
    const act = { processId, themeId: theme.id, verb: "retire", before: { state: theme.state }, after } as const;
    const actId = await insertAct(tx, act, maker);
    await endCodes(tx, theme.id, actId, maker);
    await setThemeState(tx, theme.id, version, { state: "retired" });
  });
}

/** Only a retired theme: what was merged has its codes elsewhere. */
export async function restoreTheme(actor: Actor, processId: ProcessId, { code, version }: Target): Promise<void> {
  await editCodebook(actor, processId, async (tx, maker) => {
    if ((await findTheme(tx, processId, code))?.state === "active") return;
    const theme = await themeAt(tx, processId, code, version);
    if (theme.state !== "retired") throw new Refused("codebook.error.notRetired");
    const ended = await endedByRetirement(tx, theme.id);
    await setThemeState(tx, theme.id, version, { state: "active" });
    const after = { state: "active" };
    const act = { processId, themeId: theme.id, verb: "restore", before: { state: theme.state }, after } as const;
    const actId = await insertAct(tx, act, maker);
    if (ended !== null) await continueCodes(tx, ended, theme.id, actId, maker);
  });
}

type Move = { readonly code: string; readonly from: number; readonly by: -1 | 1 };

/** One place up or down among the themes in use, from the place that was seen; nothing when it moved since. */
export async function moveTheme(actor: Actor, processId: ProcessId, { code, from, by }: Move): Promise<void> {
  await editCodebook(actor, processId, async (tx, maker) => {
    const themes = await listThemes(tx, processId);
    const active = themes.filter(({ state }) => state === "active");
    const theme = active[from - 1];
    if (theme?.code !== code || !active[from - 1 + by]) return;
    const order = active.map(({ id }) => id);
    order.splice(from - 1, 1);
    order.splice(from - 1 + by, 0, theme.id);
    await placeThemes(tx, [...order, ...themes.filter(({ state }) => state !== "active").map(({ id }) => id)]);
    const change = { before: { position: from }, after: { position: from + by } };
    await insertAct(tx, { processId, themeId: theme.id, verb: "move", ...change }, maker);
  });
}
