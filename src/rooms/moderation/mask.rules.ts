import { findPersonalData, proposeMask } from "#engine/privacy/personal-data.ts";

/** The words with what looks personal replaced, for a moderator to check and change before publishing. */
export function suggestedMask(text: string, language: string): string {
  return proposeMask(text, findPersonalData(text), language === "en" ? "en" : "fr");
}
