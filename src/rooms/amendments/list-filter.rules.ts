import type { ProcessId } from "#kernel/ids.ts";

export const LIST_PARAMETERS = ["element", "verdict", "conflit", "ordre", "page"] as const;
/** A page of differences stays light to read and to carry. */
export const LIST_PAGE = 12;

export const VERDICTS = [
  "accepted",
  "partly_accepted",
  "already_covered",
  "to_be_studied",
  "declined",
  "out_of_scope",
  "other_body",
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** No published decision yet, in the address. */
export const WAITING = "attente";

export const ORDERS = ["recentes", "soutenues", "discutees"] as const;
export type Order = (typeof ORDERS)[number];

export type AmendmentFilter = {
  readonly processId: ProcessId;
  /** Code of a part of the text; empty: everywhere. */
  readonly element: string;
  readonly verdict: Verdict | typeof WAITING | "";
  readonly inConflict: boolean;
  readonly order: Order;
  readonly page: number;
};

type Fault = { readonly fault: (typeof LIST_PARAMETERS)[number] };

/** The filter that an address asks for; the parameter at fault when it asks for something unknown. */
export function readAmendmentFilter(read: (name: string) => string, processId: ProcessId): AmendmentFilter | Fault {
  const [element, verdict, conflict, order] = [read("element"), read("verdict"), read("conflit"), read("ordre")];
  const page = Number(read("page") || "1");
  if (element.length > 40) return { fault: "element" };
  if (!isOneOf(["", WAITING, ...VERDICTS] as const, verdict)) return { fault: "verdict" };
  if (!["", "oui"].includes(conflict)) return { fault: "conflit" };
  if (!isOneOf(["", ...ORDERS] as const, order)) return { fault: "ordre" };
  if (!Number.isInteger(page) || page < 1 || page > 100_000) return { fault: "page" };
  return { processId, element, verdict, inConflict: conflict === "oui", order: order || "recentes", page };
}

function isOneOf<T extends string>(all: readonly T[], text: string): text is T {
  return (all as readonly string[]).includes(text);
}

export function filterQuery({
  element,
  verdict,
  inConflict,
  order,
}: AmendmentFilter): Readonly<Record<string, string>> {
  return { element, verdict, conflit: inConflict ? "oui" : "", ordre: order === "recentes" ? "" : order };
}

export function isNarrowed({ element, verdict, inConflict }: AmendmentFilter): boolean {
  return element !== "" || verdict !== "" || inConflict;
}
