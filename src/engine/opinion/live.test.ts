import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededNumbers } from "../seeded-numbers.ts";
import { analyse } from "./analyse.ts";
import { openLive } from "./live.ts";
import type { Id, Mode } from "./result.ts";
import type { StatementFacts, VoteLine } from "./vote-table.ts";
import { voteTable } from "./vote-table.ts";

const NO_FACTS: StatementFacts = new Map();

/** Votes of people of three kinds, some of them changed later, in the order they came. */
function linesOf(people: number, statements: number): VoteLine[] {
  const random = seededNumbers(`${people}/${statements}`);
  const votes = [-1, 0, 1] as const;
  return Array.from({ length: Math.floor(people * statements * 0.4) }, (_, time) => {
    const person = Math.floor((random() * people * (time + 200)) / (people * statements * 0.4 + 200));
    const statement = Math.floor(random() * statements);
    const isOfItsKind = random() < 0.8;
    const vote =
      (isOfItsKind ? votes[(person * 7 + statement * (person % 3)) % 3] : votes[Math.floor(random() * 3)]) ?? 0;
    return { statement: `${statement}`, participant: `p${person}`, vote, time };
  });
}

function coldOf(lines: readonly VoteLine[], mode: Mode, facts = NO_FACTS) {
  return analyse(voteTable(lines), facts, { mode, seed: 0, version: "0", sha256: () => "" });
}

function cosine(a: Readonly<Record<Id, number>>, b: Readonly<Record<Id, number>>): number {
  const sum = (value: (id: Id) => number) => Object.keys(b).reduce((total, id) => total + value(id), 0);
  const product = sum((id) => (a[id] ?? 0) * (b[id] ?? 0));
  return Math.abs(product) / Math.sqrt(sum((id) => (a[id] ?? 0) ** 2) * sum((id) => (b[id] ?? 0) ** 2));
}

describe("a computation kept open", () => {
  it.each<Mode>(["polis", "improved"])(
    "after batches has the counts, means and components of a cold one (%s)",
    (mode) => {
      const lines = linesOf(150, 40);
      const facts: StatementFacts = new Map([
        ["3", { moderated: -1, meta: false }],
        ["5", { moderated: 1, meta: true }],
        ["never", { moderated: 1, meta: false }],
      ]);
      const live = openLive(voteTable(lines.slice(0, 1_200)), facts, { mode, seed: 0 });
      for (const [from, to] of [
        [1_200, 1_201],
        [1_201, 1_700],
        [1_700, 2_400],
      ] as const) {
        live.add(voteTable(lines.slice(from, to)));
        const cold = coldOf(lines.slice(0, to), mode, facts);
        const now = live.result();
        expect(now.pca.center).toEqual(cold.pca.center);
        expect(Object.keys(now.participants)).toEqual(Object.keys(cold.participants));
        for (const [id, { agrees, disagrees, passes, votes }] of Object.entries(cold.statements))
          expect(now.statements[id]).toMatchObject({ agrees, disagrees, passes, votes });
        for (const [r, component] of cold.pca.components.entries())
          expect(cosine(now.pca.components[r] ?? {}, component)).toBeGreaterThan(0.999999);
        expect(Object.keys(now.priorities)).toEqual(Object.keys(cold.priorities));
      }
    },
  );

  it("follows many people on few statements, and statements that come later", () => {
    const lines = linesOf(400, 14);
    const early = lines.filter(({ statement }) => Number(statement) < 9).slice(0, 900);
    const late = lines.filter((line) => !early.includes(line));
    const live = openLive(voteTable(early), NO_FACTS, { mode: "improved", seed: 0 });
    live.count(voteTable(late.slice(0, 300)));
    live.add(voteTable(late.slice(300, 600)));
    live.add(voteTable(late.slice(600)));
    const now = live.result();
    const cold = coldOf([...early, ...late], "improved");
    expect(now.pca.center).toEqual(cold.pca.center);
    for (const [r, component] of cold.pca.components.entries())
      expect(cosine(now.pca.components[r] ?? {}, component)).toBeGreaterThan(0.999999);
  });

  it("its statistics are those of the groups it has, given to a cold one", () => {
    const lines = linesOf(120, 30);
    const live = openLive(voteTable(lines.slice(0, 1_000)), NO_FACTS, { mode: "improved", seed: 0 });
    live.add(voteTable(lines.slice(1_000)));
    const now = live.result();
    const labels = new Map(Object.entries(now.participants));
    const cold = analyse(voteTable(lines), NO_FACTS, {
      mode: "improved",
      seed: 0,
      version: "0",
      sha256: () => "",
      labels,
    });
    expect(now.groupStats).toEqual(cold.groupStats);
    expect(now.groups.map(({ size }) => size)).toEqual(cold.groups.map(({ size }) => size));
  });

  it("counting alone changes what is drawn, not where people stand", () => {
    const lines = linesOf(60, 20);
    const live = openLive(voteTable(lines.slice(0, 400)), NO_FACTS, { mode: "improved", seed: 0 });
    const before = { weights: live.weights(), result: live.result() };
    live.count(voteTable(lines.slice(400)));
    const after = { weights: live.weights(), result: live.result() };
    expect(after.weights.weights).not.toEqual(before.weights.weights);
    expect(after.result.groups.map(({ center }) => center)).toEqual(before.result.groups.map(({ center }) => center));
    const priorities = after.weights.statements.map((id) => after.result.priorities[id]);
    expect(Array.from(after.weights.weights)).toEqual(priorities);
  });

  it("starts from nothing", () => {
    const live = openLive(voteTable([]), NO_FACTS, { mode: "improved", seed: 0 });
    expect(live.result()).toMatchObject({ k: 0, groups: [], participants: {} });
    live.add(voteTable([{ statement: "1", participant: "7", vote: 1 }]));
    expect(live.result()).toMatchObject({ k: 1, participants: { 7: 0 }, pca: { center: { 1: 1 } } });
  });

  it("a late vote that is older than the one it has changes nothing", () => {
    const vote = (value: -1 | 1, time: number): VoteLine => ({ statement: "1", participant: "a", vote: value, time });
    const live = openLive(voteTable([vote(1, 50)]), NO_FACTS, { mode: "polis", seed: 0 });
    live.add(voteTable([vote(-1, 40)]));
    expect(live.result().statements[1]).toMatchObject({ agrees: 1, votes: 1 });
    live.add(voteTable([vote(-1, 50)]));
    expect(live.result().statements[1]).toMatchObject({ disagrees: 1, votes: 1 });
  });

  it("has the counts of a cold one, whatever the batches", () => {
    const line = fc.record({
      statement: fc.constantFrom("1", "2", "3", "10"),
      participant: fc.constantFrom("a", "b", "c", "d", "e", "f"),
      vote: fc.constantFrom<-1 | 0 | 1>(-1, 0, 1),
      time: fc.integer({ min: 0, max: 1_000_000 }),
    });
    const batches = fc.array(fc.array(line, { maxLength: 20 }), { maxLength: 6 });
    fc.assert(
      fc.property(batches, (made) => {
        // one time per vote: on equal times the batch would count, where a cold run has the later line
        const all = made.map((batch, b) => batch.map((one, i) => ({ ...one, time: one.time * 1_000 + b * 100 + i })));
        const live = openLive(voteTable(all[0] ?? []), NO_FACTS, { mode: "improved", seed: 0 });
        for (const batch of all.slice(1)) live.add(voteTable(batch));
        const cold = coldOf(all.flat(), "improved");
        const now = live.result();
        expect(now.pca.center).toEqual(cold.pca.center);
        expect(now.pca.varianceRatio.length).toBe(cold.pca.varianceRatio.length);
        for (const [id, { agrees, disagrees, votes }] of Object.entries(cold.statements))
          expect(now.statements[id]).toMatchObject({ agrees, disagrees, votes });
      }),
    );
  });
});
