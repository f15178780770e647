import { fold } from "#engine/text/fold.ts";
import type { DocumentKind, NodeType } from "#kernel/document-types.ts";
import { readHeading } from "./heading-code.rules.ts";
import type { ImportResult } from "./imported-document.rules.ts";
import { type Raw, type RawEntry, rawList, rawMap, rawText } from "./raw-value.rules.ts";
import { readDocument } from "./read-document.rules.ts";

/** A piece of a text with headings, in order: a heading of level 1 to 6 (0 for the title), or a paragraph. */
export type Block = { readonly line: number; readonly text: string; readonly level: number | null };

/** What the form of the import says, for what the file does not say itself. */
export type ImportDefaults = {
  readonly document?: string;
  readonly kind?: DocumentKind;
  readonly title?: string;
  /** Of the text it is an edition of, when the file gives no title. */
  readonly knownTitle?: string;
  readonly subtitle?: string;
  readonly language?: string;
  readonly edition?: number;
  readonly label?: string;
  readonly publishedOn?: string;
};

/** Types by depth, when headings do not say what they are. Two levels are axes and objectives, as in the 2023 roadmap. */
const LADDERS: Readonly<Record<DocumentKind, readonly (readonly NodeType[])[]>> = {
  roadmap: [
    ["axis"],
    ["axis", "objective"],
    ["axis", "priority", "objective"],
    ["axis", "priority", "objective", "action"],
  ],
  doctrine: [["chapter"], ["chapter", "article"]],
};

type Branch = { readonly block: Block; readonly depth: number; readonly passages: Raw[]; readonly children: Branch[] };

/**
 * A document from headings and paragraphs. Headings are the elements, paragraphs their passages. When the only heading of
 * the highest level comes first, it is the title of the document. Entries of the front matter win over the defaults.
 */
export function readOutline(
  blocks: readonly Block[],
  defaults: ImportDefaults,
  front: readonly RawEntry[] = [],
): ImportResult {
  const given = new Map(front.map((entry) => [entry.key, entry]));
  const title = documentTitle(blocks);
  const hasTitle = given.has("title") || defaults.title !== undefined;
  const body = title === null ? blocks : blocks.filter((block) => block !== title);
  const { branches, before } = grow(body);
  if (branches.length === 0)
    return {
      isValid: false,
      problems: [{ line: 1, path: "nodes", messageKey: "import.problem.noHeading", params: {} }],
    };
  const isNote = title !== null && !given.has("note");
  const stray = isNote ? undefined : before[0];
  if (stray)
    return {
      isValid: false,
      problems: [{ line: stray.line, path: "", messageKey: "import.problem.textOutside", params: {} }],
    };

  const titleText = hasTitle || title === null ? (defaults.title ?? defaults.knownTitle ?? "") : title.text;
  const slug = defaults.document ?? slugOf(textOf(given.get("title")?.value) ?? titleText);
  const kind = kindOf(given.get("kind")?.value) ?? defaults.kind ?? "roadmap";
  const ladder = LADDERS[kind][Math.min(depthOf(branches), LADDERS[kind].length) - 1] ?? [];
  const line = title?.line ?? 1;
  const words: Record<string, Raw | null> = {
    document: slug === "" ? null : rawText(slug, line),
    kind: rawText(kind, line),
    title: titleText === "" ? null : rawText(titleText, line),
    subtitle: defaults.subtitle === undefined ? null : rawText(defaults.subtitle, line),
    language: defaults.language === undefined ? null : rawText(defaults.language, line),
    edition: { kind: "scalar", source: String(defaults.edition ?? 1), number: defaults.edition ?? 1, line },
    label: defaults.label === undefined ? null : rawText(defaults.label, line),
    published_on: defaults.publishedOn === undefined ? null : rawText(defaults.publishedOn, line),
    note: isNote && before[0] ? rawText(before.map((block) => block.text).join("\n"), before[0].line) : null,
    nodes: rawList(
      branches.map((branch) => toRaw(branch, ladder)),
      line,
    ),
  };
  for (const key of given.keys()) words[key] = null;
  const fromText = rawMap(words, line);
  const entries = fromText.kind === "map" ? fromText.entries : [];
  return readDocument({ kind: "map", line: 1, entries: [...front, ...entries] });
}

/** The first block, when it is the only heading of its level and others, lower, follow. */
function documentTitle(blocks: readonly Block[]): Block | null {
  const first = blocks[0];
  if (first?.level == null) return null;
  const { level } = first;
  const others = blocks.filter((block) => block !== first && block.level !== null);
  const isAbove = others.length > 0 && others.every((block) => (block.level ?? 0) > level);
  return isAbove && readHeading(first.text).type === null ? first : null;
}

/** Headings hang under the last one of a higher level, however many levels apart. */
function grow(blocks: readonly Block[]): { readonly branches: readonly Branch[]; readonly before: readonly Block[] } {
  const branches: Branch[] = [];
  const before: Block[] = [];
  const path: Branch[] = [];
  for (const block of blocks) {
    if (block.level === null) {
      const last = path.at(-1);
      if (last) last.passages.push(rawText(block.text, block.line));
      else before.push(block);
      continue;
    }
    while (path.length > 0 && (path.at(-1)?.block.level ?? 0) >= block.level) path.pop();
    const branch: Branch = { block, depth: path.length + 1, passages: [], children: [] };
    (path.at(-1)?.children ?? branches).push(branch);
    path.push(branch);
  }
  return { branches, before };
}

function depthOf(branches: readonly Branch[]): number {
  return branches.reduce((deepest, branch) => Math.max(deepest, branch.depth, depthOf(branch.children)), 0);
}

function toRaw({ block, depth, passages, children }: Branch, ladder: readonly NodeType[]): Raw {
  const { line } = block;
  const heading = readHeading(block.text);
  const type = heading.type ?? ladder[Math.min(depth, ladder.length) - 1] ?? "objective";
  return rawMap(
    {
      type: rawText(type, line),
      code: heading.code === null ? null : rawText(heading.code, line),
      title: heading.title === "" ? null : rawText(heading.title, line),
      passages: passages.length === 0 ? null : rawList(passages, line),
      children:
        children.length === 0
          ? null
          : rawList(
              children.map((child) => toRaw(child, ladder)),
              line,
            ),
    },
    line,
  );
}

const textOf = (raw: Raw | undefined) => (raw?.kind === "scalar" ? (raw.source ?? undefined) : undefined);

function kindOf(raw: Raw | undefined): DocumentKind | undefined {
  const text = textOf(raw);
  return text === "roadmap" || text === "doctrine" ? text : undefined;
}

/** "Doctrine du numérique" gives `doctrine-du-numerique`. */
function slugOf(title: string): string {
  const slug = (fold(title).match(/[a-z0-9]+/g) ?? []).join("-").slice(0, 80);
  return slug.replace(/-+$/, "");
}
