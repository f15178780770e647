/** An element with the short names of its format (`w:p`), whatever prefixes the file chose. */
export type XmlElement = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlNode[];
};
export type XmlNode = XmlElement | string;

export type XmlLimits = {
  /** Elements left to read, counted down over all parts of a file. */
  readonly budget: { elements: number };
  readonly depth: number;
  /** The short prefix of each known namespace; elements of others keep the file's own prefix, behind a question mark. */
  readonly prefixes: ReadonlyMap<string, string>;
};

export class XmlRefused extends Error {
  readonly reason: "malformed" | "tooLarge";
  constructor(reason: "malformed" | "tooLarge") {
    super(`XML refused: ${reason}`);
    this.reason = reason;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
const TAG = /<(\/?)([^\s"'<>/=]+)((?:[^"'<>]|"[^"<]*"|'[^'<]*')*)>/y;
const ATTRIBUTE = /\s+([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
/** They hold no words: what is between them is skipped. */
const SKIPPED: readonly (readonly [start: string, end: string])[] = [
  ["<!--", "-->"],
  ["<?", "?>"],
];

type Open = {
  readonly written: string;
  readonly element: XmlElement;
  readonly spaces: Spaces;
  readonly children: XmlNode[];
};
type Spaces = ReadonlyMap<string, string>;

/**
 * XML 1.0 with namespaces, without document types: entities are the five of the standard and numbers, so that nothing
 * multiplies and nothing is fetched. One pass; what is refused costs no more than what was read.
 */
export function parseXml(text: string, limits: XmlLimits): XmlElement {
  if (text.includes("\0")) throw new XmlRefused("malformed");
  const stack: Open[] = [];
  let root: XmlElement | null = null;
  let at = text.startsWith("\ufeff") ? 1 : 0;
  while (at < text.length) {
    if (text[at] !== "<") {
      const end = nextMark(text, at);
      addText(stack, unescaped(text.slice(at, end)));
      at = end;
      continue;
    }
    const skipped = SKIPPED.find(([start]) => text.startsWith(start, at));
    if (skipped) {
      at = after(text, skipped[1], at + skipped[0].length);
      continue;
    }
    if (text.startsWith("<![CDATA[", at)) {
      const end = after(text, "]]>", at);
      addText(stack, text.slice(at + 9, end - 3));
      at = end;
      continue;
    }
    TAG.lastIndex = at;
    const mark = TAG.exec(text);
    if (!mark) throw new XmlRefused("malformed");
    at = TAG.lastIndex;
    const [, slash, written = "", rest = ""] = mark;
    if (slash) {
      if (stack.pop()?.written !== written) throw new XmlRefused("malformed");
      continue;
    }
    if (root && stack.length === 0) throw new XmlRefused("malformed");
    limits.budget.elements -= 1;
    if (limits.budget.elements < 0 || stack.length >= limits.depth) throw new XmlRefused("tooLarge");
    const open = opened(written, rest, stack.at(-1)?.spaces ?? new Map(), limits.prefixes);
    stack.at(-1)?.children.push(open.element);
    root ??= open.element;
    if (!/\/\s*$/.test(rest.slice(-2))) stack.push(open);
  }
  if (!root || stack.length > 0) throw new XmlRefused("malformed");
  return root;
}

function nextMark(text: string, at: number): number {
  const end = text.indexOf("<", at);
  return end < 0 ? text.length : end;
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  if (found < 0) throw new XmlRefused("malformed");
  return found + mark.length;
}

function addText(stack: readonly Open[], text: string): void {
  const open = stack.at(-1);
  if (open) open.children.push(text);
  else if (text.trim() !== "") throw new XmlRefused("malformed");
}

function opened(written: string, rest: string, outer: Spaces, prefixes: Spaces): Open {
  const found = [...attributesOf(rest)];
  const own = found.filter(([name]) => name === "xmlns" || name.startsWith("xmlns:"));
  const spaces =
    own.length === 0 ? outer : new Map([...outer, ...own.map(([name, uri]) => [name.slice(6), uri] as const)]);
  const short = (name: string, isAttribute: boolean): string => {
    const colon = name.indexOf(":");
    if (colon < 0 && isAttribute) return name;
    const uri = spaces.get(name.slice(0, Math.max(0, colon)));
    const known = uri === undefined ? undefined : prefixes.get(uri);
    return known ? `${known}:${name.slice(colon + 1)}` : `?${name}`;
  };
  const children: XmlNode[] = [];
  const attributes = new Map(found.map(([name, value]) => [short(name, true), value]));
  return { written, spaces, children, element: { name: short(written, false), attributes, children } };
}

function* attributesOf(rest: string): Iterable<readonly [string, string]> {
  let at = 0;
  for (;;) {
    ATTRIBUTE.lastIndex = at;
    const found = ATTRIBUTE.exec(rest);
    if (!found) break;
    at = ATTRIBUTE.lastIndex;
    yield [found[1] ?? "", unescaped(found[2] ?? found[3] ?? "")];
  }
  if (!/^\s*\/?$/.test(rest.slice(at))) throw new XmlRefused("malformed");
}

function unescaped(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&([^;&]{0,10});?/g, (whole, name: string) => {
    const number = /^#(?:x([0-9a-f]+)|(\d+))$/i.exec(name);
    const code = number ? Number.parseInt(number[1] ?? number[2] ?? "", number[1] ? 16 : 10) : Number.NaN;
    const sign = Number.isNaN(code) ? ENTITIES[name] : code > 0 && code <= 0x10ffff && String.fromCodePoint(code);
    if (!sign || !whole.endsWith(";")) throw new XmlRefused("malformed");
    return sign;
  });
}

export function elementsOf(element: XmlElement): readonly XmlElement[] {
  return element.children.filter((child) => typeof child !== "string");
}

export function childNamed(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element && elementsOf(element).find((child) => child.name === name);
}

export function allNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return elementsOf(element).flatMap((child) => [...(child.name === name ? [child] : []), ...allNamed(child, name)]);
}

/** All the words inside, in order. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}
