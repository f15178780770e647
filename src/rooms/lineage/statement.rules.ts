import type { NodeId } from "#kernel/ids.ts";

/** What may be said of an element of the older text, and of one of the newer. */
export const OLD_FATES = ["continued", "split", "merged", "dropped"] as const;
export const NEW_FATES = ["new", "continued", "split", "merged"] as const;
export type Fate = (typeof OLD_FATES)[number] | (typeof NEW_FATES)[number];
export type Side = "old" | "new";

type Node = { readonly nodeId: NodeId; readonly code: string };

type Stated = {
  readonly fromNodeId: NodeId | null;
  readonly toNodeId: NodeId | null;
  readonly kind: Fate;
  readonly note: string | null;
};

export type Typed = {
  readonly fate: string;
  /** Codes of the other text, separated by commas, semicolons or blanks. */
  readonly codes: string;
  readonly note: string;
};

type Faults = Readonly<Record<string, { readonly key: string; readonly code?: string }>>;
export type Read = { readonly stated: readonly Stated[] } | { readonly faults: Faults };

/** The choice of who does not know yet: what was stated is withdrawn. */
export const NOTHING = "nothing";
export const NOTE_LIMIT = 2_000;

/** The codes of a list as typed, each once. */
export function codesOf(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((code) => code !== ""))];
}

/** What a form says of one element, as statements; or what is wrong with it. */
export function readStatement(
  { fate, codes, note }: Typed,
  { side, nodeId, others }: { readonly side: Side; readonly nodeId: NodeId; readonly others: readonly Node[] },
): Read {
  const fates: readonly string[] = side === "old" ? OLD_FATES : NEW_FATES;
  if (fate === NOTHING) return { stated: [] };
  if (!fates.includes(fate)) return { faults: { fate: { key: "lineages.error.fate" } } };
  if (note.length > NOTE_LIMIT) return { faults: { note: { key: "lineages.error.longNote" } } };
  const kind = fate as Fate;
  const said = note.trim() === "" ? null : note.trim();
  if (kind === "dropped") return { stated: [{ fromNodeId: nodeId, toNodeId: null, kind, note: said }] };
  if (kind === "new") return { stated: [{ fromNodeId: null, toNodeId: nodeId, kind, note: said }] };
  const wanted = codesOf(codes);
  if (wanted.length === 0) return { faults: { codes: { key: "lineages.error.noCode" } } };
  const byCode = new Map(others.map((node) => [node.code, node.nodeId]));
  const unknown = wanted.find((code) => !byCode.has(code));
  if (unknown !== undefined) return { faults: { codes: { key: "lineages.error.unknownCode", code: unknown } } };
  const stated = wanted.flatMap((code) => {
    const other = byCode.get(code);
    if (!other) return [];
    const [fromNodeId, toNodeId] = side === "old" ? [nodeId, other] : [other, nodeId];
    return [{ fromNodeId, toNodeId, kind, note: said }];
  });
  return { stated };
}

/** What is stated of one element, as the form shows it; several kinds at once keep the first. */
export function typedOf(statements: readonly Stated[], side: Side, others: readonly Node[]): Typed {
  const codes = new Map(others.map(({ nodeId, code }) => [nodeId as string, code]));
  const others_ = statements.map(({ fromNodeId, toNodeId }) =>
    codes.get((side === "old" ? toNodeId : fromNodeId) ?? ""),
  );
  return {
    fate: statements[0]?.kind ?? "",
    codes: others_.filter((code) => code !== undefined).join(", "),
    note: statements.find(({ note }) => note !== null)?.note ?? "",
  };
}
