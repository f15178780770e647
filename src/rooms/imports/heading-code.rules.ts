import { fold } from "#engine/text/fold.ts";
import type { NodeType } from "#kernel/document-types.ts";

/** What a heading says of itself: "Axe 1 : Développer…" is the axis 1, "3.2 Former…" the element 3.2. */
export type Heading = { readonly type: NodeType | null; readonly code: string | null; readonly title: string };

const TYPES: Readonly<Record<string, NodeType>> = {
  axe: "axis",
  axis: "axis",
  priorite: "priority",
  priority: "priority",
  objectif: "objective",
  objective: "objective",
  action: "action",
  orientation: "orientation",
  chapitre: "chapter",
  chapter: "chapter",
  article: "article",
};

/** After a type: a number, one letter, a Roman number, or letters and digits such as `A1-a`. */
const TYPED =
  /^(\p{L}{3,11})\s+(?:n[°º]\s?)?((?:[A-Za-z]{0,3}[-.]?\d[\p{L}\d]*(?:[-._]\p{L}?[\p{L}\d]*)*|[IVXLC]+|[A-Z]))(?=\s|[:.–—)-]|$)(.*)$/u;
/** Alone: digits with points, or up to three capitals and digits, with parts. */
const ALONE = /^([A-Z]{0,3}\d+(?:[-.][\p{L}\d]+)*)(?=\s|[:.–—)-]|$)(.*)$/u;
const SEPARATOR = /^\s*(?:[:–—)]|[.-](?=\s|$))\s*/u;

export function readHeading(text: string): Heading {
  const typed = TYPED.exec(text);
  const type = typed ? TYPES[fold(typed[1] ?? "")] : undefined;
  if (typed && type)
    return { type, code: withoutDot(typed[2] ?? ""), title: (typed[3] ?? "").replace(SEPARATOR, "").trim() };
  const alone = ALONE.exec(text);
  if (!alone) return { type: null, code: null, title: text };
  const [, code = "", rest = ""] = alone;
  const title = rest.replace(SEPARATOR, "").trim();
  const isSeparated = SEPARATOR.test(rest);
  // "100 expérimentations" counts, "2023 en bref" dates: a bare number is a code when short and before a capital.
  const isCode = isSeparated
    ? !/^\d{4}$/.test(code)
    : /[-.]/.test(code) || (/^[A-Z]*\d{1,2}$/.test(code) && /^\p{Lu}/u.test(title));
  return isCode ? { type: null, code: withoutDot(code), title } : { type: null, code: null, title: text };
}

const withoutDot = (code: string) => code.replace(/[.-]+$/, "");
