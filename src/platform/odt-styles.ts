import { allNamed, childNamed, type XmlElement } from "./xml.ts";

type Style = {
  readonly shown: string;
  readonly parent: string | undefined;
  readonly level: number | null;
  readonly isBold: boolean;
};

/** The styles of an OpenDocument text: those of people in one part, those made by the program in another. */
export class OdtStyles {
  readonly #styles = new Map<string, Style>();
  readonly language: string | null;
  readonly hasHeader: boolean;

  constructor(parts: readonly (XmlElement | undefined)[]) {
    const all = parts.flatMap((part) => (part ? allNamed(part, "style:style") : []));
    for (const element of all) {
      const { attributes } = element;
      const name = attributes.get("style:name") ?? "";
      const level = Number(attributes.get("style:default-outline-level") || 0);
      const words = childNamed(element, "style:text-properties")?.attributes;
      this.#styles.set(name, {
        shown: attributes.get("style:display-name") ?? name.replaceAll("_20_", " "),
        parent: attributes.get("style:parent-style-name"),
        level: level > 0 ? Math.min(6, level) : null,
        isBold: words?.get("fo:font-weight") === "bold",
      });
    }
    const defaults = parts.flatMap((part) => (part ? allNamed(part, "style:default-style") : []));
    const code = defaults.flatMap((one) => allNamed(one, "style:text-properties"))[0]?.attributes.get("fo:language");
    this.language = code?.toLowerCase() ?? null;
    this.hasHeader = parts.some(
      (part) => part && [...allNamed(part, "style:header"), ...allNamed(part, "style:footer")].length > 0,
    );
  }

  /** The names of a style and of those it is based on, as people read them. */
  names(name: string | undefined): readonly string[] {
    const names: string[] = [];
    const seen = new Set<string>();
    for (let key = name; key && !seen.has(key); key = this.#styles.get(key)?.parent) {
      seen.add(key);
      names.push(this.#styles.get(key)?.shown ?? key.replaceAll("_20_", " "));
    }
    return names;
  }

  isBold(name: string | undefined): boolean {
    return this.#styles.get(name ?? "")?.isBold ?? false;
  }
}
