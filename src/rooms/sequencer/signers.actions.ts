import { ED25519, type Signer, signerFromSeed } from "#ledger/verifier-key.ts";
import type { Config } from "#platform/config.ts";
import { Failure } from "#platform/failure.ts";
import { type KeyFolder, readKey } from "#platform/keys.ts";

/** Where the keys and the anchor are. */
export type JournalFiles = Pick<Config, "keys" | "anchor">;

/** The key that signs, and beside it the next one while both are in use. Read at each publication: a rotation needs no restart. */
export function openSigners(config: KeyFolder, origin: string): readonly Signer[] {
  const seed = readKey(config, "journal");
  if (seed === null) throw new Failure("keyMissing", { name: "journal.key", folder: config.keys });
  const next = readKey(config, "journal-next");
  return [seed, next].filter((one) => one !== null).map((one) => signerFromSeed(origin, ED25519, one));
}

/** Name of the key of acknowledgements: the same host. */
export function acknowledgementName(origin: string): string {
  return origin.replace(/journal$/, "accuse");
}

/** What acknowledgements are signed with; null where the site holds no key for them. */
export function acknowledgementSigner(config: KeyFolder, origin: string): Signer | null {
  const seed = readKey(config, "accuse");
  return seed && signerFromSeed(acknowledgementName(origin), ED25519, seed);
}
