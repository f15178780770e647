import type { Lang } from "./lang.ts";

/** A date whose precision is kept as given: `2023`, `2023-02` or `2023-02-28`. */
export type PartialDate = string;

const PARTIAL = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/;
const LOCALE = { fr: "fr-FR", en: "en-GB" } as const;
/** Times are shown in the time of the place; the nation's default. */
export const DEFAULT_TIME_ZONE = "Europe/Paris";

const formats = new Map<string, Intl.DateTimeFormat>();
function format(lang: Lang, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = lang + JSON.stringify(options);
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(LOCALE[lang], options);
    formats.set(key, found);
  }
  return found;
}

/** French counts the first day of a month in order, and no other: "1er janvier", "2 janvier". */
function ordinal(lang: Lang, date: string): string {
  return lang === "fr" ? date.replace(/^1 /, "1er ") : date;
}

/** True for `YYYY`, `YYYY-MM` or `YYYY-MM-DD` that exists in the calendar. */
export function isPartialDate(text: string): text is PartialDate {
  const parts = PARTIAL.exec(text);
  if (!parts) return false;
  const [, year, month, day] = parts;
  const date = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)));
  return date.getUTCMonth() === Number(month ?? 1) - 1 && date.getUTCDate() === Number(day ?? 1);
}

/** In full words, at the precision given: "1er février 2023", "février 2023", "2023". Anything else is returned as it is. */
export function formatPartialDate(lang: Lang, text: PartialDate): string {
  const parts = PARTIAL.exec(text);
  if (!parts || !isPartialDate(text)) return text;
  const [, year, month, day] = parts;
  if (!month) return String(year);
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
  const words: Intl.DateTimeFormatOptions = { year: "numeric", month: "long", timeZone: "UTC" };
  return day
    ? ordinal(lang, format(lang, { ...words, day: "numeric" }).format(date))
    : format(lang, words).format(date);
}

/** "14 décembre 2022" in the time of the place. */
export function formatDate(lang: Lang, date: Date, timeZone: string = DEFAULT_TIME_ZONE): string {
  return ordinal(lang, format(lang, { year: "numeric", month: "long", day: "numeric", timeZone }).format(date));
}

/** "14 décembre 2022 à 09:30" in the time of the place. */
export function formatDateTime(lang: Lang, date: Date, timeZone: string = DEFAULT_TIME_ZONE): string {
  const words: Intl.DateTimeFormatOptions = { year: "numeric", month: "long", day: "numeric", timeZone };
  return ordinal(lang, format(lang, { ...words, hour: "2-digit", minute: "2-digit" }).format(date));
}

const numbers = { fr: new Intl.NumberFormat(LOCALE.fr), en: new Intl.NumberFormat(LOCALE.en) };
/** "250 000 000" in French (narrow spaces), "250,000,000" in English. */
export function formatNumber(lang: Lang, value: number): string {
  return numbers[lang].format(value);
}
