// Signed notes and keys of golang/mod, exchanges with the witness of FiloSottile/torchwood.
import { hash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { cosign } from "#ledger/cosignature.ts";
import {
  COSIGNATURE,
  ED25519,
  NoteError,
  openNote,
  parseVerifierKey,
  signerFromSeed,
  signNote,
  verifierKeyOf,
} from "#ledger/note.ts";
import { judge, type WitnessedState } from "#ledger/witness.ts";
import { Tally } from "./ledger-tally.ts";

type Open = {
  readonly desc: string;
  /** base64 */
  readonly note: string;
  readonly keys: readonly string[];
  readonly want: "ok" | NoteError["kind"];
  readonly verified?: readonly string[];
  readonly unverified?: readonly string[];
};
type Notes = {
  readonly vkeys: { readonly valid: readonly string[]; readonly invalid: readonly string[] };
  readonly sign?: { readonly skey: string; readonly text: string; readonly want: string };
  readonly open: readonly Open[];
};
type Exchange = {
  readonly body_b64: string;
  readonly status: number;
  readonly asserts?: readonly string[];
  readonly n?: number;
};
type Exchanges = { readonly log_pubkey_hex: string; readonly exchanges: readonly Exchange[] };

export async function noteTallies(folder: string): Promise<Tally[]> {
  const tallies: Tally[] = [];
  const notes = path.join(folder, "note", "signed_note_vectors.json");
  if (existsSync(notes)) {
    const vectors = JSON.parse(readFileSync(notes, "utf8")) as Notes;
    tallies.push(openings(vectors), await keys(vectors), await brokenKeys(vectors));
  }
  const exchanges = path.join(folder, "witness", "add_checkpoint_exchanges.json");
  if (existsSync(exchanges)) tallies.push(witnessed(JSON.parse(readFileSync(exchanges, "utf8")) as Exchanges));
  return tallies;
}

function openings({ open, sign }: Notes): Tally {
  const tally = new Tally("note: notes to open, a note to sign");
  for (const { desc, note, keys, want, verified, unverified } of open) {
    const found = opened(note, keys);
    if (want !== "ok") tally.refused.push(`${desc} (${want})`);
    tally.same(
      desc,
      found,
      want === "ok" ? { want, verified: verified ?? [], unverified: unverified ?? [] } : { want },
    );
  }
  if (sign !== undefined) {
    // PRIVATE+KEY+name+id+base64 of the type and the seed
    const [, , name = "", , seed = ""] = sign.skey.split(/\+/, 5);
    const base64 = sign.skey.slice(sign.skey.indexOf(seed, sign.skey.indexOf(name) + name.length + 10));
    const signer = signerFromSeed(name, ED25519, Buffer.from(base64, "base64").subarray(1));
    tally.same("a note to sign", signNote(sign.text, [signer]), sign.want);
  }
  return tally;
}

function opened(note: string, vkeys: readonly string[]): object {
  try {
    const { verified, unknown } = openNote(Buffer.from(note, "base64"), vkeys.map(parseVerifierKey));
    const names = verified.map(({ key }) => key.name);
    return { want: "ok", verified: names, unverified: unknown.map((line) => line.split(" ")[1]) };
  } catch (error) {
    if (error instanceof NoteError) return { want: error.kind };
    return { want: String(error) };
  }
}

async function keys({ vkeys }: Notes): Promise<Tally> {
  const tally = new Tally("note: verifier keys");
  for (const vkey of vkeys.valid) {
    await tally.right(vkey, () => {
      const { name, type, publicKey } = parseVerifierKey(vkey);
      return verifierKeyOf(name, type, publicKey) === vkey;
    });
  }
  for (const vkey of vkeys.invalid) await tally.refuses(vkey, () => parseVerifierKey(vkey));
  return tally;
}

/** Too many to be named: every strict substring of a good key, and every key with one byte one higher. */
async function brokenKeys({ vkeys }: Notes): Promise<Tally> {
  const tally = new Tally("note: strict substrings and one-byte increments of good keys, all refused");
  for (const vkey of vkeys.valid) {
    const bytes = Buffer.from(vkey);
    for (let from = 0; from < bytes.length; from += 1) {
      for (let to = from; to <= bytes.length; to += 1) {
        if (to - from < bytes.length)
          await tally.refuses("substring", () => parseVerifierKey(String(bytes.subarray(from, to))));
      }
      const other = Buffer.from(bytes);
      other[from] = (other[from] ?? 0) + 1;
      await tally.refuses("increment", () => parseVerifierKey(other.toString("latin1")));
    }
  }
  tally.refused.length = 0;
  return tally;
}

/** In order, against one fresh witness that knows one log. */
function witnessed({ log_pubkey_hex, exchanges }: Exchanges): Tally {
  const tally = new Tally("witness: exchanges, in order");
  const publicKey = Buffer.from(log_pubkey_hex, "hex");
  const log = parseVerifierKey(
    verifierKeyOf(`sigsum.org/v1/tree/${hash("sha256", publicKey, "hex")}`, ED25519, publicKey),
  );
  const signer = signerFromSeed("example.com/witness", COSIGNATURE, Buffer.alloc(32, 1));
  const states = new Map<string, WitnessedState>();
  for (const [place, { body_b64, status, asserts = [], n }] of exchanges.entries()) {
    const body = Buffer.from(body_b64, "base64");
    const found = judge(
      body,
      (origin) => states.get(origin) ?? null,
      [log],
      (text) => cosign(text, signer, 1_700_000_000),
    );
    if (found.next !== undefined) states.set(found.next.origin, found.next);
    const name = `exchange ${n ?? place}, ${status}`;
    if (status !== 200) tally.refused.push(name);
    const isMet = asserts.every((one) => isAsserted(one, status, found.body));
    tally.same(name, { status: found.status, isMet }, { status, isMet: true });
  }
  return tally;
}

/** The words of a 403, a 404 or a 422 are the recorded server's own; those of a 200 and of a 409 are the protocol's. */
function isAsserted(words: string, status: number, body: string): boolean {
  if (status !== 200 && status !== 409) return true;
  const [, exact] = /^body == (".*")$/.exec(words) ?? [];
  if (exact !== undefined) return body === JSON.parse(exact);
  const [, part] = /^body contains (".*")$/.exec(words) ?? [];
  return part !== undefined && body.includes(JSON.parse(part) as string);
}
