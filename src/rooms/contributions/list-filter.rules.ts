import { CHANNELS, type Channel, KINDS, type Kind, VERDICTS, type Verdict } from "./contribution.rules.ts";

/** In the address; "hasard" is drawn anew each day and is the default. */
export const ORDERS = ["hasard", "recentes", "anciennes"] as const;
export type Order = (typeof ORDERS)[number];

/** Besides the verdicts: contributions that wait for their decision. */
export const NO_VERDICT = "attente";

export const LIST_PAGE = 20;

/** The closed list of what a list can be filtered and ordered by: the names in the address. */
export const LIST_PARAMETERS = [
  "q",
  "type",
  "element",
  "passage",
  "territoire",
  "categorie",
  "canal",
  "verdict",
  "ordre",
  "filtres",
  "page",
] as const;
export type ListParameter = (typeof LIST_PARAMETERS)[number];

export type ListFilter = {
  readonly text: string;
  readonly kind: Kind | null;
  readonly element: string;
  readonly passage: string;
  readonly territory: string;
  readonly category: string;
  readonly channel: Channel | null;
  readonly verdict: Verdict | typeof NO_VERDICT | null;
  readonly order: Order;
  /** All the filters are shown, and not only those most people use. */
  readonly isWide: boolean;
  readonly page: number;
};

function oneOf<Value extends string>(values: readonly Value[], text: string): Value | null {
  return values.find((value) => value === text) ?? null;
}

const CODE = /^[\p{L}\p{N}._-]{0,40}$/u;
const TEXT_LIMIT = 200;

/** Reads the filters of an address; the name of the parameter at fault when a value is not on its list. */
export function readFilter(read: (name: ListParameter) => string): ListFilter | { readonly fault: ListParameter } {
  const filter: ListFilter = {
    text: read("q"),
    kind: oneOf(KINDS, read("type")),
    element: read("element"),
    passage: read("passage"),
    territory: read("territoire"),
    category: read("categorie"),
    channel: oneOf(CHANNELS, read("canal")),
    verdict: oneOf([...VERDICTS, NO_VERDICT], read("verdict")),
    order: oneOf(ORDERS, read("ordre")) ?? "hasard",
    isWide:
      read("filtres") === "tous" || [read("territoire"), read("categorie"), read("canal")].some((text) => text !== ""),
    page: Number(read("page") || "1"),
  };
  const isGood: Readonly<Record<ListParameter, boolean>> = {
    q: filter.text.length <= TEXT_LIMIT && filter.text.isWellFormed() && !filter.text.includes("\0"),
    type: filter.kind !== null || read("type") === "",
    element: CODE.test(filter.element),
    passage: /^(p[1-9]\d{0,8})?$/.test(filter.passage),
    territoire: CODE.test(filter.territory),
    categorie: CODE.test(filter.category),
    canal: filter.channel !== null || read("canal") === "",
    verdict: filter.verdict !== null || read("verdict") === "",
    ordre: oneOf(ORDERS, read("ordre")) !== null || read("ordre") === "",
    filtres: ["", "tous"].includes(read("filtres")),
    page: /^([1-9]\d{0,4})?$/.test(read("page")),
  };
  const fault = LIST_PARAMETERS.find((name) => !isGood[name]);
  return fault ? { fault } : filter;
}

/** The filters as the query of an address; empty ones are left out by `urls`. */
export function filterQuery(filter: ListFilter): Readonly<Record<Exclude<ListParameter, "page">, string>> {
  const { territory, category, channel } = filter;
  return {
    q: filter.text,
    type: filter.kind ?? "",
    element: filter.element,
    passage: filter.passage,
    territoire: territory,
    categorie: category,
    canal: channel ?? "",
    verdict: filter.verdict ?? "",
    ordre: filter.order === "hasard" ? "" : filter.order,
    filtres: filter.isWide && !territory && !category && !channel ? "tous" : "",
  };
}

export function isFiltered(filter: ListFilter): boolean {
  const { ordre: _order, filtres: _wide, ...filters } = filterQuery(filter);
  return Object.values(filters).some((value) => value !== "");
}
