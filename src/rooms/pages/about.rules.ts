import type { PageName } from "#kernel/urls.ts";

/** The pages made of sections of plain text, and how many sections each has. Words: about.messages. */
export const ABOUT_PAGES = {
  help: 7,
  offline: 5,
  legal: 4,
  terms: 4,
  privacy: 6,
  accessibility: 4,
  ecodesign: 2,
  charter: 5,
} as const satisfies Partial<Record<PageName, number>>;

export type AboutPage = keyof typeof ABOUT_PAGES;
export const aboutPages = Object.keys(ABOUT_PAGES) as readonly AboutPage[];

/** Sections that other pages link to. */
export const SECTION_IDS: Readonly<Record<string, string>> = { help7: "contact", legal3: "code-source" };

/** Sections that are true of a demonstration, and of nothing else. */
export const DEMO_ONLY: ReadonlySet<string> = new Set(["legal4"]);
