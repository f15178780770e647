/** A value as a file gives it, with its place: what the three formats are turned into before anything is checked. */
export type Raw = Place & (RawMap | RawList | RawScalar);
export type Place = { readonly line: number; readonly column?: number };
export type RawMap = { readonly kind: "map"; readonly entries: readonly RawEntry[] };
export type RawEntry = Place & { readonly key: string; readonly value: Raw };
export type RawList = { readonly kind: "list"; readonly items: readonly Raw[] };
/** `source` is what was typed: the code `3.10` must not become the number 3.1. Null when nothing was. */
export type RawScalar = { readonly kind: "scalar"; readonly source: string | null; readonly number: number | null };

export function rawText(source: string, line: number): Raw {
  return { kind: "scalar", source, number: null, line };
}

export function rawList(items: readonly Raw[], line: number): Raw {
  return { kind: "list", items, line };
}

/** A map of the entries that have a value; all begin at the same place. */
export function rawMap(values: Readonly<Record<string, Raw | null>>, line: number): Raw {
  const entries = Object.entries(values).flatMap(([key, value]) =>
    value === null ? [] : [{ key, value, line: value.line }],
  );
  return { kind: "map", entries, line };
}
