export const WITNESS_SENTENCES = {
  witnessHelp: {
    en: "Use: jalon witness init --key FILE --state FILE --name NAME; then jalon witness --key FILE --state FILE --policy FILE --port N [--host HOST] [--prefix /PATH]",
    fr: "Usage : jalon witness init --key FICHIER --state FICHIER --name NOM ; puis jalon witness --key FICHIER --state FICHIER --policy FICHIER --port N [--host HÔTE] [--prefix /CHEMIN]",
  },
  witnessMade: {
    en: "Key in {key}, record in {state}: keep a copy of the key, never one of the record. The line above is for the site.",
    fr: "Clé dans {key}, mémoire dans {state} : gardez une copie de la clé, jamais de la mémoire. La ligne du dessus est pour le site.",
  },
  fileExists: { en: "{file} is there already: nothing is replaced.", fr: "{file} existe déjà : rien n’est remplacé." },
  stateMissing: {
    en: "The record {file} cannot be read ({why}). A witness without its record could cosign a fork: restore it, or begin again with a new key.",
    fr: "La mémoire {file} ne peut pas être lue ({why}). Un témoin sans mémoire pourrait contresigner une bifurcation : rétablissez-la, ou recommencez avec une nouvelle clé.",
  },
  badState: { en: "{file} is not the record of a witness.", fr: "{file} n’est pas la mémoire d’un témoin." },
  stateChanged: {
    en: "{file} was written by something else: this witness stops.",
    fr: "{file} a été écrit par autre chose : ce témoin s’arrête.",
  },
  badKeyFile: {
    en: "{file}: a key file is one line, a name and 64 digits.",
    fr: "{file} : une clé est une ligne, un nom et 64 chiffres.",
  },
  keyReadable: { en: "Warning: others may read {file}.", fr: "Attention : d’autres peuvent lire {file}." },
  badPrefix: { en: "--prefix is a path such as /w1.", fr: "--prefix est un chemin, comme /w1." },
  cannotListen: {
    en: "Cannot listen on {host}, port {port} ({why}).",
    fr: "Impossible d’écouter sur {host}, port {port} ({why}).",
  },
} as const;
