import { describe, expect, test } from "vitest";
import { parseCheckpoint, writeCheckpoint } from "./checkpoint.ts";
import { cosign, cosignedMessage } from "./cosignature.ts";
import { LedgerError } from "./ledger-error.ts";
import {
  COSIGNATURE,
  ED25519,
  NoteError,
  openNote,
  parseVerifierKey,
  signerFromSeed,
  signNote,
  verifierKeyOf,
} from "./note.ts";
import { signatureLine } from "./signature-line.ts";
import { EMPTY_ROOT } from "./tree.ts";

const log = signerFromSeed("jalon.example/journal", ED25519, Buffer.alloc(32, 1));
const other = signerFromSeed("other.example", ED25519, Buffer.alloc(32, 2));
const witness = signerFromSeed("temoin.example/w1", COSIGNATURE, Buffer.alloc(32, 3));
const text = writeCheckpoint({ origin: log.name, size: 0, root: EMPTY_ROOT });
const note = signNote(text, [log]);

function kindOf(bytes: Uint8Array | string, keys = [log]): string {
  try {
    openNote(bytes, keys);
    return "ok";
  } catch (error) {
    expect(error).toBeInstanceOf(NoteError);
    return error instanceof NoteError ? error.kind : "";
  }
}

describe("opening a note", () => {
  test("the text is cut at the last empty line, and may hold others", () => {
    const open = (body: string) => openNote(signNote(body, [log]), [log]).text;
    expect(open("a\n\nb\n\n\nc\n")).toBe("a\n\nb\n\n\nc\n");
    expect(open("\n")).toBe("\n");
  });

  test.each([
    ["", "malformed"],
    ["\n\n", "malformed"],
    [note.slice(0, -1), "malformed"],
    [`${note}\n`, "malformed"],
    [note.replaceAll("\n", "\r\n"), "malformed"],
    [note.replace("\n", "\u0000\n"), "malformed"],
    [note.replace("\n", "\t\n"), "malformed"],
    [`${note}\u2014 name\n`, "malformed"],
    [`${note}- name AAAAAAA=\n`, "malformed"],
    [`${note}\u2014  name AAAAAAA=\n`, "malformed"],
    [`${note}\u2014 na+me AAAAAAA=\n`, "malformed"],
    [`${note}\u2014 na\u00a0me AAAAAAA=\n`, "malformed"],
    [`${note}\u2014 name AAAAAAA= more\n`, "malformed"],
    [`${note}\u2014 name AAAAAA==\n`, "malformed"],
    [`${note}\u2014 name AAAAAAA\n`, "malformed"],
    [`\ufeff${note}`, "error"],
    [`${text}x\n\n${note.slice(text.length + 1)}`, "error"],
    [`${note}\u2014 name AAAAAAA=\n`, "ok"],
  ])("a note is malformed, in error, or opened: %j, %s", (bytes, kind) => {
    expect(kindOf(bytes)).toBe(kind);
  });

  test("an NFD form is another text: nothing is repaired", () => {
    const accented = signNote("\u00e9\n", [log]);
    expect([kindOf(accented), kindOf(accented.normalize("NFD"))]).toEqual(["ok", "error"]);
  });

  test("100 signature lines, no more; an ignored line counts once in what is told", () => {
    const line = "— name AAAAAAA=\n";
    expect(openNote(note + line.repeat(99), [log]).unknown).toEqual(["— name AAAAAAA="]);
    expect(kindOf(note + line.repeat(100))).toBe("malformed");
  });

  test("a known key is checked once, at its first line", () => {
    const bad = note.slice(text.length + 1).replace(/.{7}=\n$/, "AAAAAAA=\n");
    expect(kindOf(note + bad)).toBe("ok");
    expect(kindOf(`${text}\n${bad}${note.slice(text.length + 1)}`)).toBe("error");
  });

  test("name and id must both be known", () => {
    expect(kindOf(note, [other])).toBe("unverified");
    const renamed = note.replace(`— ${log.name}`, `— ${other.name}`);
    expect(kindOf(renamed, [log, other])).toBe("unverified");
    expect(kindOf(note, [log, { ...log }])).toBe("error");
    expect(kindOf(note, [])).toBe("unverified");
  });

  test("the time of a cosignature is signed with the text, and is never 0", () => {
    const cosigned = note + cosign(text, witness, 1_783_095_660);
    expect(openNote(cosigned, [log, witness]).verified.map(({ time }) => time)).toEqual([undefined, 1_783_095_660]);
    expect(kindOf(note + cosign(`${text}x\n`, witness, 5), [log, witness])).toBe("error");
    // truly signed, whatever the time
    const withTime = (time: bigint, signed = time) => {
      const bytes = Buffer.alloc(8);
      bytes.writeBigUInt64BE(time);
      const signature = witness.sign(cosignedMessage(signed, Buffer.from(text)));
      return note + signatureLine(witness, Buffer.concat([bytes, signature]));
    };
    const kinds = [5n, 2n ** 63n - 1n, 0n, 2n ** 63n, 2n ** 64n - 1n].map((time) =>
      kindOf(withTime(time), [log, witness]),
    );
    expect(kinds).toEqual(["ok", "ok", "error", "error", "error"]);
    expect(kindOf(withTime(6n, 5n), [log, witness])).toBe("error");
    for (const time of [0, -1, 1.5]) expect(() => cosign(text, witness, time)).toThrow(LedgerError);
    expect(() => cosign(text, log, 5)).toThrow(LedgerError);
    expect(() => signNote(text, [witness])).toThrow(LedgerError);
    expect(() => signNote("no newline", [log])).toThrow(LedgerError);
  });
});

describe("verifier keys", () => {
  test("only the first two plus signs separate", () => {
    const seeds = Array.from({ length: 40 }, (_, at) => Buffer.alloc(32, at));
    const keys = seeds.map((seed) => signerFromSeed("a/b", ED25519, seed).vkey);
    expect(keys.some((vkey) => vkey.split("+").length > 3)).toBe(true);
    expect(keys.map((vkey) => parseVerifierKey(vkey).vkey)).toEqual(keys);
  });

  test("weak keys, other lengths, other types and other ids are refused", () => {
    const weak = "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05";
    for (const hex of [weak, `${weak.slice(0, -1)}5`, "00".repeat(32), "ff".repeat(32), `ee${"ff".repeat(30)}7f`]) {
      expect(() => verifierKeyOf("a", ED25519, Buffer.from(hex, "hex"))).toThrow("weak");
    }
    expect(() => verifierKeyOf("a", ED25519, Buffer.alloc(31, 9))).toThrow("32 bytes");
    expect(() => verifierKeyOf("a b", ED25519, log.publicKey)).toThrow("name");
    expect(() => parseVerifierKey(log.vkey.replace("+", "+0"))).toThrow(LedgerError);
    expect(() => parseVerifierKey(log.vkey.toUpperCase())).toThrow(LedgerError);
    expect(() => parseVerifierKey("a+00000000+BgAA")).toThrow("type");
  });
});

describe("checkpoints", () => {
  test("ours have three lines; those of others may have more, none empty", () => {
    expect(parseCheckpoint(`${text}more\n`).extensions).toEqual(["more"]);
    expect(() => parseCheckpoint(`${text}more\n`, { own: true })).toThrow("exactly three");
    expect(() => parseCheckpoint(`${text}\n`)).toThrow("none empty");
    expect(() => parseCheckpoint(text.slice(0, -1))).toThrow(LedgerError);
    expect(() => parseCheckpoint(`${text.split("\n").slice(0, 2).join("\n")}\n`)).toThrow("three lines");
  });

  test("size and root have one form", () => {
    const with_ = (size: string, root: string) => () => parseCheckpoint(`o\n${size}\n${root}\n`, { own: true });
    const root = EMPTY_ROOT.toString("base64");
    expect(with_("0", root)().size).toBe(0);
    expect(with_("00", root)).toThrow(LedgerError);
    expect(with_("0", Buffer.alloc(32).toString("base64"))).toThrow("empty one");
    expect(with_("1", Buffer.alloc(31).toString("base64"))).toThrow("32 bytes");
    expect(() => writeCheckpoint({ origin: "a\nb", size: 1, root: EMPTY_ROOT })).toThrow(LedgerError);
    expect(() => writeCheckpoint({ origin: "", size: 1, root: EMPTY_ROOT })).toThrow(LedgerError);
  });
});
