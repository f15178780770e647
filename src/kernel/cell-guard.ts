/**
 * A spreadsheet takes a cell for a formula when, after spaces and marks that nobody sees, it begins with = or @ (wide forms
 * too), or with + or - followed by more than a number. "-2,5" and "+33 6 12" are honest and stay as they are.
 */
const FORMULA = /^[\s\p{Cc}\p{Cf}"]*(?:[=＝@＠]|[+＋\-－](?![\d\s.,()]*$)|(?<=[\t\r\n]))/u;
const GUARDED = new RegExp(`^'+(?:${FORMULA.source.slice(1)})`, "u");

/** A cell that no spreadsheet evaluates: an apostrophe goes before what would be a formula, or would be read as guarded. */
export function guardCell(text: string): string {
  return FORMULA.test(text) || GUARDED.test(text) ? `'${text}` : text;
}

/** The text that `guardCell` was given. */
export function unguardCell(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell;
}
