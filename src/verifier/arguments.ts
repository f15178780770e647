// Words of the command line: the table of commands is what --help, the manual and the program itself read.
import { parseArgs } from "node:util";
import { EXIT, Fault } from "./fault.ts";
import type { Options } from "./run.ts";
import { type Lang, langOf } from "./words.ts";

export type CommandWords = {
  readonly name: string;
  /** The same command in French, when its name is not the same. */
  readonly alias?: string;
  readonly arguments: readonly string[];
  readonly summary: { readonly en: string; readonly fr: string };
  readonly options: readonly (keyof typeof OPTIONS)[];
};

type Described = { readonly value?: string; readonly en: string; readonly fr: string };
export const OPTIONS = {
  policy: {
    value: "file",
    en: "policy file: logs, witnesses, quorum",
    fr: "fichier de politique : journaux, témoins, quorum",
  },
  key: {
    value: "vkey",
    en: "verifier key, when there is no policy file",
    fr: "clé de vérification, sans fichier de politique",
  },
  content: { value: "file", en: "text kept apart from its proof", fr: "texte gardé à part de sa preuve" },
  from: {
    value: "place",
    en: "address of a site, or folder with its files",
    fr: "adresse d’un site, ou dossier de ses fichiers",
  },
  since: {
    value: "file",
    en: "older checkpoint: the log must continue it",
    fr: "état signé plus ancien : le journal doit le continuer",
  },
  state: {
    value: "file",
    en: "where the last checkpoint seen is kept",
    fr: "où le dernier état signé vu est gardé",
  },
  mirror: { value: "folder", en: "keep a copy of the log there", fr: "garder là une copie du journal" },
  evidence: {
    value: "folder",
    en: "where contradicting checkpoints are written (default: here)",
    fr: "où écrire les états signés contradictoires (sinon : ici)",
  },
  json: { en: "print JSON", fr: "écrire du JSON" },
  lang: { value: "lang", en: "fr or en (default: that of the system)", fr: "fr ou en (sinon : celle du système)" },
} as const satisfies Readonly<Record<string, Described>>;

export type Typed = {
  readonly words: readonly string[];
  readonly options: Options;
  readonly isJson: boolean;
  readonly isHelp: boolean;
  readonly lang: Lang;
};

/** What was typed; an option that does not exist is wrong use. */
export function readArguments(words: readonly string[]): Typed {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        policy: { type: "string" },
        key: { type: "string" },
        content: { type: "string", multiple: true },
        from: { type: "string" },
        since: { type: "string" },
        state: { type: "string" },
        mirror: { type: "string" },
        evidence: { type: "string" },
        json: { type: "boolean" },
        help: { type: "boolean", short: "h" },
        lang: { type: "string" },
      },
    });
    const { json = false, help = false, lang, ...options } = values;
    if (lang !== undefined && lang !== "fr" && lang !== "en") throw new Fault(EXIT.usage, "badLang");
    return { words: positionals, options, isJson: json, isHelp: help, lang: lang ?? langOf(process.env) };
  } catch (error) {
    if (error instanceof Fault) throw error;
    const what = / '(-[^'\s]*)/.exec((error as Error).message)?.[1] ?? "?";
    throw new Fault(EXIT.usage, "badOption", { what });
  }
}

/** Refuses words that the command does not take, and options that are for others. */
export function checkArguments(
  { words, options }: Typed,
  { arguments: wanted, options: taken, name }: CommandWords,
): void {
  const least = wanted.filter((argument) => argument.startsWith("<")).length;
  if (words.length < least || words.length > wanted.length) {
    throw new Fault(EXIT.usage, "badWords", { usage: `${name} ${wanted.join(" ")}` });
  }
  const stranger = Object.keys(options).find((option) => !(taken as readonly string[]).includes(option));
  if (stranger !== undefined) throw new Fault(EXIT.usage, "badOption", { what: `--${stranger}` });
}
