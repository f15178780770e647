import { expect, test } from "vitest";
import { type LeafAct, moveOf, type ObjectAct, OutOfOrder, type Standing } from "./leaf.rules.ts";

const c = "61e5472f-493f-44b4-a2a4-130314dd7f8b";
const o = "1a3e69ff-978c-4d68-a5fb-1a59691167bd";
const other = "e8366447-5148-4ab5-9e6a-6bd9bec74ce6";
const why = { why: "off-topic", role: "moderator" } as const;
const d = new Uint8Array(32);

const acts = {
  submitted: { k: "contribution.submitted", c, o },
  edited: { k: "contribution.edited", c, o },
  masked: { k: "moderation.masked", c, o, why: "personal-data", role: "moderator" },
  withdrawn: { k: "contribution.withdrawn", c, o },
  hidden: { k: "moderation.hidden", c, o, ...why },
  restored: { k: "moderation.restored", c, o, why: "review-passed", role: "moderator" },
  merged: { k: "moderation.merged", c, o, to: other, why: "duplicate", role: "moderator" },
  detached: { k: "author.detached", c, o },
  erased: { k: "erasure.performed", c, o, lb: "rgpd-17" },
} as const satisfies Record<string, LeafAct & ObjectAct>;
type Name = keyof typeof acts;

const at = (state: string, isDetached = false): Map<string, Standing> => {
  const base = { family: "contribution", r: 2, hash: d, isDetached } as const;
  return new Map([
    [other, { ...base, state: "visible" }],
    ...(state === "absent" ? [] : [[o, { ...base, state }] as const]),
  ]);
};

/** The table of what may follow what: the state after each act, or nothing where it is refused. */
const table: Readonly<Record<string, Partial<Record<Name, string>>>> = {
  absent: { submitted: "visible" },
  visible: {
    edited: "visible",
    masked: "visible",
    withdrawn: "withdrawn",
    hidden: "hidden",
    merged: "merged",
    detached: "visible",
    erased: "erased",
  },
  hidden: {
    edited: "hidden",
    masked: "hidden",
    withdrawn: "withdrawn",
    restored: "visible",
    detached: "hidden",
    erased: "erased",
  },
  merged: { restored: "visible", detached: "merged", erased: "erased" },
  withdrawn: { detached: "withdrawn", erased: "erased" },
  erased: {},
};
const cells = Object.keys(table).flatMap((state) =>
  (Object.keys(acts) as Name[]).map((name) => [state, name] as const),
);

test.each(cells)("a contribution that is %s: %s", (state, name) => {
  const wanted = table[state]?.[name];
  if (wanted === undefined) return expect(() => moveOf(acts[name], at(state))).toThrow(OutOfOrder);
  const move = moveOf(acts[name], at(state));
  const revises = name === "edited" || name === "masked";
  expect(move.state).toBe(wanted);
  const before = state === "absent" ? 1 : 2;
  expect(move.r).toBe(revises ? before + 1 : before);
  expect(move.ph === null).toBe(!revises);
});

test("without an author nobody edits or withdraws, and masking stays possible", () => {
  for (const name of ["edited", "withdrawn", "detached"] as const) {
    expect(() => moveOf(acts[name], at("visible", true)), name).toThrow(OutOfOrder);
  }
  expect(moveOf(acts.masked, at("visible", true))).toMatchObject({ r: 3, isDetached: true });
});

test("nothing is merged into itself, into what is erased or into what is no contribution", () => {
  expect(() => moveOf({ ...acts.merged, to: o }, at("visible"))).toThrow(OutOfOrder);
  const standings = at("visible");
  standings.set(other, { family: "contribution", r: 1, hash: d, state: "erased", isDetached: false });
  expect(() => moveOf(acts.merged, standings)).toThrow(OutOfOrder);
  standings.set(other, { family: "poll", r: 1, hash: d, state: "opened", isDetached: false });
  expect(() => moveOf(acts.merged, standings)).toThrow(OutOfOrder);
});

test("an edition follows the one before with its digest", () => {
  const act = { k: "roadmap.version", c, o, d } as const;
  expect(moveOf(act, new Map())).toMatchObject({ family: "document", r: 1, ph: null, saysRevision: true });
  const first: Standing = { family: "document", r: 1, hash: d, state: "published", isDetached: false };
  expect(moveOf(act, new Map([[o, first]]))).toMatchObject({ r: 2, ph: d });
  expect(() => moveOf(acts.hidden, new Map([[o, first]]))).toThrow(OutOfOrder);
});

test("a question is opened, closed, then tallied once or more; lots only while it is open", () => {
  const poll = (state: string, r = 1): Map<string, Standing> =>
    new Map([[o, { family: "poll", r, hash: d, state, isDetached: false }]]);
  const batch = { k: "ballot.batch", c, o: other, p: o, n: 3, root: d } as const;
  expect(moveOf({ k: "poll.opened", c, o, d }, new Map())).toMatchObject({ state: "opened", saysRevision: false });
  expect(moveOf(batch, poll("opened"))).toMatchObject({ state: "sealed", saysRevision: false });
  expect(() => moveOf(batch, poll("closed"))).toThrow(OutOfOrder);
  expect(() => moveOf(batch, new Map())).toThrow(OutOfOrder);
  expect(moveOf({ k: "poll.closed", c, o, d }, poll("opened"))).toMatchObject({ state: "closed" });
  expect(() => moveOf({ k: "poll.tallied", c, o, d }, poll("opened"))).toThrow(OutOfOrder);
  expect(moveOf({ k: "poll.tallied", c, o, d }, poll("closed"))).toMatchObject({ state: "tallied", r: 1, ph: null });
  expect(moveOf({ k: "poll.tallied", c, o, d }, poll("tallied"))).toMatchObject({ r: 2, ph: d });
});
