import { describe, expect, it } from "vitest";
import { analyse, matchGroups } from "#engine/opinion/index.ts";
import { adjustedRand } from "../accuracy/partition-measures.ts";
import { bytesOf, sha256 } from "./made-votes.ts";
import { plantedVotes, STANDARD } from "./planted.ts";

const found = (plan: (typeof STANDARD)[number], seed = 0) => {
  const { votes, truth } = plantedVotes({ ...plan, seed: 11 });
  const result = analyse(votes, new Map(), { mode: "improved", seed, version: "0", sha256 });
  const placed = Object.keys(result.participants).filter((id) => result.participants[id] !== null);
  const ari = adjustedRand(
    placed.map((id) => String(result.participants[id])),
    placed.map((id) => String(truth.get(id))),
  );
  return { result, ari };
};

/** Least agreement with what was planted, by number of groups. */
const LEAST = { 1: 0, 2: 0.6, 3: 0.75, 4: 0.75, 5: 0.7 } as const;

describe("votes whose groups are known, mode improved", () => {
  it.each(STANDARD)("$people people, $statements statements, $groups groups", (plan) => {
    const { result, ari } = found(plan);
    if (plan.groups === 1) {
      expect(result.structure).toBe("weak");
      return;
    }
    expect(result).toMatchObject({ k: plan.groups, structure: "clear" });
    expect(ari).toBeGreaterThanOrEqual(LEAST[plan.groups as keyof typeof LEAST]);
    // every statement of one priority would mean a draw that is even: months of it went unseen elsewhere
    expect(new Set(Object.values(result.priorities)).size).toBeGreaterThan(plan.statements / 2);
  });

  it("another seed finds the same groups, and names follow the people", () => {
    const [plan] = STANDARD.slice(1);
    if (!plan) return;
    const [one, other] = [found(plan), found(plan, 5)];
    const labels = (run: typeof one) => new Map(Object.entries(run.result.participants));
    const names = matchGroups(new Map(), labels(one), []);
    const named = new Map(
      [...labels(one)].map(([id, group]) => [id, group === null ? null : (names.get(group) ?? null)]),
    );
    const again = matchGroups(named, labels(other), names.values());
    expect(new Set(again.values())).toEqual(new Set(names.values()));
    const same = [...labels(other)].filter(([id, group]) => group !== null && again.get(group) === named.get(id));
    expect(same.length / [...named.values()].filter((name) => name !== null).length).toBeGreaterThan(0.95);
    expect(bytesOf(found(plan).result)).toBe(bytesOf(one.result));
  });
});
