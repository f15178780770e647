const DIGITS = /^\d+$/;

/** Ids made of digits compare as numbers and come before the others; these by code unit. */
export function compareIds(a: string, b: string): number {
  const [x, y] = [asNumber(a), asNumber(b)];
  if (x !== null && y !== null) return x.length - y.length || byUnit(x, y) || byUnit(a, b);
  if (x !== null) return -1;
  if (y !== null) return 1;
  return byUnit(a, b);
}

const asNumber = (id: string): string | null => (DIGITS.test(id) ? id.replace(/^0+(?=\d)/, "") : null);

function byUnit(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
