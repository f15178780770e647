import fc from "fast-check";
import { expect, it } from "vitest";
import { IdTable } from "./id-table.ts";

const numberIn = (ids: IdTable, id: string): number => {
  const bytes = Buffer.from(`,${id},`);
  return ids.numberOf(bytes, 1, bytes.length - 1);
};

it("gives each id a number in order of first use, short or long", () => {
  const id = fc.stringMatching(/^[A-Ca-c0-3_-]{1,14}$/);
  fc.assert(
    fc.property(fc.array(id, { maxLength: 300, size: "max" }), (list) => {
      const ids = new IdTable();
      const distinct = [...new Set(list)];
      expect(list.map((one) => numberIn(ids, one))).toEqual(list.map((one) => distinct.indexOf(one)));
      expect(ids.texts()).toEqual(distinct);
    }),
    { numRuns: 50 },
  );
});

it("holds many, and takes for one only what is written the same", () => {
  const ids = new IdTable();
  const many = Array.from({ length: 20_000 }, (_, n) => (n % 2 === 0 ? String(n) : `participant-${n}`));
  expect(many.every((one, n) => numberIn(ids, one) === n)).toBe(true);
  expect(many.every((one, n) => numberIn(ids, one) === n && ids.textOf(n) === one)).toBe(true);
  for (const other of ["01", "1".repeat(64), "a", "A", "participant-1x", "12345678", "123456780"]) {
    expect(numberIn(ids, other)).toBeGreaterThanOrEqual(many.length);
  }
});

it("refuses what is no id", () => {
  const ids = new IdTable();
  expect(numberIn(ids, "1")).toBe(0);
  for (const none of ["", " ", "a b", "é", "1\u0000", "a.b", "x".repeat(65), `${"x".repeat(12)}!`]) {
    expect(numberIn(ids, none)).toBe(-1);
  }
  expect(ids.size).toBe(1);
});
