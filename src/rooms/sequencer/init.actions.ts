import { existsSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { EMPTY_ROOT } from "#ledger/tree.ts";
import { ED25519, signerFromSeed } from "#ledger/verifier-key.ts";
import type { Config } from "#platform/config.ts";
import type { Sql, Tx } from "#platform/db.ts";
import { createFile, makePrivateFolder, replaceFile, syncFolder } from "#platform/durable-file.ts";
import { Failure } from "#platform/failure.ts";
import { destroyKey, makeKey, readKey } from "#platform/keys.ts";
import type { Output } from "#platform/output.ts";
import { readAnchor, writeAnchor } from "./anchor.actions.ts";
import { fixOrigin, type Head, lockHead } from "./sequencer.store.ts";
import { acknowledgementName } from "./signers.actions.ts";
import { findOrigin, lastCheckpoint } from "./tree.queries.ts";

export type InitConfig = Pick<Config, "keys" | "anchor" | "policy" | "origin" | "siteUrl">;
export type Initialised = { readonly origin: string; readonly logKey: string; readonly acknowledgementKey: string };

/**
 * Begins the log: its name for ever, its keys, its policy, its first anchor. Refuses when anything of a log is there already: an
 * old key with an empty database would sign a second history. Cut short, it can be done again: nothing was signed yet.
 */
export async function initJournal(sql: Sql, config: InitConfig): Promise<Initialised> {
  const unfinished = join(config.keys, "init.unfinished");
  const initialised = await sql.begin(async (tx) => {
    const head = await lockHead(tx);
    const begun = await whatIsBegun(tx, head);
    if (begun !== null) throw new Failure("logExists", { what: begun });
    if (existsSync(unfinished)) forgetFiles(config);
    const left = whatIsLeft(config);
    if (left !== null) throw new Failure("logExists", { what: left });
    makePrivateFolder(config.keys);
    createFile(unfinished, "", 0o600);
    const made = makeFiles(config);
    await fixOrigin(tx, config.origin);
    return made;
  });
  rmSync(unfinished, { force: true });
  syncFolder(config.keys);
  return initialised;
}

/** At the start of an embedded site: keys that are left of another database are said, and stop nothing else. */
export async function beginLogIfNever(input: {
  readonly sql: Sql;
  readonly config: InitConfig;
  readonly out: Output;
}): Promise<void> {
  if ((await findOrigin(input.sql)) !== null) return;
  try {
    const { origin } = await initJournal(input.sql, input.config);
    input.out.line(`journal: begun as ${origin}`);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    input.out.line(`journal: ${error.message}`);
  }
}

async function whatIsBegun(tx: Tx, { origin, size }: Head): Promise<string | null> {
  if (origin !== null) return origin;
  if (size > 0) return `${size} leaves`;
  return (await lastCheckpoint(tx)) === null ? null : "a checkpoint";
}

function whatIsLeft(config: InitConfig): string | null {
  if (readKey(config, "journal") !== null) return `journal.key in ${config.keys}`;
  if (readKey(config, "accuse") !== null) return `accuse.key in ${config.keys}`;
  return existsSync(config.anchor) ? config.anchor : null;
}

/** What a start cut short made; an anchor above 0 is not its work. */
function forgetFiles(config: InitConfig): void {
  if ((readAnchor(config)?.size ?? 0) > 0) throw new Failure("logExists", { what: config.anchor });
  destroyKey(config, "journal");
  destroyKey(config, "accuse");
  rmSync(config.anchor, { force: true });
  rmSync(join(config.keys, "init.unfinished"), { force: true });
}

function makeFiles(config: InitConfig): Initialised {
  const { origin } = config;
  const log = signerFromSeed(origin, ED25519, makeKey(config, "journal"));
  const acknowledgements = signerFromSeed(acknowledgementName(origin), ED25519, makeKey(config, "accuse"));
  makePrivateFolder(dirname(config.policy));
  // a policy has no line for the key of acknowledgements: whoever checks one finds it in a comment
  const keys = `# accuse ${acknowledgements.vkey}\nlog ${log.vkey} ${config.siteUrl}/journal\n`;
  replaceFile(config.policy, `${keys}quorum none\n`);
  writeAnchor(config, { origin, size: 0, root: EMPTY_ROOT });
  return { origin, logKey: log.vkey, acknowledgementKey: acknowledgements.vkey };
}
