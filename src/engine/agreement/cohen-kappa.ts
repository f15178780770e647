/** What two coders said of one unit. */
export type Pair<Code> = readonly [Code, Code];

/**
 * Cohen's kappa of a square table: rows are the codes of the first coder, columns those of the second. Null when it is
 * undefined: an empty table, or one code only (p_e = 1).
 *
 *     κ = (p_o − p_e)/(1 − p_e)
 *
 * Source: J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20, 1960.
 */
export function kappaOfTable(table: readonly (readonly number[])[]): number | null {
  const rows = table.map((row) => row.reduce((sum, one) => sum + one, 0));
  const columns = table.map((_, c) => table.reduce((sum, row) => sum + (row[c] ?? 0), 0));
  const n = rows.reduce((sum, one) => sum + one, 0);
  const same = table.reduce((sum, row, c) => sum + (row[c] ?? 0), 0);
  const chance = rows.reduce((sum, row, c) => sum + row * (columns[c] ?? 0), 0);
  // in whole numbers: (n·same − chance)/(n² − chance) has no rounding to be taken for a zero
  const rest = n * n - chance;
  return rest === 0 ? null : (n * same - chance) / rest;
}

/** The same from what two coders said, one pair a unit. */
export function cohenKappa<Code>(pairs: readonly Pair<Code>[]): number | null {
  const codes = [...new Set(pairs.flat())];
  const place = new Map(codes.map((code, index) => [code, index]));
  const table = codes.map(() => codes.map(() => 0));
  for (const [first, second] of pairs) {
    const row = table[place.get(first) ?? 0] ?? [];
    const column = place.get(second) ?? 0;
    row[column] = (row[column] ?? 0) + 1;
  }
  return kappaOfTable(table);
}
