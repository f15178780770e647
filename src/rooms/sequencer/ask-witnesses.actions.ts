import { readFile } from "node:fs/promises";
import { parseDecimal, toBase64 } from "#ledger/bytes.ts";
import { parseCheckpoint } from "#ledger/checkpoint.ts";
import { LedgerError } from "#ledger/ledger-error.ts";
import { openNote, splitNote, type VerifierKey } from "#ledger/note.ts";
import { parsePolicy } from "#ledger/policy.ts";
import { consistencyFromTiles } from "#ledger/tiles.ts";
import type { Config } from "#platform/config.ts";
import type { Sql } from "#platform/db.ts";
import type { Log } from "#platform/log.ts";
import { noteWitnessSize, readWitnessSizes } from "./anchor.actions.ts";
import { freezeApart } from "./freeze.actions.ts";
import { keepCosignature, keepFailure } from "./publication.store.ts";
import { countAlarm } from "./sequencer.store.ts";
import { findTreeSize } from "./serve.queries.ts";
import { lastCheckpoint, tileReader } from "./tree.queries.ts";
import { addCheckpoint, NoAnswer } from "./witness-request.actions.ts";

export type WitnessInput = {
  readonly sql: Sql;
  readonly config: Pick<Config, "anchor" | "policy">;
  readonly log: Log;
};
type Asked = { readonly note: string; readonly text: string; readonly size: number };
type Witness = { readonly key: VerifierKey; readonly url: string };

/** What the statuses of C2SP tlog-witness say, for whoever reads the page of the log's health. */
const MEANINGS: Readonly<Record<number, string>> = {
  403: " (it does not know the key of this journal)",
  404: " (it does not know this journal)",
  422: " (it says that the journal was changed)",
};

/** An answer that is no cosignature of the checkpoint by the witness. */
class BadCosignature extends Error {}

/**
 * After a publication: every witness of the policy is asked to cosign the checkpoint that is served, all at once. What they
 * answer is kept when it verifies. A witness that saw a larger tree than ours freezes the log: this database was put back.
 */
export async function askWitnesses(input: WitnessInput): Promise<void> {
  const last = await lastCheckpoint(input.sql);
  if (last === null) return;
  const { witnesses } = parsePolicy(await readFile(input.config.policy, "utf8"));
  const { text } = splitNote(last.note);
  const asked = { note: last.note, text, size: parseCheckpoint(text, { own: true }).size };
  const reachable = witnesses.flatMap(({ key, url }) => (url === null ? [] : [{ key, url }]));
  await Promise.all(reachable.map((witness) => askWitness(input, witness, asked)));
}

async function askWitness(input: WitnessInput, witness: Witness, asked: Asked): Promise<void> {
  const { sql, config, log } = input;
  const { name, vkey } = witness.key;
  try {
    const known = readWitnessSizes(config).get(vkey) ?? 0;
    // another sequencer had a larger tree cosigned: its checkpoint is the next one asked for
    if (known > asked.size) return;
    const line = await cosignatureFrom(input, witness, asked, known);
    if (line === null) return;
    noteWitnessSize(config, vkey, asked.size);
    await sql.begin((tx) => keepCosignature(tx, { size: asked.size, vkey, line }));
  } catch (error) {
    if (!(error instanceof NoAnswer || error instanceof BadCosignature)) throw error;
    if (error instanceof BadCosignature) {
      await countAlarm(sql, "bad-cosignature", 1);
      log.error({ witness: name, reason: error.message }, "ALARM: a cosignature was dropped");
    } else {
      log.error({ witness: name, reason: error.message }, "a witness did not cosign");
    }
    await keepFailure(sql, vkey, error.message);
  }
}

/** The verified line of the witness; null when it has seen a larger tree. Asked a second time at most, from the size it says. */
async function cosignatureFrom(
  input: WitnessInput,
  witness: Witness,
  asked: Asked,
  known: number,
): Promise<string | null> {
  const { sql, config } = input;
  const first = await addCheckpoint(witness.url, await bodyFor(sql, asked, known));
  if (first.status !== 409) return verifiedLine(witness, asked, first);
  const seen = sizeIn(first.body);
  noteWitnessSize(config, witness.key.vkey, seen);
  if (seen > asked.size) {
    await freezeWhenAhead(input, witness, seen);
    return null;
  }
  return verifiedLine(witness, asked, await addCheckpoint(witness.url, await bodyFor(sql, asked, seen)));
}

/** Another sequencer may have gone on meanwhile: only a size that no tree of ours has is a contradiction. */
async function freezeWhenAhead({ sql, log }: WitnessInput, { key }: Witness, seen: number): Promise<void> {
  const size = await findTreeSize(sql);
  if (seen <= size) return;
  const reason = `witness ${key.vkey} cosigned size ${seen}, and the tree has ${size}`;
  await freezeApart(sql, reason);
  await keepFailure(sql, key.vkey, `it has seen ${seen} leaves, more than the journal has`);
  log.error({ witness: key.name, seen, size }, "ALARM: a witness has seen a larger tree: the journal is frozen");
}

async function bodyFor(sql: Sql, { note, size }: Asked, old: number): Promise<string> {
  const proof = await consistencyFromTiles(old, size, tileReader(sql));
  return `old ${old}\n${proof.map((hash) => `${toBase64(hash)}\n`).join("")}\n${note}`;
}

function sizeIn(body: string): number {
  try {
    return parseDecimal(body.replace(/\n$/, ""));
  } catch (error) {
    if (error instanceof LedgerError) throw new NoAnswer("status 409 without a size");
    throw error;
  }
}

/** Lines by other keys are ignored, as every reader of the checkpoint would. */
function verifiedLine(
  { key }: Witness,
  { text }: Asked,
  { status, body }: { readonly status: number; readonly body: string },
): string {
  if (status !== 200) throw new NoAnswer(`status ${status}${MEANINGS[status] ?? ""}`);
  try {
    const note = `${text}\n${body}`;
    openNote(note, [key]);
    const own = splitNote(note).lines.find(({ name, id }) => name === key.name && id === key.id);
    if (own === undefined) throw new BadCosignature("no line of its key");
    return own.line;
  } catch (error) {
    if (error instanceof LedgerError) throw new BadCosignature(error.message);
    throw error;
  }
}
