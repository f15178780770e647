import type { NodeType } from "#kernel/document-types.ts";
import type { Lang } from "#kernel/lang.ts";
import { IMPORT_LIMITS, type ImportedNode } from "./imported-document.rules.ts";

const TYPE_WORDS: Readonly<Record<Lang, Readonly<Record<NodeType, string>>>> = {
  fr: {
    axis: "axe",
    priority: "priorite",
    objective: "objectif",
    action: "action",
    orientation: "orientation",
    chapter: "chapitre",
    article: "article",
  },
  en: {
    axis: "axis",
    priority: "priority",
    objective: "objective",
    action: "action",
    orientation: "orientation",
    chapter: "chapter",
    article: "article",
  },
};

/**
 * One code for each element, because a code is an address. Two elements of different types may be given the same one
 * (orientation 3 and action 3 of the 2019 roadmap): the one nearest to the top keeps it, the other becomes `action-3`.
 * An element without a code gets one from its place: `2`, `A1.3`.
 */
export function withUniqueCodes(nodes: readonly ImportedNode[], language: Lang): ImportedNode[] {
  const taken = new Set<string>();
  const codes = new Map<ImportedNode, string>();
  for (let level = nodes; level.length > 0; level = level.flatMap((node) => node.children))
    for (const node of level) {
      if (!node.isCodeGiven) continue;
      codes.set(node, firstFree(givenCodes(node, language), taken));
    }
  return placed(nodes, "");

  function placed(siblings: readonly ImportedNode[], parent: string): ImportedNode[] {
    return siblings.map((node, index) => {
      const prefix = parent === "" ? "" : `${parent}.`;
      const code = codes.get(node) ?? firstFree(placeCodes(prefix, index + 1), taken);
      return { ...node, code, children: placed(node.children, code) };
    });
  }
}

function* givenCodes(node: ImportedNode, language: Lang): Iterable<string> {
  yield node.code;
  const withType = `${TYPE_WORDS[language][node.type]}-${node.code}`;
  yield withType;
  for (let i = 2; ; i += 1) yield `${withType}-${i}`;
}

function* placeCodes(prefix: string, place: number): Iterable<string> {
  for (let i = place; ; i += 1) yield `${prefix}${i}`;
}

function firstFree(candidates: Iterable<string>, taken: Set<string>): string {
  for (const candidate of candidates) {
    const code = candidate.slice(-IMPORT_LIMITS.code);
    if (taken.has(code)) continue;
    taken.add(code);
    return code;
  }
  throw new RangeError("no free code");
}
