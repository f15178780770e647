import { readFileSync } from "node:fs";
import { openNote, parseVerifierKey } from "#ledger/note.ts";
import { ED25519, signerFromSeed } from "#ledger/verifier-key.ts";
import type { Config } from "#platform/config.ts";
import type { Sql } from "#platform/db.ts";
import { replaceFile } from "#platform/durable-file.ts";
import { Failure } from "#platform/failure.ts";
import { eraseRetiredKey, makeKey, readKey, replaceKey } from "#platform/keys.ts";
import { appendLeaf } from "#rooms/journal";
import { findRotation } from "./rotate.queries.ts";
import { policyWith } from "./rotate.rules.ts";
import { lockHead } from "./sequencer.store.ts";
import { lastCheckpoint } from "./tree.queries.ts";

type RotateConfig = Pick<Config, "keys" | "policy">;

/**
 * A new log key: from now on each checkpoint carries both signatures; the policy names both, and a leaf says so while the old key
 * still signs. Done again, it completes what was cut short and makes no third key.
 */
export async function beginRotation(sql: Sql, config: RotateConfig): Promise<{ readonly vkey: string }> {
  return await sql.begin(async (tx) => {
    const { origin, frozenBecause } = await lockHead(tx);
    if (origin === null) throw new Failure("logMissing");
    if (frozenBecause !== null) throw new Failure("logFrozen", { reason: frozenBecause });
    if (readKey(config, "journal") === null) {
      throw new Failure("keyMissing", { name: "journal.key", folder: config.keys });
    }
    const policy = readFileSync(config.policy, "utf8");
    const seed = readKey(config, "journal-next") ?? makeKey(config, "journal-next");
    const { vkey } = signerFromSeed(origin, ED25519, seed);
    replaceFile(config.policy, policyWith(policy, vkey));
    if ((await findRotation(tx, vkey)) === null) await appendLeaf(tx, { leaf: { k: "key.rotated", key: vkey } });
    return { vkey };
  });
}

/** The old key is destroyed, once the published log says which key follows it and that key has signed it. */
export async function finishRotation(sql: Sql, config: RotateConfig): Promise<{ readonly vkey: string }> {
  return await sql.begin(async (tx) => {
    const { origin } = await lockHead(tx);
    if (origin === null) throw new Failure("logMissing");
    const next = readKey(config, "journal-next");
    const seed = next ?? readKey(config, "journal");
    if (seed === null) throw new Failure("keyMissing", { name: "journal.key", folder: config.keys });
    const { vkey } = signerFromSeed(origin, ED25519, seed);
    if (next === null) {
      // cut short a moment ago, after the new key had taken its place
      if (!eraseRetiredKey(config, "journal")) throw new Failure("rotationMissing");
      return { vkey };
    }
    const rotation = await findRotation(tx, vkey);
    const last = await lastCheckpoint(tx);
    const isPublished = rotation?.index != null && last !== null && rotation.index < last.size;
    if (!isPublished || !isSignedBy(last.note, vkey)) throw new Failure("rotationWaits");
    replaceKey(config, "journal", "journal-next");
    return { vkey };
  });
}

function isSignedBy(note: string, vkey: string): boolean {
  try {
    return openNote(note, [parseVerifierKey(vkey)]).verified.length === 1;
  } catch {
    return false;
  }
}
