import { saysSomething } from "#engine/text/says-something.ts";
import { isLang, type Lang } from "#kernel/lang.ts";
import { parseMoment } from "./moment.rules.ts";

/** A consultation shorter than this is said to be short; nothing forbids it. */
export const SHORT_CONSULTATION_DAYS = 15;
const DAY = 24 * 3_600_000;

export const LENGTHS = { slug: 60, title: 200, summary: 2_000, authority: 200, followUp: 2_000, circle: 100 } as const;

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
/** Taken by a page of the team. */
const RESERVED = ["nouvelle"];

/** A short address made of the words of a title: « Plan vélo 2030 ! » gives `plan-velo-2030`. */
export function slugOf(title: string): string {
  const words = title
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  let slug = "";
  for (const word of words) {
    const longer = slug === "" ? word.slice(0, LENGTHS.slug) : `${slug}-${word}`;
    if (longer.length > LENGTHS.slug) break;
    slug = longer;
  }
  return RESERVED.includes(slug) ? `${slug}-demarche` : slug;
}

/** The message of what is wrong with a short address; null when nothing is. */
export function slugFault(slug: string): "creation.slug.empty" | "creation.slug.bad" | "creation.slug.reserved" | null {
  if (slug === "") return "creation.slug.empty";
  if (!SLUG.test(slug) || slug.length > LENGTHS.slug) return "creation.slug.bad";
  return RESERVED.includes(slug) ? "creation.slug.reserved" : null;
}

/** What a process says of itself. */
export type Description = {
  readonly title: string;
  readonly summary: string;
  readonly authority: string;
  readonly followUp: string;
  readonly language: Lang;
  /** A decision is published only after another person than its writer approved it. */
  readonly needsSecondReader: boolean;
};
/** As it is typed. A second reader is needed unless somebody says no. */
export type TypedDescription = Readonly<Record<Exclude<keyof Description, "needsSecondReader">, string>> & {
  readonly secondReader?: string;
};
export type Faults = Readonly<Record<string, string>>;

const WORDED = ["title", "summary", "authority", "followUp"] as const;

/** The messages of the fields at fault, by the names of the form. */
export function descriptionFaults(typed: TypedDescription): Faults {
  const faults: Record<string, string> = {};
  for (const name of WORDED) {
    const text = typed[name].trim();
    if (!saysSomething(text)) faults[name] = `creation.${name}.empty`;
    else if ([...text].length > LENGTHS[name]) faults[name] = `creation.${name}.long`;
  }
  if (!isLang(typed.language)) faults.language = "creation.language.choose";
  return faults;
}

export function descriptionOf(typed: TypedDescription): Description {
  const { title, summary, authority, followUp, language } = typed;
  return {
    title: title.trim(),
    summary: summary.trim(),
    authority: authority.trim(),
    followUp: followUp.trim(),
    language: isLang(language) ? language : "fr",
    needsSecondReader: typed.secondReader !== "no",
  };
}

/** A day as three fields. */
export type TypedDay = { readonly day: string; readonly month: string; readonly year: string };

/** The midnight, in Paris, that begins this day or, with `after`, the one that ends it; null when there is no such day. */
export function midnightOf({ day, month, year }: TypedDay, after: 0 | 1 = 0): Date | null {
  const [d, m, y] = [day.trim(), month.trim(), year.trim()];
  if (!/^\d{1,2}$/.test(d) || !/^\d{1,2}$/.test(m) || !/^\d{4}$/.test(y)) return null;
  const typed = `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`;
  if (parseMoment(`${typed} 00:00`) === null) return null;
  const wanted = new Date(Date.UTC(Number(y), Number(m) - 1, Number(d) + after)).toISOString().slice(0, 10);
  return parseMoment(`${wanted} 00:00`);
}

/** `2027-03-01` as three fields; null when it is written otherwise. */
export function dayOfText(text: string): TypedDay | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim()) ?? [];
  return year && month && day ? { day, month, year } : null;
}

export type Span = { readonly opensAt: Date; readonly closesAt: Date };

/** First and last day of a consultation, from `today` on when it is given; or the messages of what is wrong. */
export function spanOf(
  opens: TypedDay,
  closes: TypedDay,
  now: Date,
): { readonly span: Span } | { readonly faults: Faults } {
  const [opensAt, closesAt] = [midnightOf(opens), midnightOf(closes, 1)];
  const faults: Record<string, string> = {};
  if (!opensAt) faults.opens = "creation.opens.bad";
  else if (opensAt.getTime() + DAY <= now.getTime()) faults.opens = "creation.opens.past";
  if (!closesAt) faults.closes = "creation.closes.bad";
  else if (opensAt && closesAt <= opensAt) faults.closes = "creation.closes.order";
  if (!opensAt || !closesAt || Object.keys(faults).length > 0) return { faults };
  return { span: { opensAt, closesAt } };
}

/** Days that a span lasts; the nights when clocks change count as others. */
export function daysOf({ opensAt, closesAt }: Span): number {
  return Math.round((closesAt.getTime() - opensAt.getTime()) / DAY);
}

export function isShort(span: Span): boolean {
  return daysOf(span) < SHORT_CONSULTATION_DAYS;
}
