/** How a moment is typed and shown in a field: "2023-03-14 23:59", in the time of Paris. */
const TYPED = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2})[:h](\d{2})$/;
const PARIS = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Paris",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
});

export function inputMoment(at: Date): string {
  return PARIS.format(at);
}

/** The moment that was typed, null when it is not one. On the night when clocks go back, the first of the two hours. */
export function parseMoment(typed: string): Date | null {
  const text = typed.trim();
  const parts = TYPED.exec(text);
  if (!parts) return null;
  const [, year, month, day, hour, minute] = parts.map(Number);
  const wanted = `${parts[1]}-${parts[2]}-${parts[3]} ${parts[4]}:${parts[5]}`;
  const utc = Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0);
  // Paris is two hours or one hour ahead of UTC
  for (const ahead of [2, 1]) {
    const candidate = new Date(utc - ahead * 3_600_000);
    if (!Number.isNaN(candidate.getTime()) && inputMoment(candidate) === wanted) return candidate;
  }
  return null;
}
