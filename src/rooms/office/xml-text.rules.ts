const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text between tags or in an attribute; the text is printable already, so that no forbidden control is left. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? "");
}

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Regions that office programs want beside the language. */
export const LOCALES: Readonly<Record<string, readonly [language: string, country: string]>> = {
  fr: ["fr", "FR"],
  en: ["en", "GB"],
};

/** An id that is the same for the same place in the same paper; Word takes letters, digits and underscores. */
export function headingMark(index: number): string {
  return `partie_${index + 1}`;
}
