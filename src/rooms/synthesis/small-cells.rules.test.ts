import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Cell, hiddenKeys, mayFollow, SMALLEST, shownTable } from "./small-cells.rules.ts";

const cells = (...people: readonly number[]): readonly Cell[] =>
  people.map((count, index) => ({ key: String.fromCharCode(97 + index), count, people: count }));
const hidden = (...people: readonly number[]) => [...hiddenKeys(cells(...people))].sort().join("");
const shown = (...people: readonly number[]) =>
  shownTable([{ publication: 1, cells: cells(...people) }])?.cells?.map(({ count }) => count) ?? null;

describe("a table", () => {
  test("is whole when no line is small", () => {
    expect(hidden(11, 40, 0)).toBe("");
    expect(shown(11, 40, 0)).toEqual([11, 40, 0]);
  });

  test("hides a small line, and another one that would give it away", () => {
    expect(hidden(3, 40, 15)).toBe("ac");
    expect(shown(3, 40, 15)).toEqual([null, 40, null]);
  });

  test("hides a third line when two small ones together are still few", () => {
    expect(hidden(3, 4, 40, 90)).toBe("abc");
    expect(hidden(6, 7, 40, 90)).toBe("ab");
  });

  test("counts people, not contributions: fifteen texts of two people are a small line", () => {
    const table = [
      { key: "a", count: 15, people: 2 },
      { key: "b", count: 30, people: 30 },
      { key: "c", count: 12, people: 12 },
    ];
    expect([...hiddenKeys(table)].sort()).toEqual(["a", "c"]);
  });

  test("is not made of fewer than eleven people", () => {
    expect(shown(3, 4)).toBe(null);
    expect(shown(10)).toBe(null);
    expect(shown(11)).toEqual([11]);
    expect(shown(0, 0)).toEqual([0, 0]);
  });

  test("whatever the numbers, what is hidden is no line alone and no small group, when anything is shown", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(60), { minLength: 1, maxLength: 12 }), (people) => {
        const table = cells(...people);
        const total = people.reduce((all, one) => all + one, 0);
        fc.pre(total >= SMALLEST);
        const gone = table.filter(({ key }) => hiddenKeys(table).has(key));
        const kept = table.filter(({ key }) => !hiddenKeys(table).has(key));
        expect(kept.every(({ people: one }) => one === 0 || one >= SMALLEST)).toBe(true);
        if (gone.length > 0) {
          expect(gone.length).toBeGreaterThan(1);
          expect(gone.reduce((all, one) => all + one.people, 0)).toBeGreaterThanOrEqual(SMALLEST);
        }
      }),
    );
  });
});

describe("two tables of the same claim", () => {
  test("may follow each other when each line is the same or differs by enough people", () => {
    expect(mayFollow(cells(20, 30), cells(20, 30))).toBe(true);
    expect(mayFollow(cells(20, 30), cells(31, 30))).toBe(true);
    expect(mayFollow(cells(20, 30), cells(22, 30))).toBe(false);
  });

  test("do not give away what both hide", () => {
    // a and b are hidden in both; their sum would say that two people came
    expect(mayFollow(cells(5, 12, 40), cells(7, 12, 40))).toBe(false);
    expect(mayFollow(cells(5, 12, 40), cells(7, 25, 40))).toBe(true);
  });

  test("the older one stays, with its publication, until enough has changed", () => {
    const series = [
      { publication: 1, cells: cells(20, 30) },
      { publication: 2, cells: cells(22, 30) },
    ];
    expect(shownTable(series)).toMatchObject({ from: 1, total: 50 });
    expect(shownTable([...series, { publication: 3, cells: cells(33, 30) }])).toMatchObject({ from: 3, total: 63 });
    // compared with every table that was shown, not with the last alone
    expect(
      shownTable([
        { publication: 1, cells: cells(20, 30) },
        { publication: 2, cells: cells(40, 30) },
        { publication: 3, cells: cells(22, 30) },
      ]),
    ).toMatchObject({ from: 2 });
  });

  test("a table of too few people waits for more", () => {
    expect(
      shownTable([
        { publication: 1, cells: cells(4, 2) },
        { publication: 2, cells: cells(14, 20) },
      ]),
    ).toMatchObject({ from: 2, cells: [{ count: 14 }, { count: 20 }] });
  });
});
