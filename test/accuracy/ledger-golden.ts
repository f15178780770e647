// Our own golden journal: every value is computed again.
import { hash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { parseAcknowledgement, writeAcknowledgement } from "#ledger/acknowledgement.ts";
import { batchProof, parseBatch, recount, sealBatch, writeBatch } from "#ledger/ballot-batch.ts";
import { fromBase64, fromBase64Url32, fromHex, toBase64, toBase64Url, toHex } from "#ledger/bytes.ts";
import { canonical, type Json } from "#ledger/canonical.ts";
import { Chains } from "#ledger/chain.ts";
import { parseCheckpoint, writeCheckpoint } from "#ledger/checkpoint.ts";
import { actorContent, authorContent, commit, type TextParts, textContent } from "#ledger/commitment.ts";
import { cosign } from "#ledger/cosignature.ts";
import { leafAround, parseLeaf, parseShortCode, shortCode, type UntimedLeaf, writeLeaf } from "#ledger/leaf.ts";
import { ED25519, openNote, parseVerifierKey, type Signer, signerFromSeed, signNote } from "#ledger/note.ts";
import { openCheckpoint, parsePolicy } from "#ledger/policy.ts";
import { checkReceipt, parseReceipt, writeReceipt } from "#ledger/receipt.ts";
import { checkInclusion, leafHash, rootOf } from "#ledger/tree.ts";
import { boundaryTallies } from "./ledger-boundaries.ts";
import { chainTally } from "./ledger-chains.ts";
import type { Golden } from "./ledger-golden-data.ts";
import { Tally } from "./ledger-tally.ts";

export async function goldenTallies(file: string): Promise<Tally[]> {
  if (!existsSync(file)) return [];
  const golden = JSON.parse(readFileSync(file, "utf8")) as Golden;
  return [
    keys(golden),
    commitments(golden),
    await leaves(golden),
    chainTally(golden),
    await notes(golden),
    await ballots(golden),
    await receipts(golden),
    ...(await boundaryTallies(golden)),
  ];
}

function keys({ keys: known }: Golden): Tally {
  const tally = new Tally("golden: keys from their seeds");
  for (const [name, { seed_hex, public_hex, vkey }] of Object.entries(known)) {
    const parsed = parseVerifierKey(vkey);
    const signer = signerFromSeed(parsed.name, parsed.type, fromHex(seed_hex));
    tally.same(name, [signer.vkey, toHex(signer.publicKey)], [vkey, public_hex]);
  }
  return tally;
}

function commitments({ commitments: known, documents, normalisation }: Golden): Tally {
  const tally = new Tally("golden: commitments, contents, documents");
  for (const { tag, content, nonce, commitment } of known) {
    tally.same(tag, toBase64Url(commit(fromBase64Url32(nonce), content)), commitment);
    tally.same(`${tag}, its content`, written(content), content);
  }
  tally.same("normalised text", textContent(normalisation.input), normalisation.content);
  for (const [name, { text, d }] of Object.entries(documents)) {
    tally.same(`document ${name}`, toBase64Url(hash("sha256", text, "buffer")), d);
  }
  return tally;
}

/** A content made again from its parts. */
function written(content: string): string {
  const parts = JSON.parse(content) as { readonly author?: string; readonly actor?: string } & Partial<TextParts>;
  if (parts.author !== undefined) return authorContent(parts.author);
  if (parts.actor !== undefined) return actorContent(parts.actor);
  return parts.type === undefined ? canonical(parts as Json) : textContent(parts as TextParts);
}

async function leaves({ leaves: known, refused_leaves, roots_by_size }: Golden): Promise<Tally> {
  const tally = new Tally("golden: leaves, hashes, short codes, roots by size");
  const chains = new Chains();
  for (const { index, leaf, leaf_hash, short_code } of known) {
    await tally.right(`leaf ${index}`, () => {
      const parsed = parseLeaf(Buffer.from(leaf));
      chains.accept(parsed, index);
      const { before, after } = leafAround(withoutTime(parsed));
      return writeLeaf(parsed) === leaf && before + parsed.t + after === leaf;
    });
    const found = leafHash(Buffer.from(leaf));
    tally.same(`leaf ${index}, hash and code`, [toBase64(found), shortCode(found)], [leaf_hash, short_code]);
    tally.same(`leaf ${index}, code read`, toHex(parseShortCode(short_code)), toHex(found.subarray(0, 10)));
  }
  const hashes = known.map(({ leaf }) => leafHash(Buffer.from(leaf)));
  for (const [size, root] of roots_by_size.entries())
    tally.same(`root of ${size}`, toBase64(rootOf(hashes.slice(0, size))), root);
  for (const { why, leaf } of refused_leaves) await tally.refuses(why, () => parseLeaf(Buffer.from(leaf)));
  return tally;
}

function withoutTime(leaf: object): UntimedLeaf {
  return Object.fromEntries(Object.entries(leaf).filter(([name]) => name !== "t")) as UntimedLeaf;
}

/** Checkpoint, policy and acknowledgements, signed again with the same seeds. */
async function notes({ acknowledgements, checkpoint, keys: known, policy, roots_by_size }: Golden): Promise<Tally> {
  const tally = new Tally("golden: checkpoint, cosignatures, policy, acknowledgements");
  const signers = Object.values(known).map(({ seed_hex, vkey }) => {
    const { name, type } = parseVerifierKey(vkey);
    return signerFromSeed(name, type, fromHex(seed_hex));
  });
  await tally.right("checkpoint", () => {
    const { text, verified } = openNote(checkpoint, signers);
    const { origin, size, root } = parseCheckpoint(text, { own: true });
    const isRoot = roots_by_size[size] === undefined || roots_by_size[size] === toBase64(root);
    const signed = verified.map(({ key, time }) => signatureOf(text, key as Signer, time)).join("");
    return isRoot && writeCheckpoint({ origin, size, root }) === text && `${text}\n${signed}` === checkpoint;
  });
  await tally.right("policy", () => openCheckpoint(checkpoint, parsePolicy(policy)).quorumMet);
  for (const [place, note] of acknowledgements.entries()) {
    await tally.right(`acknowledgement ${place}`, () => {
      const found = parseAcknowledgement(note, signers);
      const signer = signers.find(({ vkey }) => vkey === found.key.vkey);
      return signer !== undefined && signNote(writeAcknowledgement(found), [signer]) === note;
    });
  }
  return tally;
}

function signatureOf(text: string, signer: Signer, time: number | undefined): string {
  return signer.type === ED25519 ? signNote(text, [signer]).slice(text.length + 1) : cosign(text, signer, time ?? 0);
}

async function ballots({ ballot_batch, documents }: Golden): Promise<Tally> {
  const tally = new Tally("golden: lot of ballots, openings, recount");
  const { commitments: list, openings, root } = ballot_batch;
  const { sorted, root: found } = sealBatch(
    openings.map(({ content, nonce }) => commit(fromBase64Url32(nonce), content)),
  );
  tally.same("root of the lot", toBase64(found), root);
  tally.same("list of the lot", parseBatch(writeBatch(sorted)).map(toBase64), list);
  for (const { content, nonce } of openings) {
    const commitment = commit(fromBase64Url32(nonce), content);
    await tally.right(`opening ${toBase64Url(commitment)}`, () => {
      const { index, proof } = batchProof(sorted, commitment);
      checkInclusion(index, list.length, leafHash(commitment), proof, fromBase64(root));
      return list[index] === toBase64(commitment);
    });
  }
  const counts = recount(openings).map(({ counts }) =>
    canonical(Object.fromEntries(counts.map(({ option, count }) => [option, count]))),
  );
  const tallied = documents.tally?.text;
  if (tallied !== undefined) tally.same("recount", counts.includes(canonical(JSON.parse(tallied) as Json)), true);
  return tally;
}

async function receipts({ policy: text, receipts: accepted, refused_receipts }: Golden): Promise<Tally> {
  const tally = new Tally("golden: receipts");
  const policy = parsePolicy(text);
  for (const { what, exit, file, content } of accepted) {
    await tally.right(what, () => {
      const { leafText: leaf, items, index, proof, checkpoint } = parseReceipt(file);
      const found = checkReceipt(file, policy, content === undefined ? [] : [content]).exit;
      return found === exit && writeReceipt({ leaf, items, index, proof, checkpoint }) === file;
    });
  }
  for (const { why, exit, file_b64, content } of refused_receipts) {
    const check = () => checkReceipt(Buffer.from(file_b64, "base64"), policy, content === undefined ? [] : [content]);
    const name = `${why} (exit ${exit})`;
    if (exit === 1) await tally.refuses(name, check);
    else {
      tally.refused.push(name);
      await tally.right(name, () => check().exit === exit);
    }
  }
  return tally;
}
