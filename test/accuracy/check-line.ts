/** One line of the table; without a limit it is a figure, and no more. */
export type Check = {
  readonly what: string;
  readonly value: number;
  readonly least?: number | undefined;
  readonly most?: number;
};

export const isMet = ({ value, least, most }: Check): boolean =>
  (least === undefined || value >= least) && (most === undefined || value <= most);

export function lineOf(check: Check): string {
  const { what, value, least, most } = check;
  const limit = [least === undefined ? "" : `>= ${least}`, most === undefined ? "" : `<= ${most}`]
    .filter(Boolean)
    .join(", ");
  if (limit === "") return `       ${value.toFixed(4)}  ${what}`;
  return `${isMet(check) ? "ok    " : "FAILED"} ${value.toFixed(4)}  ${what} (required ${limit})`;
}
