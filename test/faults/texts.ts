import { readFileSync } from "node:fs";

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../fixtures/hostile/${name}.json`, import.meta.url), "utf8"));

type Csv = { readonly cases: readonly string[]; readonly must_stay_readable: readonly string[] };
type Slow = { readonly patterns: readonly { n: string; prefix: string; unit: string; suffix: string }[] };
type Odd = { readonly cases: readonly { n: string; s?: string; s_json?: string; repeat?: string; count?: number }[] };

/** Cells that a spreadsheet must not evaluate. */
export const formulas = read("csv_injection") as Csv;

export type NamedText = { readonly name: string; readonly text: string };

/** Texts that make careless text functions slow, of about `length` characters. */
export function slowTexts(length: number): readonly NamedText[] {
  return (read("redos_inputs") as Slow).patterns.map(({ n, prefix, unit, suffix }) => ({
    name: n,
    text: prefix + unit.repeat(Math.floor((length - prefix.length - suffix.length) / unit.length)) + suffix,
  }));
}

/** Odd uses of Unicode: turned around, hidden, heaped up, look-alike. */
export const oddTexts: readonly NamedText[] = (read("unicode_abuse") as Odd).cases.map(
  ({ n, s, s_json, repeat = "", count = 1 }) => ({
    name: n,
    text: s ?? (s_json ? String(JSON.parse(s_json)) : repeat.repeat(count)),
  }),
);

/** Where a text leaves the text: elements, attributes, addresses, comments, templates. Our own. */
export const scripts: readonly string[] = [
  `<script>alert(1)</script>`,
  `"><script>alert(1)</script>`,
  `'><img src=x onerror=alert(1)>`,
  `<svg/onload=alert(1)>`,
  `<iframe srcdoc="<script>alert(1)</script>">`,
  `</textarea><script>alert(1)</script>`,
  `</title><script>alert(1)</script>`,
  `</option></select><script>alert(1)</script>`,
  `" autofocus onfocus=alert(1) x="`,
  `' onmouseover='alert(1)`,
  "` onclick=alert(1) `",
  `javascript:alert(1)`,
  `[lien](javascript:alert(1))`,
  `<a href="javascript:alert(1)">ici</a>`,
  `<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>`,
  `<!--<img src="--><img src=x onerror=alert(1)//">`,
  `{{constructor.constructor('alert(1)')()}}`,
  `$` + "{alert(1)}",
  `&lt;script&gt;alert(1)&lt;/script&gt;`,
  `<base href="https://example.invalid/">`,
  `<meta http-equiv="refresh" content="0;url=https://example.invalid/">`,
  `<form action="https://example.invalid/"><button>`,
  `<style>*{display:none}</style>`,
  `<details open ontoggle=alert(1)>`,
];
