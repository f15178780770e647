import { describe, expect, test } from "vitest";
import {
  type BallotAcknowledgement,
  dueBy,
  type LeafAcknowledgement,
  parseAcknowledgement,
  writeAcknowledgement,
} from "./acknowledgement.ts";
import { COSIGNATURE, ED25519, NoteError, signerFromSeed, signNote } from "./note.ts";

const key = signerFromSeed("jalon.example/accuse", ED25519, Buffer.alloc(32, 1));
const common = { origin: "jalon.example/journal", time: "2026-03-04T10:12:37Z" } as const;
const ofLeaf: LeafAcknowledgement = { ...common, leaf: Buffer.alloc(32, 5), within: 60 };
const ofBallots: BallotAcknowledgement = {
  ...common,
  poll: "e8366447-5148-4ab5-9e6a-6bd9bec74ce6",
  ballots: [Buffer.alloc(32, 9), Buffer.alloc(32, 200), Buffer.alloc(32, 3)],
  within: 180,
  closes: "2026-03-10T18:00:00Z",
};

describe("an acknowledgement", () => {
  test("of a leaf", () => {
    const text = writeAcknowledgement(ofLeaf);
    expect(text.split("\n").map((line) => line.split(" ")[0])).toEqual([
      "jalon/ack/v1",
      "origin",
      "leaf",
      "time",
      "within",
      "",
    ]);
    expect(parseAcknowledgement(signNote(text, [key]), [key])).toEqual({ ...ofLeaf, key });
    expect(dueBy(ofLeaf)).toBe(Date.parse("2026-03-04T10:13:37Z") / 1000);
  });

  test("of ballots, in order of bytes; the delay runs from the closing at the latest", () => {
    const found = parseAcknowledgement(signNote(writeAcknowledgement(ofBallots), [key]), [key]);
    expect("ballots" in found ? found.ballots.map((one) => one[0]) : []).toEqual([3, 9, 200]);
    expect(dueBy(ofBallots)).toBe(Date.parse("2026-03-10T18:03:00Z") / 1000);
  });

  test("has seven days when the log is frozen, and no other delay than announced", () => {
    expect(writeAcknowledgement({ ...ofLeaf, within: 604_800 })).toContain("within 604800\n");
    expect(() => writeAcknowledgement({ ...ofLeaf, within: 180 })).toThrow("within");
    expect(() => writeAcknowledgement({ ...ofBallots, within: 60 })).toThrow("within");
  });

  test("is refused when a part has not its form", () => {
    expect(() => writeAcknowledgement({ ...ofLeaf, time: "2026-03-04T10:12Z" })).toThrow("time");
    expect(() => writeAcknowledgement({ ...ofLeaf, leaf: Buffer.alloc(31) })).toThrow("32 bytes");
    expect(() => writeAcknowledgement({ ...ofLeaf, origin: "a\nleaf b" })).toThrow("leaf");
    expect(() => writeAcknowledgement({ ...ofLeaf, origin: "" })).toThrow("origin");
    expect(() => writeAcknowledgement({ ...ofBallots, poll: "poll" })).toThrow("poll");
    expect(() => writeAcknowledgement({ ...ofBallots, closes: "soon" })).toThrow("closes");
    expect(() => writeAcknowledgement({ ...ofBallots, ballots: [] })).toThrow("leaf");
    expect(() => writeAcknowledgement({ ...ofBallots, ballots: [Buffer.alloc(32), Buffer.alloc(32)] })).toThrow(
      "twice",
    );
  });

  test("is signed by its own key, of a kind that signs texts", () => {
    const note = signNote(writeAcknowledgement(ofLeaf), [key]);
    const other = signerFromSeed("jalon.example/accuse", ED25519, Buffer.alloc(32, 2));
    const witness = signerFromSeed("temoin.example/w1", COSIGNATURE, Buffer.alloc(32, 3));
    for (const keys of [[], [other], [witness]]) expect(() => parseAcknowledgement(note, keys)).toThrow(NoteError);
    expect(() => parseAcknowledgement(signNote("jalon/ack/v1\n", [key]), [key])).toThrow("line origin");
  });
});
