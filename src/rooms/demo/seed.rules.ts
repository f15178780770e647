/** One row of db/seed/contributions.csv. */
export type SeedContribution = {
  readonly id: string;
  readonly kind: "comment" | "amendment" | "proposal" | "testimony";
  /** Code of an element of the draft roadmap. */
  readonly node: string;
  /** Rank of a passage in that element; null: the whole element. */
  readonly passage: number | null;
  readonly body: string;
  readonly proposed: string | null;
  readonly channel: "online" | "room" | "paper" | "phone" | "counter" | "letter";
  readonly stage: string | null;
  readonly territory: string;
  readonly category: string;
  readonly subcategory: string;
  readonly organisation: string | null;
  readonly author: string | null;
  readonly at: Date;
  readonly truthTheme: string;
  readonly duplicateOf: string | null;
  readonly campaign: string | null;
  readonly isOffTopic: boolean;
  readonly hasHealthDetails: boolean;
};

export type SeedDecision = {
  readonly id: string;
  readonly verdict: string;
  readonly decidedOn: string;
  readonly reason: string;
  readonly answer: string;
  readonly addressedTo: string | null;
  readonly covers: readonly string[];
  readonly changes: readonly string[];
};

export type SeedCodebookTheme = {
  readonly code: string;
  /** What the writer of a contribution called it. */
  readonly meant: string;
  readonly name: string;
  readonly definition: string;
  readonly exampleIn: string;
  readonly exampleOut: string;
  readonly words: readonly string[];
};

export type SeedSynthesis = {
  readonly title: string;
  readonly publishedOn: string;
  readonly introduction: string;
  readonly method: string;
  readonly claims: readonly {
    readonly theme: string;
    readonly kind: "claim" | "rare";
    readonly text: string;
    readonly supports: readonly string[];
    readonly opposes: readonly string[];
    readonly nuances: readonly string[];
    /** Words of a contribution, shown beside the claim. */
    readonly quotes: Readonly<Record<string, string>>;
    readonly decisions: readonly string[];
  }[];
};

export type SeedMask = { readonly id: string; readonly reason: string; readonly body: string };

export type SeedTerritories = {
  readonly nation: { readonly code: string; readonly name: string };
  readonly regions: readonly {
    readonly code: string;
    readonly name: string;
    readonly zone: string;
    readonly ars: string;
  }[];
  readonly departments: readonly { readonly code: string; readonly name: string; readonly region: string }[];
};

export type SeedActors = readonly {
  readonly code: string;
  readonly name: string;
  readonly children: readonly string[];
}[];

/** Overseas regions, by INSEE code, have a time of their own. */
const TIME_ZONES: Readonly<Record<string, string>> = {
  "01": "America/Guadeloupe",
  "02": "America/Martinique",
  "03": "America/Cayenne",
  "04": "Indian/Reunion",
  "06": "Indian/Mayotte",
};
const MAINLAND = "Europe/Paris";

/** A region and a department may share a number: regions are written R76, departments 31. */
function regionCode(insee: string): string {
  return `R${insee}`;
}

/** The nation, its regions, their departments: wider ones first. */
export function territoryRows({ nation, regions, departments }: SeedTerritories) {
  return [
    {
      code: nation.code,
      kind: "nation" as const,
      name: nation.name,
      parentCode: null,
      timeZone: MAINLAND,
      agency: null,
    },
    ...regions.map(({ code, name, ars }) => ({
      code: regionCode(code),
      kind: "region" as const,
      name,
      parentCode: nation.code,
      timeZone: TIME_ZONES[code] ?? MAINLAND,
      agency: ars,
    })),
    ...departments.map(({ code, name, region }) => ({
      code,
      kind: "department" as const,
      name,
      parentCode: regionCode(region),
      timeZone: TIME_ZONES[region] ?? MAINLAND,
      agency: null,
    })),
  ];
}

/** `CPTS, MSP ou DAC` in a code: `cpts-msp-ou-dac`. */
function slugOf(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

export function categoryCode(group: string, name: string): string {
  return `${group}-${slugOf(name)}`;
}

/** The two levels with their English names, which are keyed by code. */
export function categoryGroups(actors: SeedActors, englishNames: Readonly<Record<string, string>>) {
  const named = (code: string, nameFr: string) => ({ code, nameFr, nameEn: englishNames[code] ?? nameFr });
  return actors.map(({ code, name, children }) => ({
    ...named(code, name),
    children: children.map((child) => named(categoryCode(code, child), child)),
  }));
}

/** Minutes a moderator took to read a contribution: 40 minutes to 20 hours, the same at every load. */
export function readingDelay(id: string): number {
  return 40 + (hashOf(id) % 1_160);
}

/** FNV-1a, 32 bits: a small fixed number from a name, never a secret. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
