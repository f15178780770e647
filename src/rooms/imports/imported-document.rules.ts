import type { PartialDate } from "#kernel/dates.ts";
import type { DocumentKind, NodeType } from "#kernel/document-types.ts";
import type { Lang } from "#kernel/lang.ts";

/** What a file says, whatever its format, once every check has passed. */
export type ImportedDocument = {
  /** The slug, the same in all editions. */
  readonly document: string;
  readonly kind: DocumentKind;
  readonly title: string;
  readonly subtitle: string | null;
  readonly language: Lang;
  readonly edition: number;
  readonly label: string;
  readonly publishedOn: PartialDate | null;
  readonly officialTotals: Readonly<Record<string, number>>;
  readonly note: string | null;
  readonly nodes: readonly ImportedNode[];
};

export type ImportedNode = {
  readonly type: NodeType;
  readonly code: string;
  /** False when the file gives none and the code was made from the place in the document. */
  readonly isCodeGiven: boolean;
  readonly title: string;
  readonly carrier: string | null;
  readonly status: string | null;
  readonly source: string | null;
  readonly passages: readonly string[];
  readonly targets: readonly ImportedTarget[];
  readonly measures: readonly ImportedMeasure[];
  readonly children: readonly ImportedNode[];
  /** Where it begins in the file: a line, or a paragraph of a Word file. */
  readonly line: number;
};

export type ImportedTarget = {
  readonly value: number;
  readonly unit: string;
  readonly due: PartialDate | null;
  readonly statedOn: PartialDate | null;
  readonly source: string | null;
};

export type ImportedMeasure = {
  readonly value: number;
  readonly unit: string;
  readonly date: PartialDate | null;
  readonly territory: string | null;
  readonly source: string | null;
};

/** Something to correct in the file. `line` counts from 1; in a Word file it is the number of the paragraph. */
export type ImportProblem = {
  readonly line: number;
  readonly column?: number;
  /** Where in the document, such as `nodes[2].children[0].title`; empty for the whole file. */
  readonly path: string;
  readonly messageKey: ImportMessageKey;
  readonly params: Readonly<Record<string, string | number>>;
};

export type ImportResult =
  | { readonly isValid: true; readonly document: ImportedDocument }
  | { readonly isValid: false; readonly problems: readonly ImportProblem[] };

/** Totals a document may announce: "65 objectives, of which these are described". */
export const TOTAL_KEYS = [
  "axes",
  "priorities",
  "objectives",
  "actions",
  "orientations",
  "chapters",
  "articles",
] as const;

/** Limits of a file, in characters unless said. They are those of the tables, and what a page can show. */
export const IMPORT_LIMITS = {
  file: 4_000_000,
  nodes: 5_000,
  depth: 6,
  passage: 10_000,
  passagesPerNode: 500,
  figuresPerNode: 200,
  code: 40,
  title: 500,
  line: 500,
  note: 5_000,
  problems: 100,
} as const;

export type ImportMessageKey =
  | "import.problem.badCharacter"
  | "import.problem.badDate"
  | "import.problem.badSlug"
  | "import.problem.codeOnTwoNodes"
  | "import.problem.docxEncrypted"
  | "import.problem.docxMacros"
  | "import.problem.docxNotWord"
  | "import.problem.docxTooLarge"
  | "import.problem.duplicateKey"
  | "import.problem.empty"
  | "import.problem.missing"
  | "import.problem.noHeading"
  | "import.problem.notAList"
  | "import.problem.notAMap"
  | "import.problem.notANumber"
  | "import.problem.notAText"
  | "import.problem.notOneOf"
  | "import.problem.notWhole"
  | "import.problem.odtEncrypted"
  | "import.problem.odtMacros"
  | "import.problem.odtNotText"
  | "import.problem.odtTooLarge"
  | "import.problem.textOutside"
  | "import.problem.tooDeep"
  | "import.problem.tooLarge"
  | "import.problem.tooLong"
  | "import.problem.tooMany"
  | "import.problem.tooManyNodes"
  | "import.problem.tooManyProblems"
  | "import.problem.unknownKey"
  | "import.problem.yamlAlias"
  | "import.problem.yamlIndent"
  | "import.problem.yamlQuote"
  | "import.problem.yamlSyntax"
  | "import.problem.yamlTab"
  | "import.problem.yamlTag";
