/** Languages of the interface. French first; English complete. */
export const LANGS = ["fr", "en"] as const;
export type Lang = (typeof LANGS)[number];

export function isLang(text: string | undefined): text is Lang {
  return text === "fr" || text === "en";
}
