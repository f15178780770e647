/** Minutes before each new try; after the last one the mail is given up. About two days in all. */
const PAUSES = [1, 5, 15, 60, 240, 720, 1440] as const;

/** Minutes to wait after this many tries, or null to give up. */
export function pauseAfter(tries: number): number | null {
  return PAUSES[tries - 1] ?? null;
}

export type MailState = "waiting" | "sent" | "failed" | "captured";
export type MailDates = {
  readonly sentAt: Date | null;
  readonly failedAt: Date | null;
  readonly capturedAt: Date | null;
};

export function mailState({ sentAt, failedAt, capturedAt }: MailDates): MailState {
  if (sentAt) return "sent";
  if (failedAt) return "failed";
  return capturedAt ? "captured" : "waiting";
}

/** A piece of a line: words, or a link inside the site. */
export type Piece = { readonly text: string; readonly href?: string };
/** Paragraphs of lines of pieces. */
export type MailText = readonly (readonly (readonly Piece[])[])[];

const ADDRESS = /(https?:\/\/[^\s<>"]+)/;

/** The text of a mail for a page: an address of this site becomes a link, any other stays words. */
export function mailText(text: string, siteUrl: string): MailText {
  return text
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== "")
    .map((paragraph) => paragraph.split("\n").map((line) => line.split(ADDRESS).filter(Boolean).map(piece)));

  function piece(words: string): Piece {
    const path = words.startsWith(`${siteUrl}/`) ? words.slice(siteUrl.length) : "";
    // a second slash would lead to another site
    return path && !path.startsWith("//") && !path.includes("\\") ? { text: words, href: path } : { text: words };
  }
}
