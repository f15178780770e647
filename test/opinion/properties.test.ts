// The engine beside a plain dense version written from the design by somebody else, on many small random matrices.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Group, OpinionResult } from "#engine/opinion/index.ts";
import { byId, type Dense, dense, mapOf } from "./dense.ts";
import { polisGroups } from "./dense-groups.ts";
import { denseStatistics } from "./dense-statistics.ts";
import { analysed, bytesOf, type Made, madeLabels, madeVotes, sha256, tableOf } from "./made-votes.ts";

/** One seed: where rounding decides between equals, it decides the same on every run. */
const RUNS = { numRuns: 150, seed: 6 };
const byKey = (keys: readonly string[], values: readonly number[]) =>
  Object.fromEntries(keys.map((key, at) => [key, values[at] ?? Number.NaN]));

function expectClose(ours: Readonly<Record<string, number>>, theirs: Readonly<Record<string, number>>, within = 1e-9) {
  expect(Object.keys(ours).sort()).toEqual(Object.keys(theirs).sort());
  for (const [key, value] of Object.entries(theirs)) {
    const difference = Math.abs((ours[key] ?? Number.NaN) - value);
    if (!(difference <= within * Math.max(1, Math.abs(value)))) expect.fail(`${key}: ${ours[key]}, not ${value}`);
  }
}

/** Eigenvectors are a matter of choice where eigenvalues are equal, or nothing but rounding. */
const hasOneBasis = ({ eigenvalues, norm2 }: Dense, count: number): boolean =>
  eigenvalues
    .slice(0, count)
    .every(
      (value, c) =>
        value <= 1e-13 * norm2 || (value > 1e-6 * norm2 && value - (eigenvalues[c + 1] ?? 0) > 1e-4 * norm2),
    );

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

describe("whatever the votes", () => {
  it("the order of the lines changes nothing, nor does a second run; a matrix gives the numbers of its log", () => {
    fc.assert(
      fc.property(
        madeVotes,
        fc.constantFrom("polis" as const, "improved" as const),
        fc.infiniteStream(fc.nat()),
        (made, mode, keys) => {
          const { lines, facts } = made;
          const expected = bytesOf(analysed(made, { mode }));
          expect(bytesOf(analysed(made, { mode }))).toBe(expected);
          const isOrdered = lines.some(({ time }) => time === null);
          const order = lines.map((line) => ({ line, key: keys.next().value ?? 0 })).sort((a, b) => a.key - b.key);
          if (!isOrdered)
            expect(bytesOf(analysed({ lines: order.map(({ line }) => line), facts }, { mode }))).toBe(expected);
          const d = dense(lines, facts);
          const cells = d.x.flatMap((row, i) =>
            row.flatMap((vote, j) =>
              vote === null
                ? []
                : [
                    {
                      statement: d.statements[j] ?? "",
                      participant: d.participants[i] ?? "",
                      vote: vote as 1,
                      time: null,
                    },
                  ],
            ),
          );
          const comparable = (result: OpinionResult) =>
            bytesOf({
              ...result,
              input: { ...result.input, kind: "log", replacedVotes: 0, warnings: [] },
              repness: {},
            });
          expect(comparable(analysed({ lines: cells, facts }, { mode }))).toBe(comparable(analysed(made, { mode })));
          expect(tableOf(cells, "matrix").time).toBeNull();
        },
      ),
      RUNS,
    );
  });

  it("agreeing and disagreeing swapped everywhere leaves the groups of mode polis and swaps their columns", () => {
    fc.assert(
      fc.property(madeVotes, (made) => {
        const swapped = {
          ...made,
          lines: made.lines.map((line) => ({ ...line, vote: (0 - line.vote) as -1 | 0 | 1 })),
        };
        if (!hasOneBasis(dense(made.lines, made.facts), 2)) return;
        const [a, b] = [analysed(made), analysed(swapped)];
        expect(b.participants).toEqual(a.participants);
        for (const [group, stats] of Object.entries(a.groupStats)) {
          for (const [id, { na, nd, pa, pd, pat, pdt, ra, rd, rat, rdt, ns }] of Object.entries(stats)) {
            const expected = {
              na: nd,
              nd: na,
              ns,
              pa: pd,
              pd: pa,
              pat: pdt,
              pdt: pat,
              ra: rd,
              rd: ra,
              rat: rdt,
              rdt: rat,
            };
            expect(b.groupStats[group]?.[id]).toEqual(expected);
          }
        }
        expect(b.consensus).toEqual({ agree: a.consensus.disagree, disagree: a.consensus.agree });
      }),
      RUNS,
    );
  });

  it("other ids in the same order change names only", () => {
    fc.assert(
      fc.property(madeVotes, (made) => {
        const ids = [
          ...new Set([...made.lines.flatMap((l) => [l.statement, l.participant]), ...made.facts.keys()]),
        ].sort(byId);
        const renamed = new Map(ids.map((id, place) => [id, `id-${String(place + 100)}`]));
        const name = (id: string): string => renamed.get(id) ?? "";
        const other = analysed({
          lines: made.lines.map((line) => ({
            ...line,
            statement: name(line.statement),
            participant: name(line.participant),
          })),
          facts: new Map([...made.facts].map(([id, fact]) => [name(id), fact])),
        });
        const back = new Map([...renamed].map(([id, now]) => [now, id]));
        const expected = analysed(made);
        const text = JSON.stringify({ ...other, input: null }).replace(/id-\d+/g, (now) => back.get(now) ?? "");
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify({ ...expected, input: null })));
      }),
      RUNS,
    );
  });

  it("a statement nobody voted on changes `withoutVotes` and `priorities` only", () => {
    fc.assert(
      fc.property(madeVotes, (made) => {
        const more = { ...made, facts: new Map([...made.facts, ["999", { moderated: 1 as const, meta: false }]]) };
        const [before, after] = [analysed(made), analysed(more)];
        expect(after.input.withoutVotes).toContain("999");
        expect(after.priorities["999"]).toBe(5.0625);
        const { "999": _, ...priorities } = after.priorities;
        const { withoutVotes } = before.input;
        expect(bytesOf({ ...after, priorities, input: { ...after.input, withoutVotes } })).toBe(bytesOf(before));
      }),
      RUNS,
    );
  });

  it("mode improved: no group under the smallest, the best silhouette wins, few people are never clear", () => {
    fc.assert(
      fc.property(madeVotes, fc.nat(99), (made, seed) => {
        const { groups, participants, silhouettes, structure, k } = analysed(made, { mode: "improved", seed });
        const placed = Object.values(participants).filter((group) => group !== null).length;
        expect(groups.reduce((sum, { size }) => sum + size, 0)).toBe(placed);
        expect(groups.map(({ size }) => size)).toEqual(groups.map(({ size }) => size).toSorted((a, b) => b - a));
        if (k > 1) expect(Math.min(...groups.map(({ size }) => size))).toBeGreaterThanOrEqual(3);
        const best = Math.max(...Object.values(silhouettes));
        if (k > 1) expect(best - (silhouettes[k] ?? 0)).toBeLessThan(1e-9);
        expect(structure).toBe(k > 1 ? "provisional" : structure);
        expect(structure).not.toBe("clear");
      }),
      RUNS,
    );
  });
});
