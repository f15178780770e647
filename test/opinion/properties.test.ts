// What holds whatever the votes.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type OpinionResult, openLive } from "#engine/opinion/index.ts";
import { expectClose, hasOneBasis, RUNS } from "./compared.ts";
import { byId, dense } from "./dense.ts";
import { analysed, bytesOf, madeVotes, tableOf } from "./made-votes.ts";

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

  it("a computation kept open has the counts, means and components of a cold one, after any batches", () => {
    fc.assert(
      fc.property(madeVotes, fc.constantFrom("polis" as const, "improved" as const), fc.nat(3), (made, mode, cuts) => {
        const size = Math.ceil((made.lines.length + 1) / (cuts + 1));
        const batches = Array.from({ length: cuts + 1 }, (_, at) =>
          tableOf(made.lines.slice(at * size, (at + 1) * size)),
        );
        const [first = tableOf([]), ...rest] = batches;
        const live = openLive(first, made.facts, { mode, seed: 0 });
        for (const [at, batch] of rest.entries()) (at % 2 === 0 ? live.add : live.count)(batch);
        live.add(tableOf([]));
        const [kept, cold] = [live.result(), analysed(made, { mode })];
        expectClose(kept.pca.center, cold.pca.center, 1e-12);
        for (const [id, { agrees, disagrees, passes, votes }] of Object.entries(cold.statements))
          expect(kept.statements[id]).toMatchObject({ agrees, disagrees, passes, votes });
        const d = dense(made.lines, made.facts);
        if (d.statements.length === 0 || !hasOneBasis(d, mode === "polis" ? 2 : 4)) return;
        for (const [c, component] of cold.pca.components.entries()) {
          const dot = (other: Readonly<Record<string, number>>) =>
            Object.entries(component).reduce((sum, [id, value]) => sum + value * (other[id] ?? 0), 0);
          const isNothing = Object.values(component).every((value) => value === 0);
          expect(Math.abs(dot(kept.pca.components[c] ?? {}))).toBeGreaterThanOrEqual(isNothing ? 0 : 0.999999);
        }
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
