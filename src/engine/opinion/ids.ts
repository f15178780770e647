const DIGITS = /^[0-9]+$/;
/** Up to here a number of digits is exact in a double. */
const EXACT_DIGITS = 15;

/** Order of ids: those made of digits by number (on equal numbers by code unit), then the others by code unit. */
export function compareIds(a: string, b: string): number {
  const isNumber = DIGITS.test(a);
  if (isNumber !== DIGITS.test(b)) return isNumber ? -1 : 1;
  return (isNumber ? compareDigits(a, b) : 0) || compareText(a, b);
}

function compareDigits(a: string, b: string): number {
  if (a.length <= EXACT_DIGITS && b.length <= EXACT_DIGITS) return Number(a) - Number(b);
  const [x, y] = [a.replace(/^0+/, ""), b.replace(/^0+/, "")];
  return x.length - y.length || compareText(x, y);
}

export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Places of `ids` in ascending order of id; ids are distinct. */
export function idOrder(ids: readonly string[]): Int32Array {
  const order = Int32Array.from(ids, (_, index) => index);
  const keys = Float64Array.from(ids, (id) => (id.length <= EXACT_DIGITS && DIGITS.test(id) ? Number(id) : Number.NaN));
  if (isAscending(keys)) return order;
  return order.sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || compareIds(ids[a] ?? "", ids[b] ?? ""));
}

function isAscending(keys: Float64Array): boolean {
  for (let i = 0; i < keys.length; i += 1) {
    if (!((keys[i] ?? 0) > (i > 0 ? (keys[i - 1] ?? 0) : -1))) return false;
  }
  return true;
}

export function sortedIds(ids: Iterable<string>): string[] {
  return [...ids].sort(compareIds);
}
