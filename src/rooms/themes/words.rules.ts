import { excerpt } from "#engine/text/excerpt.ts";

/** The beginning of a text in a list. */
export function shortWords(text: string): string {
  return excerpt(text, 220);
}

/** "0,82" in French, "0.82" in English; agreement has no third digit that would mean something. */
export function agreementWords(lang: "fr" | "en", value: number): string {
  const text = (Math.floor(value * 1000) / 1000).toFixed(3);
  return lang === "fr" ? text.replace(".", ",").replace("-", "−") : text.replace("-", "−");
}
