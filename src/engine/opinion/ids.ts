import { compareIds, EXACT_DIGITS, isDigits } from "../id-order.ts";

/** Places of `ids` in ascending order of id; ids are distinct. */
export function idOrder(ids: readonly string[]): Int32Array {
  const order = Int32Array.from(ids, (_, index) => index);
  const keys = Float64Array.from(ids, (id) => (id.length <= EXACT_DIGITS && isDigits(id) ? Number(id) : Number.NaN));
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
