/** What a template may leave open. Each is written `{{…}}` with one of its names; anything else between braces is for a person. */
const NAMES = {
  decision: ["decision", "numero de la decision", "decision number"],
  process: ["demarche", "consultation"],
  passage: ["passage"],
  count: ["nombre", "nombre de contributions", "count", "number of contributions"],
} as const;
export type Placeholder = keyof typeof NAMES;
export const PLACEHOLDERS = Object.keys(NAMES) as readonly Placeholder[];

/** As they are proposed to people who write a template. */
export const PLACEHOLDER_WORDS = {
  fr: "{{passage}}, {{nombre}}, {{démarche}}, {{décision}}",
  en: "{{passage}}, {{count}}, {{consultation}}, {{decision}}",
} as const;

/** What is known when the words are filled in; what is null stays open. */
export type Known = Readonly<Record<Placeholder, string | null>>;

const OPEN = /\{\{([^{}]{0,200})\}\}/g;

const plain = (name: string) => name.normalize("NFD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").trim().toLowerCase();

function placeholderNamed(name: string): Placeholder | null {
  const asked = plain(name);
  return PLACEHOLDERS.find((one) => NAMES[one].some((known) => known === asked)) ?? null;
}

/** The words with everything filled in that is known. */
export function fillIn(text: string, known: Known): string {
  return text.replace(OPEN, (whole, name: string) => {
    const placeholder = placeholderNamed(name);
    return (placeholder && known[placeholder]) ?? whole;
  });
}

/**
 * What a person must still fill in, as it is written; the number of the decision is filled in when the draft is kept, and
 * is not counted.
 */
export function openPlaceholders(text: string): readonly string[] {
  const found = [...text.matchAll(OPEN)].filter(([, name = ""]) => placeholderNamed(name) !== "decision");
  return [...new Set(found.map(([whole]) => whole))];
}
