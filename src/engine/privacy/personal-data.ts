import { findContactDetails } from "./contact-details.ts";
import type { Finding, FindingKind } from "./finding.ts";
import { findHealthStatements } from "./health-statements.ts";

/**
 * What in a text is likely to be personal: contact details, numbers, addresses, dates of birth, statements about
 * somebody's health. In French and English, in order, without overlap. It warns before sending and flags for a
 * moderator; it never hides anything by itself.
 */
export function findPersonalData(text: string): Finding[] {
  const all = [...findContactDetails(text), ...findHealthStatements(text)];
  const inOrder = all.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Finding[] = [];
  for (const finding of inOrder) {
    const last = kept.at(-1);
    if (last === undefined || finding.start >= last.end) kept.push(finding);
  }
  return kept;
}

const MASKS: Readonly<Record<"fr" | "en", Readonly<Record<FindingKind, string>>>> = {
  fr: {
    email: "[coordonnées masquées]",
    phone: "[coordonnées masquées]",
    nationalNumber: "[numéro masqué]",
    iban: "[numéro masqué]",
    address: "[adresse masquée]",
    birthDate: "[date de naissance masquée]",
    health: "[information de santé masquée]",
  },
  en: {
    email: "[contact details masked]",
    phone: "[contact details masked]",
    nationalNumber: "[number masked]",
    iban: "[number masked]",
    address: "[address masked]",
    birthDate: "[date of birth masked]",
    health: "[health information masked]",
  },
};

/** The text with each finding replaced by what kind of thing was there, for a moderator to check. */
export function proposeMask(text: string, findings: readonly Finding[], lang: "fr" | "en" = "fr"): string {
  let masked = "";
  let at = 0;
  for (const finding of findings.toSorted((a, b) => a.start - b.start)) {
    if (finding.start < at) continue;
    masked += text.slice(at, finding.start) + MASKS[lang][finding.kind];
    at = finding.end;
  }
  return masked + text.slice(at);
}
