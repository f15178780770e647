export const REQUEST_KINDS = ["export", "rectify", "detach", "erase"] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

export const REQUEST_STATES = ["confirming", "received", "done", "refused"] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** letter: by somebody with neither account nor receipt; officer: the team acts without having been asked (court, law). */
export const REQUEST_ORIGINS = ["account", "receipt", "letter", "officer"] as const;
export type RequestOrigin = (typeof REQUEST_ORIGINS)[number];

/** What a request is about. */
export type RequestTarget = "contribution" | "contributions" | "account";

/** The closed list of legal bases of an erasure, as the log writes them. */
export const BASES = ["rgpd-17", "rgpd-21", "rgpd-9", "court", "law", "retention"] as const;
export type Basis = (typeof BASES)[number];

/** What may be asked about an account, from the mildest to the last. */
export const ERASE_ALL_CHOICES = ["contributions", "account-detached", "account-erased"] as const;
export type EraseAllChoice = (typeof ERASE_ALL_CHOICES)[number];

export function isBasis(text: string): text is Basis {
  return BASES.some((basis) => basis === text);
}

/** `rgpd-17` as the last part of a message key. */
export function basisKey(basis: Basis): "rgpd17" | "rgpd21" | "rgpd9" | "court" | "law" | "retention" {
  return basis.replace("-", "") as "rgpd17" | "rgpd21" | "rgpd9" | "court" | "law" | "retention";
}

/** Below this many, a count says too much about somebody. */
export const SMALLEST_COUNT = 11;

/** Numbers of contributions as people type them: "12, 15 et n° 30". Null when there is something else, or too many. */
export function parseNumbers(typed: string): readonly number[] | null {
  const words = typed
    .replace(/n\s*[°o]\.?|#|\bet\b|\band\b/giu, " ")
    .split(/[\s,;]+/u)
    .filter((word) => word !== "");
  if (words.length > 50 || words.some((word) => !/^[1-9]\d{0,9}$/.test(word))) return null;
  return [...new Set(words.map(Number))];
}
