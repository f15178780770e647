import { composeForms, dropInvisible, plainApostrophes } from "./prepare.ts";

/** How a token follows the one before it: by spaces, by a hyphen, by nothing (after an elision), or after a stop of any kind. */
export type Link = "space" | "hyphen" | "elision" | "stop";
export type Token = { readonly text: string; readonly link: Link };

/** Words that lose their last vowel before another: `l'eau`, `jusqu'ici`, `dell'acqua`. */
const ELIDED: ReadonlySet<string> = new Set(
  `l c d j m n s t qu jusqu lorsqu puisqu quoiqu dell all nell sull dall un`.split(" "),
);
const WHOLE: ReadonlySet<string> = new Set(["aujourd'hui"]);
const RUN = /[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}\p{N}]+)*'?/gu;

/**
 * Runs of letters or digits with their case, in order. Elisions are cut after the apostrophe (`l'`, `eau`), `aujourd'hui` is whole;
 * any other apostrophe parts words in French (`quelqu`, `un`) and joins them in English (`don't`).
 */
export function tokensOf(text: string, language: string): Token[] {
  const copy = openCasedLigatures(dropInvisible(plainApostrophes(composeForms(text))));
  const tokens: Token[] = [];
  let end = 0;
  for (const match of copy.matchAll(RUN)) {
    let link = linkOf(copy, end, match.index);
    for (const piece of piecesOf(match[0], language)) {
      tokens.push({ text: piece, link: tokens.length === 0 ? "stop" : link });
      link = piece.endsWith("'") ? "elision" : "stop";
    }
    end = match.index + match[0].length;
  }
  return tokens;
}

function linkOf(copy: string, from: number, to: number): Link {
  if (to - from > 8) return "stop";
  const gap = copy.slice(from, to);
  if (gap === "-" || gap === "‐" || gap === "‑") return "hyphen";
  return /^[^\S\n\r\u2028\u2029]+$/u.test(gap) ? "space" : "stop";
}

function piecesOf(run: string, language: string): string[] {
  if (!run.includes("'")) return [run];
  const whole = run.replace(/'$/, "");
  if (language === "en" || WHOLE.has(whole.toLowerCase())) return [whole];
  const parts = whole.split("'");
  const pieces: string[] = [];
  for (const [place, part] of parts.entries()) {
    const isLast = place === parts.length - 1;
    const rest = `${part}'${parts[place + 1] ?? ""}`;
    if (place > 0 && WHOLE.has(`${parts[place - 1]}'${part}`.toLowerCase())) continue;
    if (!isLast && WHOLE.has(rest.toLowerCase())) pieces.push(rest);
    else if (!isLast && ELIDED.has(part.toLowerCase())) pieces.push(`${part}'`);
    else pieces.push(part);
  }
  return pieces;
}

const openCasedLigatures = (text: string): string =>
  text.replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/Œ/g, "Oe").replace(/Æ/g, "Ae");
