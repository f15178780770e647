import { isUuid, type PersonId, type ProcessId } from "#kernel/ids.ts";
import { CHANNELS, type Channel, KINDS, type Kind, VERDICTS, type Verdict } from "./line.rules.ts";

/** In the address; "hasard" is drawn anew each day. */
export const ORDERS = ["hasard", "recentes", "anciennes"] as const;
/** For the team: shelf by shelf, as the last draft of themes sorted them. */
const DRAFT_ORDER = "ebauche";
const TEAM_ORDERS = [...ORDERS, DRAFT_ORDER] as const;
export type Order = (typeof TEAM_ORDERS)[number];

/** The public reads in an order that favours nobody; the team from the oldest on, so that nobody waits for ever. */
export function usualOrder({ viewerId }: Pick<CorpusFilter, "viewerId">): Order {
  return viewerId === null ? "hasard" : "anciennes";
}

/** Besides the verdicts: contributions that wait for their decision. */
export const NO_VERDICT = "attente";
/** For the team: contributions that a draft of a decision covers. */
const DRAFTED = "brouillon";

/** The closed list of what contributions are filtered and ordered by: the names in the address. */
export const CORPUS_PARAMETERS = [
  "q",
  "type",
  "element",
  "passage",
  "territoire",
  "categorie",
  "canal",
  "langue",
  "theme",
  "campagne",
  "constat",
  "verdict",
  "lecture",
  "attribution",
  "codage",
  "constats",
  "ordre",
  "page",
] as const;
export type CorpusParameter = (typeof CORPUS_PARAMETERS)[number];

/** What only the team may ask for. */
const TEAM_ONLY: readonly CorpusParameter[] = ["lecture", "attribution", "codage", "constats"];
/** What anybody may ask for. */
export const PUBLIC_PARAMETERS = CORPUS_PARAMETERS.filter((name) => !TEAM_ONLY.includes(name));

const READING = { "a-lire": "unread-by-me", lu: "read-by-me", "lu-par-personne": "unread-by-all" } as const;
const ASSIGNED = { moi: "to-me", personne: "to-nobody" } as const;
const LANGUAGES = ["fr", "en"] as const;

export type CorpusFilter = {
  readonly processId: ProcessId;
  /** Who looks; null: the public, whose filters show only what is published. */
  readonly viewerId: PersonId | null;
  readonly text: string;
  readonly kind: Kind | null;
  readonly channel: Channel | null;
  /** Codes: those below it are counted in. */
  readonly category: string;
  readonly territory: string;
  readonly element: string;
  /** An anchor (p12), or the number it has or had in an edition (A1-a.2). */
  readonly passage: string;
  readonly language: (typeof LANGUAGES)[number] | null;
  /** Code of a theme: those below it are counted in. */
  readonly theme: string;
  readonly campaign: number | null;
  readonly claim: number | null;
  /** `attente`: no decision in force and, for the team, none drafted. */
  readonly verdict: Verdict | typeof NO_VERDICT | null;
  readonly hasDraft: boolean;
  readonly reading: (typeof READING)[keyof typeof READING] | null;
  readonly assigned: (typeof ASSIGNED)[keyof typeof ASSIGNED] | PersonId | null;
  readonly coded: "no" | null;
  readonly claimed: "no" | null;
  readonly order: Order;
  readonly page: number;
};

function oneOf<Value extends string>(values: readonly Value[], text: string): Value | null {
  return values.find((value) => value === text) ?? null;
}

function keyed<Key extends string, Value>(table: Readonly<Record<Key, Value>>, text: string): Value | null {
  return Object.hasOwn(table, text) ? table[text as Key] : null;
}

const CODE = /^[\p{L}\p{N}._-]{0,60}$/u;
const NUMBER = /^([1-9]\d{0,14})?$/;
const TEXT_LIMIT = 200;

const personIn = (text: string): PersonId | null => (isUuid(text) ? (text as PersonId) : null);
const numberIn = (text: string): number | null => (text !== "" && NUMBER.test(text) ? Number(text) : null);

type Read = (name: CorpusParameter) => string;

/** Reads the filter of an address; the name of the parameter at fault when a value is not on its list. */
export function readCorpusFilter(
  read: Read,
  processId: ProcessId,
  viewerId: PersonId | null,
): CorpusFilter | { readonly fault: CorpusParameter } {
  const filter: CorpusFilter = {
    processId,
    viewerId,
    text: read("q"),
    kind: oneOf(KINDS, read("type")),
    channel: oneOf(CHANNELS, read("canal")),
    category: read("categorie"),
    territory: read("territoire"),
    element: read("element"),
    passage: read("passage"),
    language: oneOf(LANGUAGES, read("langue")),
    theme: read("theme"),
    campaign: numberIn(read("campagne")),
    claim: numberIn(read("constat")),
    verdict: oneOf([...VERDICTS, NO_VERDICT], read("verdict")),
    hasDraft: viewerId !== null && read("verdict") === DRAFTED,
    reading: keyed(READING, read("lecture")),
    assigned: keyed(ASSIGNED, read("attribution")) ?? personIn(read("attribution")),
    coded: read("codage") === "non" ? "no" : null,
    claimed: read("constats") === "non" ? "no" : null,
    order: oneOf(viewerId === null ? ORDERS : TEAM_ORDERS, read("ordre")) ?? usualOrder({ viewerId }),
    page: Number(read("page") || "1"),
  };
  const fault = CORPUS_PARAMETERS.find((name) => !isGood(name, read(name), filter));
  return fault ? { fault } : filter;
}

/** Is this value, as it was read into `filter`, one that the parameter knows? */
function isGood(name: CorpusParameter, typed: string, filter: CorpusFilter): boolean {
  if (name === "q") return typed.length <= TEXT_LIMIT && typed.isWellFormed() && !typed.includes("\0");
  if (name === "page") return /^([1-9]\d{0,4})?$/.test(typed);
  if (typed === "") return true;
  if (TEAM_ONLY.includes(name) && filter.viewerId === null) return false;
  switch (name) {
    case "type":
      return filter.kind !== null;
    case "element":
    case "passage":
    case "territoire":
    case "categorie":
    case "theme":
      return CODE.test(typed);
    case "canal":
      return filter.channel !== null;
    case "langue":
      return filter.language !== null;
    case "campagne":
    case "constat":
      return NUMBER.test(typed);
    case "verdict":
      return filter.verdict !== null || filter.hasDraft;
    case "lecture":
      return filter.reading !== null;
    case "attribution":
      return filter.assigned !== null;
    case "codage":
    case "constats":
      return typed === "non";
    case "ordre":
      return oneOf(filter.viewerId === null ? ORDERS : TEAM_ORDERS, typed) !== null;
    default:
      return name satisfies never;
  }
}

function nameOf<Key extends string>(table: Readonly<Record<Key, string>>, value: string | null): string {
  return Object.entries(table).find(([, one]) => one === value)?.[0] ?? value ?? "";
}

export type CorpusQuery = Readonly<Record<CorpusParameter, string>>;

/** The filter as the query of an address; empty parameters are left out by `urls`. */
export function corpusQuery(filter: CorpusFilter): CorpusQuery {
  return {
    q: filter.text,
    type: filter.kind ?? "",
    element: filter.element,
    passage: filter.passage,
    territoire: filter.territory,
    categorie: filter.category,
    canal: filter.channel ?? "",
    langue: filter.language ?? "",
    theme: filter.theme,
    campagne: filter.campaign === null ? "" : String(filter.campaign),
    constat: filter.claim === null ? "" : String(filter.claim),
    verdict: filter.hasDraft ? DRAFTED : (filter.verdict ?? ""),
    lecture: nameOf(READING, filter.reading),
    attribution: nameOf(ASSIGNED, filter.assigned),
    codage: filter.coded === "no" ? "non" : "",
    constats: filter.claimed === "no" ? "non" : "",
    ordre: filter.order === usualOrder(filter) ? "" : filter.order,
    page: filter.page > 1 ? String(filter.page) : "",
  };
}

/** Does it leave anything out? The order and the page do not. */
export function isFiltered(filter: CorpusFilter): boolean {
  const { ordre: _order, page: _page, ...filters } = corpusQuery(filter);
  return Object.values(filters).some((value) => value !== "");
}

/** Does it ask only what stands in the lines themselves? Then reading them again costs less than keeping them aside. */
export function asksLinesOnly(filter: CorpusFilter): boolean {
  return !keepsFew(filter) && ![filter.reading, filter.coded, filter.claimed].some(Boolean);
}

/** Does it ask only what changes with public data? What is kept of it then holds until the next public act. */
export function asksPublicData({ reading, assigned, claim, claimed }: CorpusFilter): boolean {
  return ![reading, assigned, claim, claimed].some(Boolean);
}

/**
 * Does it keep few of many, found through another table? Then they are found first. What leaves out what is done (read, coded)
 * keeps most of them for most of the time, and is asked line by line.
 */
export function keepsFew(filter: CorpusFilter): boolean {
  const { text, theme, campaign, claim, hasDraft, reading, assigned } = filter;
  return [text, theme, campaign, claim, hasDraft, reading === "read-by-me", assigned].some(Boolean);
}
