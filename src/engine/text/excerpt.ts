/** The beginning of a text on one line, in at most `max` characters, cut between two words and ended by `…`. */
export function excerpt(text: string, max: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  const points = [...line.slice(0, 2 * max + 2)];
  if (points.length <= max) return line;
  let end = Math.max(0, max - 1);
  if (points[end] !== " ") {
    const space = points.lastIndexOf(" ", end);
    // A single very long word is cut inside, but never between a letter and its accent.
    if (space > end / 2) end = space;
    else while (end > 0 && /[\p{M}\u200d]/u.test(points[end] ?? "")) end -= 1;
  }
  while (end > 0 && /[\s,;:.!?…–—-]/.test(points[end - 1] ?? "")) end -= 1;
  return `${points.slice(0, end).join("")}…`;
}
