import { stringify } from "yaml";
import type { ImportedDocument, ImportedNode, ImportResult } from "./imported-document.rules.ts";
import type { Block, ImportDefaults } from "./outline-document.rules.ts";
import { parseRoadmapMarkdown } from "./parse-markdown.rules.ts";
import { parseRoadmapYaml } from "./parse-yaml.rules.ts";

/** What people type or paste; a file for office programs is read once, and goes on as YAML that can be corrected by hand. */
export const SOURCE_FORMATS = ["yaml", "markdown"] as const;
export type SourceFormat = (typeof SOURCE_FORMATS)[number];

export const FILE_FORMATS = ["docx", "odt"] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

export function formatOfName(name: string): SourceFormat | FileFormat | null {
  if (/\.ya?ml$/i.test(name)) return "yaml";
  if (/\.(md|markdown|txt)$/i.test(name)) return "markdown";
  return FILE_FORMATS.find((format) => name.toLowerCase().endsWith(`.${format}`)) ?? null;
}

export function parseSource(format: SourceFormat, text: string, defaults: ImportDefaults = {}): ImportResult {
  return format === "yaml" ? parseRoadmapYaml(text) : parseRoadmapMarkdown(text, defaults);
}

/** The same document as a YAML file: read again, it gives the same document. */
export function toYaml(document: ImportedDocument): string {
  return stringify(
    withoutNothing({
      document: document.document,
      kind: document.kind,
      title: document.title,
      subtitle: document.subtitle,
      language: document.language,
      edition: document.edition,
      label: document.label,
      published_on: document.publishedOn,
      official_totals: document.officialTotals,
      note: document.note,
      nodes: document.nodes.map(nodeToYaml),
    }),
    { lineWidth: 0, defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" },
  );
}

function nodeToYaml(node: ImportedNode): Readonly<Record<string, unknown>> {
  return withoutNothing({
    type: node.type,
    code: node.code,
    title: node.title,
    carrier: node.carrier,
    status: node.status,
    source: node.source,
    passages: node.passages,
    targets: node.targets.map(({ value, unit, due, statedOn, source }) =>
      withoutNothing({ value, unit, due, stated_on: statedOn, source }),
    ),
    measures: node.measures.map((measure) => withoutNothing({ ...measure })),
    children: node.children.map(nodeToYaml),
  });
}

/** Absent rather than empty: null, empty lists and empty maps are left out. */
function withoutNothing(map: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(map).filter(
      ([, value]) => value !== null && (typeof value !== "object" || Object.keys(value as object).length > 0),
    ),
  );
}

/** A Word file with something to correct, as text that can be corrected by hand: headings and paragraphs. */
export function toMarkdown(blocks: readonly Block[]): string {
  const shift = blocks.some(({ level }) => level === 0) ? 1 : 0;
  return blocks
    .map(({ level, text }) => (level === null ? text : `${"#".repeat(Math.min(6, level + shift))} ${text}`))
    .join("\n\n");
}
