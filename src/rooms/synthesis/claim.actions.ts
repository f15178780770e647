import { Conflict, Invalid, NotFound, Refused } from "#kernel/errors.ts";
import type { ClaimId, ProcessId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import { findClaim, findClaimById, listClaims, listThemeChoices, listVersions, lockClaim } from "./claim.queries.ts";
import {
  type Claim,
  ClaimSavedSince,
  type ClaimWords,
  isSameClaim,
  type Maker,
  makerAs,
  WRITERS,
} from "./claim.rules.ts";
import {
  holdNote,
  insertClaim,
  insertRefused,
  insertVersion,
  reopen,
  swapPositions,
  updateWords,
  withdraw,
} from "./claim.store.ts";

export type NewClaim = { readonly id: ClaimId; readonly processId: ProcessId; readonly words: ClaimWords };

async function checkTheme(tx: Tx, processId: ProcessId, themeId: string | null): Promise<void> {
  if (themeId === null) return;
  const themes = await listThemeChoices(tx, processId);
  if (!themes.some(({ id }) => id === themeId)) throw new Invalid({ theme: "synthesis.error.theme" });
}

/** Gives the number; the same id twice makes one claim. */
export async function addClaim(actor: Actor, claim: NewClaim): Promise<number> {
  const maker = makerAs(actor.viewer, WRITERS);
  return await actor.sql.begin(async (tx) => await addClaimIn(tx, claim, maker));
}

export async function addClaimIn(tx: Tx, claim: NewClaim, maker: Maker): Promise<number> {
  await holdNote(tx, claim.processId, maker);
  await checkTheme(tx, claim.processId, claim.words.themeId);
  const number = await insertClaim(tx, claim, maker);
  if (number === null) return (await findClaimById(tx, claim.id))?.number ?? 0;
  await insertVersion(tx, { claimId: claim.id, version: 1, basedOn: null, words: claim.words }, maker);
  return number;
}

async function written(tx: Tx, number: number): Promise<Claim> {
  const claim = await lockClaim(tx, number);
  if (!claim) throw new NotFound();
  if (claim.state === "withdrawn") throw new Refused("synthesis.error.withdrawn", { number });
  return claim;
}

/**
 * Saves new words. When somebody saved after `version` was read, nothing is changed: what was typed is kept in the history
 * as refused, and `ClaimSavedSince` asks the person to look at both. The same words sent again are saved already.
 */
export async function saveClaim(actor: Actor, number: number, version: number, words: ClaimWords): Promise<void> {
  const maker = makerAs(actor.viewer, WRITERS);
  const isSaved = await actor.sql.begin(async (tx) => {
    const claim = await written(tx, number);
    if (isSameClaim(claim, words)) return true;
    if (claim.version !== version) {
      await insertRefused(tx, { claimId: claim.id, basedOn: version, words }, maker);
      return false;
    }
    if (words.themeId !== claim.themeId) await checkTheme(tx, claim.processId, words.themeId);
    await updateWords(tx, claim.id, words);
    await insertVersion(tx, { claimId: claim.id, version: version + 1, basedOn: version, words }, maker);
    return true;
  });
  if (!isSaved) throw new ClaimSavedSince();
}

/** An older version, or an attempt that was refused, becomes the newest one. `seen` is the version the person had read. */
export async function restoreVersion(actor: Actor, number: number, entry: number, seen: number): Promise<void> {
  const maker = makerAs(actor.viewer, WRITERS);
  await actor.sql.begin(async (tx) => {
    const claim = await written(tx, number);
    const old = (await listVersions(tx, claim.id)).find(({ id }) => id === entry);
    if (!old) throw new NotFound();
    const themes = await listThemeChoices(tx, claim.processId);
    // a theme that was retired since cannot come back with the words
    const themeId = themes.some(({ id }) => id === old.themeId) ? old.themeId : null;
    const words = { kind: old.kind, themeId, text: old.text, answer: old.answer };
    if (isSameClaim(claim, words)) return;
    if (claim.version !== seen) throw new ClaimSavedSince();
    await updateWords(tx, claim.id, words);
    const version = { claimId: claim.id, version: seen + 1, basedOn: seen, restoredFrom: old.version, words };
    await insertVersion(tx, version, maker);
  });
}

export type Move = { readonly number: number; readonly where: "before" | "after"; readonly neighbour: number };

/**
 * Puts a claim on the other side of the neighbour it had when the list was shown. A second click finds it there; when they are
 * no neighbours any more, nothing moves and the person is told.
 */
export async function moveClaim(actor: Actor, { number, where, neighbour }: Move): Promise<void> {
  const maker = makerAs(actor.viewer, WRITERS);
  await actor.sql.begin(async (tx) => {
    const list = await heldList(tx, number, maker);
    const at = list.findIndex((claim) => claim.number === number);
    const beside = list.findIndex((claim) => claim.number === neighbour);
    const [one, other] = [list[at], list[beside]];
    if (!one || !other || one.kind !== other.kind || Math.abs(at - beside) !== 1) {
      throw new Conflict("synthesis.error.moved");
    }
    const isThere = where === "before" ? at < beside : at > beside;
    if (!isThere) await swapPositions(tx, one.id, other.id);
  });
}

/** The claims of the process of this one, in an order that nobody else can change meanwhile. */
async function heldList(tx: Tx, number: number, maker: Maker): Promise<readonly Claim[]> {
  const found = await findClaim(tx, String(number));
  if (!found) throw new NotFound();
  await holdNote(tx, found.processId, maker);
  return await listClaims(tx, found.processId);
}

/** Out of the note, with a reason; kept with its number and its history. A second click changes nothing. */
export async function withdrawClaim(actor: Actor, number: number, reason: string): Promise<void> {
  const maker = makerAs(actor.viewer, WRITERS);
  await actor.sql.begin(async (tx) => {
    await tx`set local statement_timeout = '60s'`;
    const claim = await lockClaim(tx, number);
    if (!claim) throw new NotFound();
    if (claim.state !== "withdrawn") await withdraw(tx, claim.id, reason, maker);
  });
}

export async function reopenClaim(actor: Actor, number: number): Promise<void> {
  const maker = makerAs(actor.viewer, WRITERS);
  await actor.sql.begin(async (tx) => {
    await tx`set local statement_timeout = '60s'`;
    await heldList(tx, number, maker);
    const claim = await lockClaim(tx, number);
    if (claim?.state !== "withdrawn") return;
    await reopen(tx, claim.id, maker);
  });
}
