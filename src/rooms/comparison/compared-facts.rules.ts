/** What a text says of an element besides its title and its passages. */
export type FactSide = {
  readonly code: string;
  readonly type: string;
  readonly carrier?: string | null;
  readonly status?: string | null;
  readonly targets: readonly string[];
};

export type FactName = "code" | "type" | "carrier" | "status" | "targets";
export type ComparedFact = {
  readonly name: FactName;
  readonly before: readonly string[];
  readonly after: readonly string[];
};

const listed = (text: string | null | undefined): readonly string[] => (text ? [text] : []);

/** What is not the same any more, each with the values before and after; none is an empty list. */
export function compareFacts(before: FactSide, after: FactSide): readonly ComparedFact[] {
  const facts: readonly ComparedFact[] = [
    { name: "code", before: [before.code], after: [after.code] },
    { name: "type", before: [before.type], after: [after.type] },
    { name: "carrier", before: listed(before.carrier), after: listed(after.carrier) },
    { name: "status", before: listed(before.status), after: listed(after.status) },
    { name: "targets", before: before.targets, after: after.targets },
  ];
  return facts.filter((fact) => JSON.stringify(fact.before) !== JSON.stringify(fact.after));
}

type FigureFacts = {
  readonly nodeId: string;
  readonly kind: string;
  readonly value: string;
  readonly unit: string;
  readonly dueOn: string | null;
  readonly territoryCode: string | null;
};

/** The targets of each element, as one text each: "40000 médecins, 2024". */
export function targetsByNode(figures: readonly FigureFacts[]): ReadonlyMap<string, readonly string[]> {
  const targets = figures.filter(({ kind }) => kind === "target");
  const grouped = Map.groupBy(targets, ({ nodeId }) => nodeId);
  return new Map(
    [...grouped].map(([nodeId, rows]) => [
      nodeId,
      rows.map(({ value, unit, dueOn, territoryCode }) =>
        [`${value} ${unit}`, territoryCode, dueOn].filter(Boolean).join(", "),
      ),
    ]),
  );
}
