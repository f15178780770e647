type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };
/** One row of what is held, by the names of its facts. */
export type Held = Readonly<Record<string, Value>>;

export const SECTIONS = [
  "account",
  "signIns",
  "contributions",
  "drafts",
  "supports",
  "votes",
  "statements",
  "requests",
  "mails",
  "notes",
] as const;
export type SectionName = (typeof SECTIONS)[number];

/** Everything held about somebody, or about one contribution of theirs. */
export type Holdings = {
  readonly madeAt: string;
  readonly sections: readonly { readonly name: SectionName; readonly rows: readonly Held[] }[];
};

/** The same for machines: one object, its sections by their names. */
export function holdingsJson({ madeAt, sections }: Holdings): string {
  const named = Object.fromEntries(sections.map(({ name, rows }) => [name, rows]));
  return `${JSON.stringify({ madeAt, ...named }, null, 2)}\n`;
}

type Words = {
  readonly section: (name: SectionName) => string;
  readonly field: (name: string) => string;
  readonly value: (field: string, value: string | number | boolean) => string;
  readonly nothing: string;
};

/** The same for people: a text, one line a fact, lists below their name. */
export function holdingsText({ sections }: Holdings, heading: string, words: Words): string {
  const lines = [heading, "=".repeat(heading.length), ""];
  for (const { name, rows } of sections) {
    const title = words.section(name);
    lines.push(title, "-".repeat(title.length), "");
    if (rows.length === 0) lines.push(words.nothing, "");
    for (const row of rows) lines.push(...rowLines(row, "", words), "");
  }
  return `${lines.join("\n").trimEnd()}\n`;
}

function rowLines(row: Held, indent: string, words: Words): readonly string[] {
  return Object.entries(row).flatMap(([name, value]): readonly string[] => {
    const label = `${indent}${words.field(name)}`;
    if (value === null || (Array.isArray(value) && value.length === 0)) return [];
    if (isList(value)) {
      return [
        label,
        ...value.flatMap((one) =>
          isRow(one)
            ? [...rowLines(one, `${indent}    `, words), ""]
            : [`${indent}    ${typeof one === "object" ? "" : words.value(name, one ?? "")}`],
        ),
      ];
    }
    if (isRow(value)) return [label, ...rowLines(value, `${indent}    `, words)];
    if (typeof value === "object") return [];
    const [first = "", ...more] = words.value(name, value).split("\n");
    return [`${label} ${first}`, ...more.map((line) => `${indent}    ${line}`)];
  });
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
const isRow = (value: Value): value is Held => typeof value === "object" && value !== null && !Array.isArray(value);
