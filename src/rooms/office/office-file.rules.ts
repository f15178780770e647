import { ODT_MEDIA_TYPE } from "./odt-file.rules.ts";

/** What people take away: a PDF for everybody, files for office programs for those who write on. */
export const FORMATS = ["pdf", "docx", "odt"] as const;
export type Format = (typeof FORMATS)[number];

export const MEDIA_TYPES = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  odt: ODT_MEDIA_TYPE,
} as const satisfies Readonly<Record<Format, string>>;

/** `edition.pdf` of an address, where `edition` is the only name known there; null for anything else. */
export function formatOfFile(file: string | undefined, stem: string): Format | null {
  return FORMATS.find((format) => file === `${stem}.${format}`) ?? null;
}

/** What identifies a file among those kept; the language is the one of its head, foot and contents. */
export function editionFileName(at: { document: string; edition: number; lang: string; format: Format }): string {
  return `textes/${at.document}/edition-${at.edition}.${at.lang}.${at.format}`;
}

export function comparisonFileName(at: {
  document: string;
  from: number;
  to: number;
  lang: string;
  format: Format;
}): string {
  return `textes/${at.document}/comparaison-${at.from}-${at.to}.${at.lang}.${at.format}`;
}

export function synthesisFileName(at: { process: string; publication: number; lang: string; format: Format }): string {
  return `demarches/${at.process}/synthese-${at.publication}.${at.lang}.${at.format}`;
}

/** The name a browser saves: `texte-essai-edition-2-fr.pdf`. */
export function savedAs(name: string): string {
  const [, ...parts] = name.split("/");
  const [stem = "", lang, format] = parts.join("-").split(".");
  return `${stem}-${lang}.${format}`;
}
