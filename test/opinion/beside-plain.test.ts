// The engine beside a plain dense version written from the design by somebody else, on many small random matrices.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Group, OpinionResult } from "#engine/opinion/index.ts";
import { byKey, expectClose, hasOneBasis, RUNS } from "./compared.ts";
import { byId, dense, mapOf } from "./dense.ts";
import { polisGroups } from "./dense-groups.ts";
import { denseStatistics } from "./dense-statistics.ts";
import { analysed, type Made, madeLabels, madeVotes, sha256 } from "./made-votes.ts";

type Labels = ReadonlyMap<string, Group | null>;
function expectStatistics(made: Made, result: OpinionResult, labels: Labels): void {
  const d = dense(made.lines, made.facts);
  const extremity = d.statements.map((id) => result.statements[id]?.extremity ?? Number.NaN);
  const plain = denseStatistics(d, made.facts, { labels, extremity });
  expect(result.groups.map(({ id }) => id)).toEqual(plain.groups);
  for (const [group, stats] of plain.groupStats) {
    for (const [j, stat] of stats.entries()) {
      expectClose({ ...result.groupStats[group]?.[d.statements[j] ?? ""] } as Record<string, number>, stat);
    }
  }
  for (const [group, list] of plain.repness) expect(result.repness[group]).toEqual(list);
  expect(result.consensus).toEqual(plain.consensus);
  expectClose(result.groupAwareConsensus, byKey(d.statements, plain.groupAware));
  expect(result.commonGround).toEqual(plain.commonGround);
  expectClose(result.priorities, Object.fromEntries(plain.priorities));
}

describe("beside the plain version", () => {
  it("the matrix, its hash, who is placed, means, counts", () => {
    fc.assert(
      fc.property(madeVotes, (made) => {
        const d = dense(made.lines, made.facts);
        const { input, participants, pca, statements } = analysed(made);
        const cells = d.x.flatMap((row, i) =>
          row.flatMap((vote, j) =>
            vote === null ? [] : [[d.statements[j] ?? "", d.participants[i] ?? "", vote] as const],
          ),
        );
        const told = (word: string, is: (id: string) => boolean) =>
          [...made.facts.keys()]
            .filter(is)
            .sort(byId)
            .map((id) => `${word},${id}\n`);
        const text = [
          "jalon-votes/1\n",
          ...cells.sort((a, b) => byId(a[0], b[0]) || byId(a[1], b[1])).map((cell) => `v,${cell.join(",")}\n`),
          ...told("out", (id) => made.facts.get(id)?.moderated === -1),
          ...told("meta", (id) => made.facts.get(id)?.meta === true),
        ];
        expect(input).toMatchObject({
          participants: d.participants.length,
          statements: d.statements.length,
          votes: cells.length,
          replacedVotes: d.replacedVotes,
          hash: sha256(text),
          withoutVotes: [...made.facts.keys()].filter((id) => !d.statements.includes(id)).sort(byId),
        });
        const placed = d.participants.filter((_, i) => d.placed[i]);
        expect(
          Object.keys(participants)
            .filter((id) => participants[id] !== null)
            .sort(byId),
        ).toEqual(placed.toSorted(byId));
        expectClose(pca.center, byKey(d.statements, d.mean));
        for (const [j, id] of d.statements.entries()) {
          const column = d.x.map((row) => row[j] ?? null);
          expect(statements[id]).toMatchObject({
            agrees: column.filter((vote) => vote === 1).length,
            disagrees: column.filter((vote) => vote === -1).length,
            passes: column.filter((vote) => vote === 0).length,
          });
        }
      }),
      RUNS,
    );
  });

  it("components, variance, map and extremity, up to the sign", () => {
    let compared = 0;
    fc.assert(
      fc.property(madeVotes, fc.constantFrom("polis" as const, "improved" as const), (made, mode) => {
        const d = dense(made.lines, made.facts);
        const count = mode === "polis" ? 2 : 4;
        if (d.statements.length === 0 || !hasOneBasis(d, count)) return;
        compared += 1;
        const { pca, projections, statements } = analysed(made, { mode });
        // a map has two axes, even where there is one statement or one person
        expect(pca.components).toHaveLength(Math.max(2, Math.min(count, d.components.length)));
        for (const [c, component] of pca.components.entries()) {
          const ours = d.statements.map((id) => component[id] ?? Number.NaN);
          const theirs = d.components[c] ?? d.statements.map(() => 0);
          const sign = ours.reduce((dot, value, j) => dot + value * (theirs[j] ?? 0), 0) < 0 ? -1 : 1;
          expectClose(
            byKey(d.statements, ours),
            byKey(
              d.statements,
              theirs.map((value) => sign * value),
            ),
            1e-6,
          );
          expect(pca.varianceRatio[c] ?? 0).toBeCloseTo(d.norm2 > 0 ? (d.eigenvalues[c] ?? 0) / d.norm2 : 0, 9);
        }
        const own = pca.components.slice(0, 2).map((component) => d.statements.map((id) => component[id] ?? 0));
        const { points, extremity } = mapOf(d, own);
        for (const [i, id] of d.participants.entries()) {
          for (const axis of [0, 1]) expect(projections[id]?.[axis]).toBeCloseTo(points[i]?.[axis] ?? 0, 9);
        }
        for (const [j, id] of d.statements.entries())
          expect(statements[id]?.extremity).toBeCloseTo(extremity[j] ?? 0, 9);
      }),
      RUNS,
    );
    expect(compared).toBeGreaterThan(50);
  });

  it("groups of mode polis, from the same map, and their statistics", () => {
    fc.assert(
      fc.property(madeVotes, (made) => {
        const d = dense(made.lines, made.facts);
        const result = analysed(made);
        const people = d.participants.filter((_, i) => d.placed[i]);
        const plain = polisGroups(people.map((id) => result.projections[id] ?? [0, 0]));
        expect(people.map((id) => result.participants[id])).toEqual(plain.labels);
        expectClose(result.silhouettes, Object.fromEntries(plain.silhouettes));
        expectStatistics(made, result, new Map(Object.entries(result.participants)));
      }),
      RUNS,
    );
  });

  it("statistics for groups that are given", () => {
    fc.assert(
      fc.property(madeVotes, madeLabels, (made, labels) => {
        const result = analysed(made, { labels });
        const d = dense(made.lines, made.facts);
        expect(result.options.labels).toBe("given");
        expect(result.silhouettes).toEqual({});
        for (const id of d.participants) expect(result.participants[id]).toBe(labels.get(id) ?? null);
        expectStatistics(made, result, labels);
      }),
      RUNS,
    );
  });
});
