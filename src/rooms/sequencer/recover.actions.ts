import { readFile } from "node:fs/promises";
import type { Chains } from "#ledger/chain.ts";
import { isOfficial, type Leaf, parseLeaf } from "#ledger/leaf.ts";
import { LedgerError } from "#ledger/ledger-error.ts";
import { splitNote } from "#ledger/note.ts";
import { type Policy, parsePolicy } from "#ledger/policy.ts";
import type { WrittenTile } from "#ledger/tiles.ts";
import type { Config } from "#platform/config.ts";
import type { Sql, Tx } from "#platform/db.ts";
import { Failure } from "#platform/failure.ts";
import { appendLeaf, type LeafInput } from "#rooms/journal";
import { readAnchor, readWitnessSizes } from "./anchor.actions.ts";
import { examineLog } from "./check.queries.ts";
import { freezeApart } from "./freeze.actions.ts";
import { guard } from "./guard.actions.ts";
import { isFrozen } from "./health.queries.ts";
import { MirrorFault, type MirrorLeaf, openMirror, walkMirror } from "./mirror.actions.ts";
import { contributionsHere, listWaiting, revisionsWithWords, timeNow } from "./recovery.queries.ts";
import { eventIdOf, type LoggedStanding, noticeOf, objectRow, type Recovered } from "./recovery.rules.ts";
import * as store from "./recovery.store.ts";
import { deleteFreeze, insertCheckpoint, lockHead } from "./sequencer.store.ts";
import { openSigners } from "./signers.actions.ts";
import { Divergence } from "./tree.queries.ts";

export type RecoverInput = {
  readonly sql: Sql;
  readonly config: Pick<Config, "anchor" | "keys" | "policy">;
  /** Folder of `jalon verify follow --mirror`. */
  readonly folder: string;
  /** Puts contributions as the log says they stand: erasures and detached names above all. */
  readonly replay: (tx: Tx, logged: readonly LoggedStanding[]) => Promise<void>;
  readonly onProgress?: (done: number, total: number) => void;
};

/** What the copy holds, once it is checked: roots it has had, what it says beyond this database. */
type Copy = {
  readonly size: number;
  readonly note: string;
  readonly chains: Chains;
  readonly missing: readonly MirrorLeaf[];
  readonly tiles: readonly WrittenTile[];
  /** By object: legal basis of its erasure; reason of the last hiding or masking; those whose last words were masked. */
  readonly bases: ReadonlyMap<string, string>;
  readonly whys: ReadonlyMap<string, string>;
  readonly masked: ReadonlySet<string>;
};

/** Leaves of one statement. */
const STEP = 2_048;

/**
 * After an older backup was put back: the published log is taken back from a copy, so that the same tree goes on. Everything or
 * nothing is changed; the log stays frozen when the guard does not pass.
 */
export async function recoverLog(input: RecoverInput): Promise<Recovered & { readonly digest: string }> {
  const { sql, config } = input;
  const wasFrozen = await isFrozen(sql);
  if (!wasFrozen) await freezeApart(sql, "a recovery is under way");
  const policy = parsePolicy(await readFile(config.policy, "utf8"));
  try {
    const own = await examineLog(sql);
    if (own.difference !== null) throw new MirrorFault(`this database contradicts itself: ${own.difference}`);
    return await sql.begin(async (tx) => await recover(tx, input, policy));
  } catch (error) {
    if (!wasFrozen) await sql.begin(deleteFreeze);
    if (!(error instanceof MirrorFault || error instanceof Divergence)) throw error;
    throw new Failure("mirrorRefused", { folder: input.folder, reason: error.message }, error);
  }
}

async function recover(tx: Tx, input: RecoverInput, policy: Policy): Promise<Recovered & { readonly digest: string }> {
  const { origin, size: from, root } = await lockHead(tx);
  if (origin === null) throw new Failure("logMissing");
  const copy = await checkCopy(input, policy, { origin, size: from, root });
  await importCopy(tx, from, copy, policy);
  const dropped = await store.dropLoggedRows(tx);
  const { touched, refused } = await replayWaiting(tx, copy);
  const rows = [...touched].flatMap((o) => {
    const state = copy.chains.stateOf(o);
    return state === null ? [] : [objectRow(o, state)];
  });
  await store.putObjects(tx, rows);
  const lost = await listLost(tx, copy);
  const official = copy.missing.flatMap(({ leaf }) =>
    isOfficial(leaf.k) ? [{ k: leaf.k, o: "o" in leaf ? leaf.o : null }] : [],
  );
  await input.replay(tx, await standings(tx, copy));
  await appendLeaf(tx, ...(await hidingsOf(tx, copy, lost)));
  const recovered = { origin, from, size: copy.size, dropped, refused, lost, official };
  const digest = await store.insertNotice(tx, noticeOf(recovered, await timeNow(tx)));
  await appendLeaf(tx, { leaf: { k: "incident", d: digest } });
  const head = await lockHead(tx);
  await guard(tx, { ...head, origin }, input.config, openSigners(input.config, origin));
  await deleteFreeze(tx);
  return { ...recovered, digest: digest.toString("hex") };
}

type Head = { readonly origin: string; readonly size: number; readonly root: Buffer };

/** The copy is whole, reaches everything that was signed, and continues this database. */
async function checkCopy({ config, folder, onProgress }: RecoverInput, policy: Policy, head: Head): Promise<Copy> {
  const { checkpoint, note } = await openMirror(folder, policy);
  const { origin, size } = checkpoint;
  if (origin !== head.origin) throw new MirrorFault(`it is that of ${origin}`);
  const anchor = readAnchor(config);
  if (anchor === null) throw new MirrorFault(`the anchor ${config.anchor} is missing: put its file back`);
  const known = [
    { what: "this database", size: head.size, root: head.root },
    { what: "the anchor", size: anchor.size, root: anchor.root },
  ];
  const signed = [...known, ...[...readWitnessSizes(config)].map(([vkey, seen]) => ({ what: vkey, size: seen }))];
  const ahead = signed.find((one) => one.size > size);
  if (ahead) {
    throw new MirrorFault(
      `it has ${size} leaves, and ${ahead.what} has ${ahead.size}: look for a newer copy, wherever there is one`,
    );
  }
  if (size === head.size)
    throw new MirrorFault("this database has all of its leaves: jalon journal thaw ends the pause");
  const missing: MirrorLeaf[] = [];
  const tiles = new Map<string, WrittenTile>();
  const bases = new Map<string, string>();
  const whys = new Map<string, string>();
  const masked = new Set<string>();
  const sizes = known.map((one) => one.size);
  const chains = await walkMirror(folder, checkpoint, sizes, ({ leaves, changed, rootAt }) => {
    for (const one of leaves) {
      if (one.index >= head.size) missing.push(one);
      if (one.leaf.k === "erasure.performed") bases.set(one.leaf.o, one.leaf.lb);
      if (one.leaf.k === "moderation.hidden" || one.leaf.k === "moderation.masked") whys.set(one.leaf.o, one.leaf.why);
      if (one.leaf.k === "moderation.masked") masked.add(one.leaf.o);
      if (one.leaf.k === "contribution.edited") masked.delete(one.leaf.o);
    }
    const last = leaves.at(-1)?.index ?? 0;
    if (last >= head.size) for (const tile of changed) tiles.set(`${tile.level}/${tile.n}`, tile);
    for (const { what, size: at, root } of known) {
      const found = rootAt(at);
      if (found && !found.equals(root)) throw new MirrorFault(`its tree of size ${at} is not that of ${what}`);
    }
    onProgress?.(last + 1, size);
  });
  return { size, note, chains, missing, tiles: [...tiles.values()], bases, whys, masked };
}

async function importCopy(tx: Tx, from: number, copy: Copy, policy: Policy): Promise<void> {
  for (let at = 0; at < copy.missing.length; at += STEP) {
    const leaves = copy.missing.slice(at, at + STEP).map(({ leaf, bytes, hash }) => ({
      eventId: eventIdOf(leaf, hash),
      bytes,
      hash,
      kind: leaf.k,
      o: "o" in leaf ? leaf.o : null,
      r: "r" in leaf ? leaf.r : null,
    }));
    await store.importLeaves(tx, from + at, leaves);
  }
  await store.importTiles(tx, copy.tiles);
  const { text, lines } = splitNote(copy.note);
  const [, , root = ""] = text.split("\n");
  await store.moveHead(tx, { size: copy.size, root: Buffer.from(root, "base64") });
  // the lines of the log alone: witnesses are asked again
  const own = lines.filter(({ name, id }) => policy.logs.some(({ key }) => key.name === name && key.id === id));
  await insertCheckpoint(tx, { size: copy.size, note: `${text}\n${own.map(({ line }) => `${line}\n`).join("")}` });
}

/** Acts that wait come after the copy; those that may not follow it are set aside. */
async function replayWaiting(
  tx: Tx,
  { chains, missing, size }: Copy,
): Promise<{ touched: Set<string>; refused: number }> {
  const touched = new Set(missing.flatMap(({ leaf }) => objectOf(leaf)));
  const refused: { id: number; reason: string }[] = [];
  let index = size;
  for (const { id, data } of await listWaiting(tx)) {
    try {
      const leaf = parseLeaf(data);
      for (const o of objectOf(leaf)) touched.add(o);
      chains.accept(leaf, index);
      index += 1;
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      refused.push({ id, reason: error.message });
    }
  }
  if (refused.length > 0) await store.setAside(tx, refused);
  return { touched, refused: refused.length };
}

const objectOf = (leaf: Leaf): string[] => ("o" in leaf ? [leaf.o] : []);

/** Texts that only the log knows any more. */
async function listLost(tx: Tx, { missing, chains }: Copy): Promise<Recovered["lost"]> {
  const said = missing.flatMap(({ leaf }) => ("h" in leaf ? [{ o: leaf.o, r: leaf.r }] : []));
  const alive = said.filter(({ o }) => chains.stateOf(o)?.state !== "erased");
  const here = await revisionsWithWords(tx, alive);
  return alive.filter(({ o, r }) => !here.has(`${o} ${r}`));
}

/** What is logged as visible and cannot be shown: it was lost whole, or its words without the mask are all that is left. */
async function hidingsOf(tx: Tx, { chains, whys, masked }: Copy, lost: Recovered["lost"]): Promise<LeafInput[]> {
  const ids = [...new Set(lost.map(({ o }) => o))];
  const here = await contributionsHere(tx, ids);
  return ids.flatMap((o): LeafInput[] => {
    const standing = chains.stateOf(o);
    if (standing?.state !== "visible") return [];
    const act = { k: "moderation.hidden", c: standing.process, o, role: "rule" } as const;
    if (!here.has(o)) return [{ leaf: { ...act, why: "awaiting-review" } }];
    const isMask = masked.has(o) && lost.some((one) => one.o === o && one.r === standing.revision);
    return isMask ? [{ leaf: { ...act, why: whys.get(o) ?? "personal-data" } }] : [];
  });
}

/** Contributions that changed since the backup, and all that were ever erased or detached. */
async function standings(tx: Tx, { chains, missing, bases, whys }: Copy): Promise<readonly LoggedStanding[]> {
  const changed = new Set(missing.flatMap(({ leaf }) => objectOf(leaf)));
  const concerned = [...chains.objects()].filter(
    ([o, { family, state, isDetached }]) =>
      family === "contribution" && (changed.has(o) || state === "erased" || isDetached),
  );
  const here = await revisionsWithWords(
    tx,
    concerned.map(([o, { revision }]) => ({ o, r: revision })),
  );
  return concerned.map(([o, { state, isDetached, revision }]) => ({
    o,
    state,
    isDetached,
    basis: state === "erased" ? (bases.get(o) ?? "law") : null,
    why: whys.get(o) ?? null,
    hasWords: here.has(`${o} ${revision}`),
  }));
}
