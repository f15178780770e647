import { Invalid, NotFound, Refused } from "#kernel/errors.ts";
import type { ProcessId } from "#kernel/ids.ts";
import type { Actor } from "#platform/http/world.ts";
import { continueCodes, endCodes, moveCodes } from "./code.store.ts";
import { editCodebook, insertLast, themeAt } from "./codebook.actions.ts";
import { findTheme } from "./theme.queries.ts";
import type { ThemeWords } from "./theme.rules.ts";
import { insertAct, setThemeState } from "./theme.store.ts";

type Merge = { readonly code: string; readonly version: number; readonly into: string };

/** The codes of the first end, and go on under the second with the date of the merge. */
export async function mergeTheme(actor: Actor, processId: ProcessId, { code, version, into }: Merge): Promise<void> {
  await editCodebook(actor, processId, async (tx, maker) => {
    if ((await findTheme(tx, processId, code))?.mergedInto === into) return;
    const theme = await themeAt(tx, processId, code, version);
    const target = await findTheme(tx, processId, into);
    if (theme.state !== "active") throw new Refused("codebook.error.notActive");
    if (target?.state !== "active" || target.id === theme.id) {
      throw new Invalid({ into: "codebook.error.mergeTarget" });
    }
    const after = { state: "merged", mergedInto: target.code };
    const act = { processId, themeId: theme.id, verb: "merge", before: { state: theme.state }, after } as const;
    const actId = await insertAct(tx, act, maker);
    await endCodes(tx, theme.id, actId, maker);
    await continueCodes(tx, actId, target.id, actId, maker);
    await setThemeState(tx, theme.id, version, { state: "merged", mergedInto: target.id });
  });
}

type Split = { readonly code: string; readonly version: number; readonly words: ThemeWords };

/** A new theme taken out of another. Nothing moves by itself: a person distributes the codes. */
export async function splitTheme(actor: Actor, processId: ProcessId, { code, version, words }: Split): Promise<void> {
  await editCodebook(actor, processId, async (tx, maker) => {
    const theme = await themeAt(tx, processId, code, version);
    if (theme.state !== "active") throw new Refused("codebook.error.notActive");
    await insertLast(tx, { processId, words, verb: "split", splitFrom: theme.id }, maker);
  });
}

type Distribution = { readonly from: string; readonly into: string; readonly codes: readonly string[] };

/** Chosen codes of a theme go to one that was taken out of it. Gives how many moved. */
export async function distributeCodes(actor: Actor, processId: ProcessId, { from, into, codes }: Distribution) {
  return await editCodebook(actor, processId, async (tx, maker) => {
    const [theme, target] = [await findTheme(tx, processId, from), await findTheme(tx, processId, into)];
    if (!theme || !target) throw new NotFound();
    if (target.state !== "active" || target.splitFrom !== theme.code) {
      throw new Invalid({ into: "codebook.error.splitTarget" });
    }
    if (codes.length === 0) throw new Invalid({ code: "codebook.error.chooseCodes" });
    const change = { before: { theme: theme.code }, after: { theme: target.code, chosen: codes.length } };
    const actId = await insertAct(tx, { processId, themeId: target.id, verb: "split", ...change }, maker);
    return await moveCodes(tx, { ids: codes, from: theme.id, to: target.id, actId }, maker);
  });
}
