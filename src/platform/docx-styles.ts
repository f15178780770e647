import { allNamed, childNamed, elementsOf, type XmlElement } from "./xml.ts";

const val = (element: XmlElement | undefined): string | undefined => element?.attributes.get("w:val");

/** What a paragraph is by its style, its parents' included. */
export type ParagraphStyle = {
  readonly name: string;
  readonly level: number | null;
  readonly role: "title" | "subtitle" | "contents" | "own" | null;
  readonly list: ListPlace | null;
  readonly isBold: boolean;
};
export type ListPlace = { readonly numbering: string; readonly level: number };

type Style = { readonly name: string; readonly basedOn: string | undefined; readonly element: XmlElement };

/** The list that a paragraph belongs to; "0" takes it out of the list of its style. */
export function listPlace(properties: XmlElement | undefined): ListPlace | null | undefined {
  const place = childNamed(properties, "w:numPr");
  if (!place) return undefined;
  const numbering = val(childNamed(place, "w:numId"));
  if (numbering === undefined || numbering === "0") return null;
  return { numbering, level: Number(val(childNamed(place, "w:ilvl")) ?? 0) };
}

/** `w:outlineLvl` counts from 0; 9 is body text. */
export function outlineLevel(properties: XmlElement | undefined): number | null | undefined {
  const level = val(childNamed(properties, "w:outlineLvl"));
  if (level === undefined) return undefined;
  return /^[0-8]$/.test(level) ? Math.min(6, Number(level) + 1) : null;
}

export function isOn(toggle: XmlElement | undefined): boolean {
  return toggle !== undefined && !["0", "false", "off"].includes(val(toggle) ?? "");
}

/** The styles of a Word file, under English or French names. */
export class DocxStyles {
  readonly #styles: ReadonlyMap<string, Style>;
  readonly #known = new Map<string, ParagraphStyle>();
  readonly language: string | null;

  constructor(part: XmlElement | null) {
    const styles = part ? elementsOf(part).filter(({ name }) => name === "w:style") : [];
    this.#styles = new Map(
      styles.map((element) => [
        element.attributes.get("w:styleId") ?? "",
        {
          name: val(childNamed(element, "w:name")) ?? "",
          basedOn: val(childNamed(element, "w:basedOn")),
          element,
        },
      ]),
    );
    const defaults = part ? childNamed(part, "w:docDefaults") : undefined;
    const code = defaults ? val(allNamed(defaults, "w:lang")[0]) : undefined;
    this.language = code?.slice(0, 2).toLowerCase() ?? null;
  }

  of(id: string | undefined): ParagraphStyle {
    const key = id ?? "";
    const found = this.#known.get(key) ?? this.#read(key);
    this.#known.set(key, found);
    return found;
  }

  /** From the style itself up to the one that it is based on in the end; loops end there too. */
  #line(id: string): readonly Style[] {
    const line: Style[] = [];
    for (
      let style = this.#styles.get(id);
      style && !line.includes(style);
      style = this.#styles.get(style.basedOn ?? "")
    )
      line.push(style);
    return line;
  }

  #read(id: string): ParagraphStyle {
    const line = this.#line(id);
    const first = <T>(look: (style: Style) => T | undefined): T | undefined => {
      for (const style of line) {
        const found = look(style);
        if (found !== undefined) return found;
      }
      return undefined;
    };
    const properties = ({ element }: Style) => childNamed(element, "w:pPr");
    return {
      // a file may use the well-known ids without describing them
      name: line[0]?.name ?? id,
      level:
        (line.length === 0 ? headingLevel(id) : first(({ name }) => headingLevel(name) ?? undefined)) ??
        first((style) => outlineLevel(properties(style))) ??
        null,
      role: (line.length === 0 ? roleOf(id) : first(({ name }) => roleOf(name) ?? undefined)) ?? null,
      list: first((style) => listPlace(properties(style))) ?? null,
      isBold: first(({ element }) => isOn(childNamed(childNamed(element, "w:rPr"), "w:b")) || undefined) ?? false,
    };
  }
}

export function headingLevel(name: string): number | null {
  const level = /^(?:heading|titre)[ _]?([1-9])$/i.exec(name)?.[1];
  return level ? Math.min(6, Number(level)) : null;
}

export function roleOf(name: string): ParagraphStyle["role"] {
  if (/^(?:title|titre)$/i.test(name)) return "title";
  if (/^(?:subtitle|sous-titre)$/i.test(name)) return "subtitle";
  if (
    /^(?:toc|tm|contents|table des mati[eè]res)[ _]?(?:\d|heading|.*titre)|^(?:toc|contents)_?heading$|^en-t[eê]te de table des mati[eè]res$/i.test(
      name,
    )
  )
    return "contents";
  return /^jalon[ _]?(?:fact|note)$/i.test(name) ? "own" : null;
}

type Level = { readonly format: string; readonly text: string; readonly start: number };

/** The numbers that Word writes by itself before paragraphs: they are in no text, and are worked out as Word does. */
export class DocxNumbers {
  readonly #levels: ReadonlyMap<string, ReadonlyMap<number, Level>>;
  readonly #counts = new Map<string, number[]>();

  constructor(part: XmlElement | null) {
    const children = part ? elementsOf(part) : [];
    const abstract = new Map(
      children
        .filter(({ name }) => name === "w:abstractNum")
        .map((element) => [element.attributes.get("w:abstractNumId") ?? "", levelsOf(element)]),
    );
    this.#levels = new Map(
      children
        .filter(({ name }) => name === "w:num")
        .map((element) => [
          element.attributes.get("w:numId") ?? "",
          abstract.get(val(childNamed(element, "w:abstractNumId")) ?? "") ?? new Map<number, Level>(),
        ]),
    );
  }

  /** What stands before the next paragraph of a list: "1.2", "a)", or "" for a bullet. */
  next({ numbering, level }: ListPlace): string {
    const levels = this.#levels.get(numbering);
    const own = levels?.get(level);
    if (!levels || !own) return "";
    const counts = this.#counts.get(numbering) ?? [];
    this.#counts.set(numbering, counts);
    counts.length = Math.min(counts.length, level + 1);
    for (let at = 0; at < level; at += 1) counts[at] ??= levels.get(at)?.start ?? 1;
    counts[level] = counts[level] === undefined ? own.start : (counts[level] ?? 0) + 1;
    if (own.format === "bullet" || own.format === "none") return "";
    return own.text.replace(/%([1-9])/g, (_, place: string) => {
      const at = Number(place) - 1;
      return counted(counts[at] ?? 1, levels.get(at)?.format ?? "decimal");
    });
  }
}

function levelsOf(element: XmlElement): ReadonlyMap<number, Level> {
  return new Map(
    elementsOf(element)
      .filter(({ name }) => name === "w:lvl")
      .map((level) => [
        Number(level.attributes.get("w:ilvl") ?? 0),
        {
          format: val(childNamed(level, "w:numFmt")) ?? "decimal",
          text: val(childNamed(level, "w:lvlText")) ?? "",
          start: Number(val(childNamed(level, "w:start")) ?? 1),
        },
      ]),
  );
}

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, "M"],
  [900, "CM"],
  [500, "D"],
  [400, "CD"],
  [100, "C"],
  [90, "XC"],
  [50, "L"],
  [40, "XL"],
  [10, "X"],
  [9, "IX"],
  [5, "V"],
  [4, "IV"],
  [1, "I"],
];

function counted(count: number, format: string): string {
  if (/roman$/i.test(format)) {
    let [left, text] = [Math.min(count, 3_999), ""];
    for (const [value, letters] of ROMAN) for (; left >= value; left -= value) text += letters;
    return format === "upperRoman" ? text : text.toLowerCase();
  }
  if (/letter$/i.test(format)) {
    const letter = String.fromCharCode(97 + ((count - 1) % 26)).repeat(Math.min(10, Math.floor((count - 1) / 26) + 1));
    return format === "upperLetter" ? letter.toUpperCase() : letter;
  }
  return String(count);
}
