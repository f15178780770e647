export type Sentence = { readonly text: string; readonly start: number; readonly end: number };

/** A name follows these, so the capital after the full stop proves nothing. */
const TITLES = words("M MM Mme Mmes Mlle Dr Drs Pr Prs Prof Me Mgr St Ste Mr Mrs Ms Sr Jr J.-C p.ex i.e e.g cf Cf");
/** A number follows these. */
const REFERENCES = words("art ch chap fig n no nº n° p pp vol v par § sect al t réf ref tél tel av bd version");

const ENDING = /[.!?…]+(?:[\u00a0\u202f ]?[»”"’)\]])*|\n+/g;

/** Sentences of French or English text with their places. A line end is always an end: titles and list items are apart. */
export function splitSentences(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  for (const match of text.matchAll(ENDING)) {
    const end = match.index + match[0].length;
    if (!match[0].startsWith("\n") && !isEnd(text, start, match.index, end)) continue;
    push(sentences, text, start, end);
    start = end;
  }
  push(sentences, text, start, text.length);
  return sentences;
}

function isEnd(text: string, start: number, mark: number, end: number): boolean {
  const next = /^(\s{0,3})(.?)/su.exec(text.slice(end, end + 5));
  const [, gap = "", following = ""] = next ?? [];
  if (following === "") return true;
  if (gap === "" || /^\p{Ll}/u.test(following)) return false;
  if (text.charAt(mark) !== "." || end > mark + 1) return true;
  const before = text.slice(Math.max(start, mark - 12), mark).trimStart();
  const word = /[^\s(«"’']*$/.exec(before)?.[0] ?? "";
  if (/^\p{Lu}$/u.test(word) || TITLES.has(word)) return false; // J. Dupont
  if (/^\p{N}/u.test(following) && REFERENCES.has(word.toLowerCase())) return false; // art. 3
  const isItemNumber = /^[\p{N}.]{1,6}$/u.test(word) && before === word && mark - start <= 8;
  return !isItemNumber; // 3. Un titre
}

function push(sentences: Sentence[], text: string, from: number, to: number): void {
  const raw = text.slice(from, to);
  const trimmed = raw.trim();
  if (trimmed === "") return;
  const start = from + raw.length - raw.trimStart().length;
  sentences.push({ text: trimmed, start, end: start + trimmed.length });
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}
