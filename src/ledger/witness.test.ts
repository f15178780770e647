import { describe, expect, test } from "vitest";
import { toBase64 } from "./bytes.ts";
import { writeCheckpoint } from "./checkpoint.ts";
import { cosign } from "./cosignature.ts";
import { COSIGNATURE, ED25519, openNote, signerFromSeed, signNote } from "./note.ts";
import { consistencyProof } from "./proof-ranges.ts";
import { EMPTY_ROOT, type Hash, leafHash, rootOf } from "./tree.ts";
import { judge, originPath, type WitnessedState } from "./witness.ts";

const log = signerFromSeed("jalon.example/journal", ED25519, Buffer.alloc(32, 1));
const stranger = signerFromSeed("other.example", ED25519, Buffer.alloc(32, 2));
const witness = signerFromSeed("temoin.example/w1", COSIGNATURE, Buffer.alloc(32, 3));
const leaves = [1, 2, 3, 4, 5, 6, 7].map((number) => leafHash(Buffer.of(number)));
const noteOf = (size: number, signers = [log], root: Hash = rootOf(leaves.slice(0, size))) =>
  signNote(writeCheckpoint({ origin: signers[0]?.name ?? "", size, root }), signers);
const proofOf = (from: number, to: number) => consistencyProof(from, leaves.slice(0, to)).map(toBase64);
const request = (old: number | string, proof: readonly string[], note: string) =>
  [`old ${old}`, ...proof, "", note].join("\n");

const at = (size: number): WitnessedState => ({ size, root: rootOf(leaves.slice(0, size)) });
const answerTo = (state: WitnessedState | null, body: string) =>
  judge(
    Buffer.from(body),
    () => state,
    [log],
    (text) => cosign(text, witness, 1_700_000_000),
  );

describe("a witness", () => {
  test("cosigns the first checkpoint, a later one, the same again", () => {
    for (const [state, from, to] of [
      [null, 0, 3],
      [at(3), 3, 7],
      [at(7), 7, 7],
    ] as const) {
      const note = noteOf(to);
      const { status, body, next } = answerTo(state, request(from, proofOf(from, to), note));
      expect([status, next?.size, next?.root, next?.note]).toEqual([200, to, at(to).root, note]);
      expect(openNote(note + body, [witness]).verified).toHaveLength(1);
    }
  });

  test("keeps the lines of the log alone", () => {
    const other = noteOf(3, [log, stranger]);
    expect(answerTo(null, request(0, [], other)).next?.note).toBe(noteOf(3));
  });

  test.each([
    ["no line old", `${noteOf(3)}`, 400],
    ["old 03", request("03", [], noteOf(3)), 400],
    ["old with two spaces", request(" 0", [], noteOf(3)), 400],
    ["a hash of 31 bytes", request(0, [toBase64(Buffer.alloc(31))], noteOf(3)), 400],
    ["64 hashes", request(0, Array(64).fill(toBase64(EMPTY_ROOT)), noteOf(3)), 400],
    ["no empty line", request(0, [], noteOf(3)).replaceAll("\n\n", "\n"), 400],
    ["no signature", request(0, [], `${noteOf(3).split("\n\n")[0]}\n`), 400],
    ["carriage returns", request(0, [], noteOf(3)).replaceAll("\n", "\r\n"), 400],
    ["old above the new", request(4, [], noteOf(3)), 400],
    ["another origin", request(0, [], noteOf(3, [stranger])), 404],
    ["a signature by somebody else", request(0, [], noteOf(3, [stranger]).replace("other.example", log.name)), 403],
    ["another text than was signed", request(0, [], noteOf(3).replace("\n3\n", "\n4\n")), 403],
    ["a size it has not seen", request(2, proofOf(2, 3), noteOf(3)), 409],
    ["a proof from nothing", request(0, [toBase64(EMPTY_ROOT)], noteOf(3)), 422],
    ["an empty tree with a root", request(0, [], noteOfEmpty()), 422],
  ])("%s: %s", (_, body, status) => {
    const found = answerTo(null, body);
    expect([found.status, found.next]).toEqual([status, undefined]);
    expect(found.evidence !== undefined).toBe(status === 422);
  });

  test("tells the size it has seen", () => {
    expect(answerTo(at(5), request(3, proofOf(3, 7), noteOf(7)))).toEqual({
      status: 409,
      body: "5\n",
      type: "text/x.tlog.size",
    });
  });

  test("keeps as evidence what the log signed and cannot be true", () => {
    const rewritten = noteOf(3, [log], EMPTY_ROOT);
    expect(answerTo(at(3), request(3, [], rewritten))).toMatchObject({ status: 422, evidence: rewritten });
    const fork = noteOf(7, [log], EMPTY_ROOT);
    expect(answerTo(at(3), request(3, proofOf(3, 7), fork))).toMatchObject({ status: 422, evidence: fork });
    expect(answerTo(at(3), request(3, [], noteOf(7)))).toMatchObject({ status: 422 });
  });

  test("has an address for each origin", () => {
    expect(originPath("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  });
});

/** Size 0 with a root that is not the empty one: our own writer refuses it. */
function noteOfEmpty(): string {
  return signNote(`${log.name}\n0\n${toBase64(Buffer.alloc(32))}\n`, [log]);
}
