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
