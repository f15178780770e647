import { isMessageKey, type Translate } from "#ui/messages.ts";

const camel = (text: string): string => text.replace(/[.-]([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** "Contribution reçue" for `contribution.submitted`. The public data keeps the name; people read the words. */
export function kindInWords(t: Translate, kind: string): string {
  const key = `journal.kind.${camel(kind)}`;
  return isMessageKey(key) ? t(key) : kind;
}

/** "Contribution reçue" for the leaf `contribution.submitted` of the verifiable log. */
export function leafKindInWords(t: Translate, kind: string): string {
  const key = `journal.leaf.${camel(kind)}`;
  return isMessageKey(key) ? t(key) : kind;
}

/** "La modération" for `moderator`. */
export function roleInWords(t: Translate, role: string): string {
  const key = `journal.by.${role}`;
  return isMessageKey(key) ? t(key) : role;
}
