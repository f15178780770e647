import { IntlMessageFormat } from "intl-messageformat";
import type { Lang } from "#kernel/lang.ts";
import { en, fr, type MessageKey } from "./generated/messages.ts";

export type { MessageKey };
export type MessageValues = Readonly<Record<string, string | number | Date>>;
/** The sentence of a key, in the language of the page. Plain text: the pieces of page escape it. */
export type Translate = (key: MessageKey, values?: MessageValues) => string;

const catalogues: Readonly<Record<Lang, Readonly<Record<MessageKey, string>>>> = { fr, en };
const LOCALES = { fr: "fr-FR", en: "en-GB" } as const;
/** Most messages have neither placeholder nor quote, and need no formatting at all. */
const PLAIN = /^[^{}']*$/;

function createTranslator(lang: Lang): Translate {
  const catalogue = catalogues[lang];
  const compiled = new Map<MessageKey, IntlMessageFormat | string>();
  const compile = (key: MessageKey): IntlMessageFormat | string => {
    const text = catalogue[key];
    if (text === undefined) throw new Error(`no message ${key} in ${lang}`);
    const message = PLAIN.test(text)
      ? text
      : new IntlMessageFormat(text, LOCALES[lang], undefined, { ignoreTag: true });
    compiled.set(key, message);
    return message;
  };
  return (key, values) => {
    const message = compiled.get(key) ?? compile(key);
    return typeof message === "string" ? message : String(message.format(values));
  };
}

const translators: Readonly<Record<Lang, Translate>> = { fr: createTranslator("fr"), en: createTranslator("en") };

/** One translator per language for the whole process; messages are compiled at first use. */
export function translator(lang: Lang): Translate {
  return translators[lang];
}

/** True for a text that names a message: what comes from outside the compiler (validation, errors) is checked here. */
export function isMessageKey(text: string): text is MessageKey {
  return Object.hasOwn(fr, text);
}
