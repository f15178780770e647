/** As many contributions as one decision may cover: the design point of a whole consultation. */
export const SELECTION_LIMIT = 20_000;

/** `1-3.7.9-10`: a selection that fits in one hidden field and stays exact whatever happens to the list meanwhile. */
export function writeNumbers(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const number of sorted) {
    const last = runs.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(".");
}

/** Null when the text is no list, or a list of more than `SELECTION_LIMIT` numbers. */
export function readNumbers(text: string): readonly number[] | null {
  if (text === "") return [];
  const numbers = new Set<number>();
  for (const part of text.split(".")) {
    const [, from, to] = /^([1-9]\d{0,14})(?:-([1-9]\d{0,14}))?$/.exec(part) ?? [];
    if (from === undefined) return null;
    const [low, high] = [Number(from), Number(to ?? from)];
    if (high < low || high - low >= SELECTION_LIMIT) return null;
    for (let number = low; number <= high; number += 1) numbers.add(number);
    if (numbers.size > SELECTION_LIMIT) return null;
  }
  return [...numbers].sort((a, b) => a - b);
}
