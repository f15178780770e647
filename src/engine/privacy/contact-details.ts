import type { Finding, FindingKind, FindingReason } from "./finding.ts";

type Pattern = {
  readonly kind: FindingKind;
  readonly why: FindingReason;
  readonly expression: RegExp;
  readonly isLikely?: (found: string, text: string, at: number) => boolean;
};

/** Blanks people put between groups of digits. */
const GAP = "[ \\u00a0\\u202f.-]";
const MONTH =
  "(?:janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre|january|february|march|april|may|june|july|august|september|october|november|december)";
const YEAR = "(?:19|20)\\d{2}";
const DATE = `(?:\\d{1,2}[/.-]\\d{1,2}[/.-](?:${YEAR}|\\d{2})|\\d{1,2}(?:er|st|nd|rd|th)?\\s${MONTH}\\s${YEAR}|${MONTH}\\s\\d{1,2},?\\s${YEAR})`;
const STREET = cased(
  "rue avenue av\\. boulevard bd blvd impasse allée allee allées chemin quai lotissement faubourg sentier résidence residence hameau",
);
/** Words that also count things: "3 cours de formation", "1 place de parking". A name must follow them. */
const OTHER_STREET = cased("place cours passage route voie villa square esplanade rond-point cité");
const LINK = "(?:(?:[dD][eu]|[dD]es|[lL][ae]s?|[aA]ux?|DES|DE|DU|LA|LES?)\\s|[dlDL]['’])";

/** In small letters, with a capital, or all in capitals: "rue", "Rue", "RUE". */
function cased(words: string): string {
  return words
    .split(" ")
    .flatMap((word) => [word, word.charAt(0).toUpperCase() + word.slice(1), word.toUpperCase()])
    .join("|");
}

/**
 * Every expression begins where a word begins, repeats only within bounds and never has two ways to match the same
 * characters: time is linear in the length of the text.
 */
const PATTERNS: readonly Pattern[] = [
  {
    kind: "email",
    why: "emailAddress",
    expression:
      /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}(?:@|\s?[([](?:at|arobase|a)[)\]]\s?|\sarobase\s)[\p{L}\p{N}-]{1,63}(?:(?:\.|\s?[([](?:dot|point)[)\]]\s?|\spoint\s)[\p{L}\p{N}-]{2,63}){1,4}/giu,
    isLikely: (found) => !isOfficeAddress(found),
  },
  {
    kind: "phone",
    why: "phoneNumber",
    // 08 numbers are those of services, never of a person.
    expression: new RegExp(
      `(?<![\\d+])0[1-79](${GAP}?)\\d{2}(?:\\1\\d{2}){3}(?!\\d)|(?<![\\d+])0[1-79]${GAP}\\d{8}(?!\\d)|(?<!\\d )0 [1-79](?: \\d){8}(?! ?\\d)`,
      "g",
    ),
  },
  {
    kind: "phone",
    why: "phoneNumber",
    // France and overseas (262 Réunion and Mayotte, 590, 594, 596, 508, 681, 687, 689), then neighbours near and far.
    expression: new RegExp(
      `(?<![\\d+])(?:\\+|00)(?:33|262|59[046]|32|352|35[13]|4[149]|3[49]|21[236]|22[15])${GAP}?(?:\\(0\\)${GAP}?)?0?[1-9](?:${GAP}?\\d){7,9}(?!\\d)|(?<![\\d+])(?:\\+|00)(?:508|681|687|689)${GAP}?[2-9](?:${GAP}?\\d){5,7}(?!\\d)|(?<![\\d+])\\+1${GAP}?\\(?[2-9]\\d{2}\\)?${GAP}\\d{3}${GAP}\\d{4}(?!\\d)`,
      "g",
    ),
  },
  {
    kind: "nationalNumber",
    why: "socialSecurityNumber",
    // Sex, year, month, department (2A and 2B in Corsica), commune, order, then the key when it is given.
    expression: new RegExp(
      `(?<![\\d])[1-478]${GAP}?\\d{2}${GAP}?(?:0[1-9]|1[0-2]|[2-4]\\d)${GAP}?(?:\\d{2}|2[AB])${GAP}?\\d{3}${GAP}?\\d{3}(?:${GAP}?\\d{2})?(?!\\d)`,
      "gi",
    ),
  },
  {
    kind: "iban",
    why: "bankAccount",
    expression: /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![\p{L}\p{N}])/giu,
    isLikely: hasBankKey,
  },
  {
    kind: "address",
    why: "streetAddress",
    expression: new RegExp(
      `(?<![\\d.,])\\d{1,4}(?:\\s?(?:bis|ter|quater|BIS|TER))?,?\\s(?:(?:${STREET})\\s${LINK}{1,2}[\\p{L}\\p{N}'’-]{2,30}|(?:${STREET}|${OTHER_STREET})\\s${LINK}{0,2}\\p{Lu}[\\p{L}'’-]{1,30})(?:\\s\\p{Lu}[\\p{L}'’-]{1,30}){0,3}(?:,?\\s\\d{5}\\s[\\p{L}'’-]{2,30})?`,
      "gu",
    ),
  },
  {
    kind: "address",
    why: "streetAddress",
    expression:
      /(?<![\p{L}\p{N}.,])\d{1,4}[a-d]?,?\s(?:\p{Lu}[\p{L}'’-]{1,30}\s){1,3}(?:Street|Road|Lane|Drive|Crescent|Terrace|Gardens)(?!\p{L})/gu,
  },
  {
    kind: "birthDate",
    why: "dateOfBirth",
    expression: new RegExp(
      `(?<!\\p{L})(?:née?s?\\sle\\s|date\\sde\\snaissance\\s?:?\\s(?:est\\s)?(?:le\\s)?|born\\son\\s(?:the\\s)?|date\\sof\\sbirth\\s?:?\\s(?:is\\s)?)${DATE}`,
      "giu",
    ),
    isLikely: isBirthOfSomebody,
  },
];

export function findContactDetails(text: string): Finding[] {
  return PATTERNS.flatMap(({ kind, why, expression, isLikely = () => true }) =>
    [...text.matchAll(expression)]
      .filter((match) => isLikely(match[0], text, match.index))
      .map((match) => {
        const end = match.index + match[0].length;
        return { kind, why, start: match.index, end, excerpt: match[0] };
      }),
  );
}

/** Addresses of an office and not of a person. */
function isOfficeAddress(found: string): boolean {
  return /^(?:contact|info|infos|information|accueil|support|aide|communication|presse|secretariat|dpo|dpd|noreply|no-reply|webmaster|help|hello|office|press)(?:[._+-][^@]{0,30})?@/i.test(
    found,
  );
}

/** The check of ISO 13616: the letters as numbers, the first four characters last, the remainder by 97 is 1. */
function hasBankKey(found: string): boolean {
  const code = found.replaceAll(" ", "").toUpperCase();
  if (code.length < 15 || code.length > 34) return false;
  let rest = 0;
  for (const sign of code.slice(4) + code.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** A plan or a law is born too: a recent date needs somebody in the sentence. */
function isBirthOfSomebody(found: string, text: string, at: number): boolean {
  if (/^(?:date|born)/i.test(found)) return true;
  const year = Number(/\d{4}$/.exec(found)?.[0] ?? 0);
  if (year < 2005) return true;
  const [before, after] = [text.slice(Math.max(0, at - 80), at), text.slice(at + found.length, at + found.length + 40)];
  const sameSentence = (/[^.!?]*$/.exec(before)?.[0] ?? "") + (/^[^.!?]*/.exec(after)?.[0] ?? "");
  return /(?<!\p{L})(?:je|mon|ma|notre|fils|fille|enfant|bébé|garçon|petit|petite)(?!\p{L})/iu.test(sameSentence);
}
