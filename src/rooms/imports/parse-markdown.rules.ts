import { IMPORT_LIMITS, type ImportResult } from "./imported-document.rules.ts";
import { type Block, type ImportDefaults, readOutline } from "./outline-document.rules.ts";
import { readYaml } from "./parse-yaml.rules.ts";

const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/;
const ITEM = /^\s*(?:[-*+]|\d{1,9}[.)])\s+(\S.*)$/;
const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/;

/**
 * A roadmap or doctrine from Markdown: headings are elements, paragraphs and list items are passages, a first part
 * between two lines `---` gives title, kind, edition and the rest in YAML. Emphasis and links lose their signs and keep
 * their words; anything else, HTML included, is text.
 */
export function parseRoadmapMarkdown(text: string, defaults: ImportDefaults = {}): ImportResult {
  if (text.length > IMPORT_LIMITS.file) {
    const params = { max: IMPORT_LIMITS.file };
    return { isValid: false, problems: [{ line: 1, path: "", messageKey: "import.problem.tooLarge", params }] };
  }
  const lines = text.replace(/^\ufeff/, "").split(/\r\n?|\n/);
  const end = frontMatterEnd(lines);
  if (end === null) return readOutline(blocksOf(lines, 0), defaults);
  const front = readYaml(lines.slice(1, end).join("\n"), 2);
  if ("problems" in front) return { isValid: false, problems: front.problems };
  if (front.raw.kind !== "map")
    return { isValid: false, problems: [{ line: 2, path: "", messageKey: "import.problem.notAMap", params: {} }] };
  return readOutline(blocksOf(lines, end + 1), defaults, front.raw.entries);
}

/** The line that closes the front matter, or null when the text has none. */
function frontMatterEnd(lines: readonly string[]): number | null {
  if (lines[0]?.trimEnd() !== "---") return null;
  const end = lines.findIndex((line, at) => at > 0 && /^(?:---|\.\.\.)\s*$/.test(line));
  return end > 0 ? end : null;
}

function blocksOf(lines: readonly string[], from: number): Block[] {
  const blocks: Block[] = [];
  let open: { readonly line: number; readonly parts: string[]; readonly isItem: boolean } | null = null;
  const close = (level: number | null = null) => {
    const text = open === null ? "" : plain(open.parts.join(" "));
    if (open !== null && text !== "") blocks.push({ line: open.line, text, level });
    open = null;
  };
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const place = at + 1;
    const heading = HEADING.exec(line);
    const item = RULE.test(line) ? null : ITEM.exec(line);
    const underline = UNDERLINE.exec(line);
    if (heading) {
      close();
      blocks.push({
        line: place,
        text: plain((heading[2] ?? "").replace(/(?:^|[ \t])#+[ \t]*$/, "")),
        level: heading[1]?.length ?? 1,
      });
    } else if (underline && isParagraph(open)) close(underline[1]?.startsWith("=") ? 1 : 2);
    else if (line.trim() === "" || RULE.test(line)) close();
    else if (item) {
      close();
      open = { line: place, parts: [item[1] ?? ""], isItem: true };
    } else {
      open ??= { line: place, parts: [], isItem: false };
      open.parts.push(line.replace(/^\s*(?:>\s?)*/, "").trim());
    }
  }
  close();
  return blocks;
}

/** Only a paragraph of one line is turned into a heading by the line under it. */
function isParagraph(open: { readonly parts: readonly string[]; readonly isItem: boolean } | null): boolean {
  return open !== null && !open.isItem && open.parts.length === 1;
}

/** The words without the signs of emphasis, code and links; each expression stops at the next sign: linear time. */
function plain(text: string): string {
  return text
    .replace(/!?\[([^[\]]{0,2000})\]\(([^()\s]{0,2000})\)/g, (_, words: string, link: string) =>
      words === link || !/^https?:/.test(link) ? words : `${words} (${link})`,
    )
    .replace(/(\*\*|__)(?=\S)([^*_]{1,2000})\1/g, "$2")
    .replace(/(?<![\p{L}\p{N}*_])([*_])(?=\S)([^*_]{1,2000})\1(?![\p{L}\p{N}])/gu, "$2")
    .replace(/`([^`]{1,2000})`/g, "$1")
    .replace(/\\([\\`*_{}[\]()#+.!>|-])/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
}
