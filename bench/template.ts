// Cuts a page into its fixed pieces and the values of a query: what somebody who writes strings by hand would have written.

export type Template = { readonly pieces: readonly string[]; readonly columns: readonly number[] };

const escapeHtml = (value: string): string =>
  value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** Every place where one of the values stands, escaped, in the page; short values are left in the pieces. */
export function templateOf(page: string, values: readonly string[]): Template {
  const found: { at: number; length: number; column: number }[] = [];
  const escaped = values.map(escapeHtml);
  for (const [column, value] of escaped.entries()) {
    if (value.length < 8) continue;
    for (let at = page.indexOf(value); at >= 0; at = page.indexOf(value, at + value.length)) {
      found.push({ at, length: value.length, column });
    }
  }
  found.sort((a, b) => a.at - b.at || b.length - a.length);
  const pieces: string[] = [];
  const columns: number[] = [];
  let done = 0;
  for (const { at, length, column } of found) {
    if (at < done) continue;
    pieces.push(page.slice(done, at));
    columns.push(column);
    done = at + length;
  }
  pieces.push(page.slice(done));
  return { pieces, columns };
}
