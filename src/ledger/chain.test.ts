import { describe, expect, test } from "vitest";
import { Chains } from "./chain.ts";
import { type Leaf, parseLeaf, writeLeaf } from "./leaf.ts";

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const hash = (number: number) => Buffer.alloc(32, number).toString("base64url");
const minute = { v: 1, t: "2026-03-04T10:12Z", c: id(1) } as const;
const second = { v: 1, t: "2026-03-04T10:12:37Z", c: id(1) } as const;

const submitted = (o: number): Leaf => ({
  ...minute,
  k: "contribution.submitted",
  o: id(o),
  r: 1,
  h: hash(o),
  ha: hash(0),
});
const merged = (o: number, to: number): Leaf => ({
  ...minute,
  k: "moderation.merged",
  o: id(o),
  r: 1,
  to: id(to),
  role: "organiser",
  why: "duplicate",
});
const erased = (o: number): Leaf => ({ ...minute, k: "erasure.performed", o: id(o), r: 1, lb: "court" });
const answer = (r: number, d: number, ph?: number): Leaf =>
  ph === undefined
    ? { ...second, k: "answer.published", o: id(5), r, d: hash(d) }
    : { ...second, k: "answer.revised", o: id(5), r, d: hash(d), ph: hash(ph) };
const poll = (k: "poll.opened" | "poll.closed"): Leaf => ({ ...second, k, o: id(6), d: hash(6) });
const tally = (r: number, d: number, ph?: number): Leaf => ({
  ...second,
  ...(ph === undefined ? {} : { ph: hash(ph) }),
  k: "poll.tallied",
  o: id(6),
  r,
  d: hash(d),
});
const lot = (o: number): Leaf => ({ ...minute, k: "ballot.batch", o: id(o), p: id(6), n: 12, root: hash(9) });

function replay(leaves: readonly Leaf[]): Chains {
  const chains = new Chains();
  for (const [index, leaf] of leaves.entries()) chains.accept(parseLeaf(writeLeaf(leaf)), index);
  return chains;
}
const refused = (...leaves: readonly Leaf[]) => expect(() => replay(leaves));

describe("what may follow what", () => {
  test("a contribution is merged into another known one that is not erased", () => {
    expect(replay([submitted(2), submitted(3), merged(2, 3)]).stateOf(id(2))?.state).toBe("merged");
    refused(submitted(2), merged(2, 3)).toThrow("no other contribution");
    refused(submitted(2), merged(2, 2)).toThrow("no other contribution");
    refused(submitted(2), answer(1, 1), merged(2, 5)).toThrow("no other contribution");
    refused(submitted(2), submitted(3), erased(3), merged(2, 3)).toThrow("erased");
  });

  test("the previous text is named", () => {
    const edited = {
      ...minute,
      k: "contribution.edited",
      o: id(2),
      r: 2,
      h: hash(8),
      ha: hash(0),
      ph: hash(7),
    } as const;
    refused(submitted(2), edited).toThrow(/^leaf 1, object 0.*2, contribution\.edited: ph is not the h/);
    expect(replay([submitted(2), { ...edited, ph: hash(2) }]).stateOf(id(2))).toMatchObject({
      revision: 2,
      hash: hash(8),
    });
  });

  test("answers, editions and measures go up by one, each naming the one before", () => {
    expect(replay([answer(1, 1), answer(2, 2, 1), answer(3, 3, 2)]).stateOf(id(5))).toMatchObject({
      revision: 3,
      hash: hash(3),
    });
    refused(answer(2, 2, 1)).toThrow("revision 2 where 1 is due");
    refused(answer(1, 1), answer(1, 1)).toThrow("revision 1 where 2 is due");
    refused(answer(1, 1), answer(3, 2, 1)).toThrow("revision 3 where 2 is due");
    refused(answer(1, 1), answer(2, 2, 9)).toThrow("ph is not the d");
  });

  test("a poll is opened, closed, tallied; lots only while it is open", () => {
    const whole = [poll("poll.opened"), lot(7), poll("poll.closed"), tally(1, 1), tally(2, 2, 1)];
    expect(replay(whole).stateOf(id(6))).toMatchObject({ state: "tallied", revision: 2 });
    refused(poll("poll.closed")).toThrow("not open");
    refused(poll("poll.opened"), poll("poll.opened")).toThrow("opened twice");
    refused(poll("poll.opened"), tally(1, 1)).toThrow("not closed");
    refused(poll("poll.opened"), poll("poll.closed"), poll("poll.closed")).toThrow("not open");
    refused(poll("poll.opened"), poll("poll.closed"), tally(2, 2, 6)).toThrow("revision 2 where 1 is due");
    refused(lot(7)).toThrow("is not open");
    refused(poll("poll.opened"), poll("poll.closed"), lot(7)).toThrow("is not open");
    refused(poll("poll.opened"), lot(7), lot(7)).toThrow("published twice");
  });

  test("an identifier stays in its family", () => {
    refused(submitted(5), answer(1, 1)).toThrow("identifier of a contribution");
    refused(poll("poll.opened"), { ...submitted(6) }).toThrow("identifier of a poll");
  });

  test("a refused act leaves the state before it", () => {
    const chains = replay([submitted(2)]);
    expect(() => chains.accept(submitted(2), 1)).toThrow("twice");
    expect(chains.stateOf(id(2))).toMatchObject({ state: "visible", revision: 1, process: id(1), isDetached: false });
    expect(chains.stateOf(id(3))).toBeNull();
    expect([...chains.objects()].map(([o]) => o)).toEqual([id(2)]);
  });

  test("a time may go back by ten minutes; more is noted, and no error", () => {
    const at = (t: string, o: number): Leaf => ({ ...submitted(o), t });
    const chains = replay([at("2026-03-04T10:12Z", 2), at("2026-03-04T10:02Z", 3), at("2026-03-04T09:51Z", 4)]);
    expect(chains.late).toEqual([{ index: 2, seconds: 660 }]);
  });
});
