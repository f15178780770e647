const DIGITS = /^\d+$/;
/** Up to here a number of digits is exact in a double. */
export const EXACT_DIGITS = 15;

/** Ids made of digits compare as numbers (on equal numbers by code unit) and come before the others; these by code unit. */
export function compareIds(a: string, b: string): number {
  const isNumber = isDigits(a);
  if (isNumber !== isDigits(b)) return isNumber ? -1 : 1;
  return (isNumber ? compareDigits(a, b) : 0) || compareText(a, b);
}

export const isDigits = (id: string): boolean => DIGITS.test(id);

function compareDigits(a: string, b: string): number {
  if (a.length <= EXACT_DIGITS && b.length <= EXACT_DIGITS) return Number(a) - Number(b);
  const [x, y] = [a.replace(/^0+/, ""), b.replace(/^0+/, "")];
  return x.length - y.length || compareText(x, y);
}

/** By code unit. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
