// The commands of `jalon verify`, as people read them; verify.ts runs them.
import type { CommandWords } from "./arguments.ts";

const EVERYWHERE = ["json", "lang"] as const;

export const VERIFY_COMMANDS: readonly CommandWords[] = [
  {
    name: "receipt",
    alias: "recu",
    arguments: ["<file>"],
    summary: {
      en: "Check a proof offline, or an acknowledgement; --from looks in the log for what it promised.",
      fr: "Vérifie une preuve hors ligne, ou un accusé de réception ; --from cherche au journal ce qu’il promet.",
    },
    options: ["content", "policy", "key", "from", ...EVERYWHERE],
  },
  {
    name: "journal",
    arguments: ["<place>"],
    summary: {
      en: "Check a whole log, from a site or a folder: tiles, leaves, what may follow what, root, witnesses.",
      fr: "Vérifie tout un journal, d’un site ou d’un dossier : tuiles, lignes, enchaînements, racine, témoins.",
    },
    options: ["since", "policy", "key", "evidence", ...EVERYWHERE],
  },
  {
    name: "consistency",
    alias: "coherence",
    arguments: ["<one>", "<other>"],
    summary: {
      en: "Compare two checkpoints: the later one must continue the earlier one.",
      fr: "Compare deux états signés : le plus récent doit continuer l’autre.",
    },
    options: ["from", "policy", "key", "evidence", ...EVERYWHERE],
  },
  {
    name: "opening",
    alias: "ouverture",
    arguments: ["<object>", "<revision>"],
    summary: {
      en: "Check that a published text is what its leaf committed to.",
      fr: "Vérifie qu’un texte publié est celui qu’engage sa ligne.",
    },
    options: ["from", "policy", "key", ...EVERYWHERE],
  },
  {
    name: "tally",
    alias: "depouillement",
    arguments: ["<poll>"],
    summary: {
      en: "Recount a poll from its lots and openings, against its published result.",
      fr: "Recompte un scrutin d’après ses lots et ses ouvertures, contre le résultat publié.",
    },
    options: ["from", "policy", "key", ...EVERYWHERE],
  },
  {
    name: "site",
    arguments: ["<address>"],
    summary: {
      en: "Compare what a site shows with its log: nothing added, nothing changed, nothing missing.",
      fr: "Compare ce que montre un site avec son journal : rien d’ajouté, rien de changé, rien qui manque.",
    },
    options: ["policy", "key", ...EVERYWHERE],
  },
  {
    name: "follow",
    alias: "suivre",
    arguments: ["<address>"],
    summary: {
      en: "For cron: check that a log continues what was last seen, and keep a copy of it.",
      fr: "Pour cron : vérifie qu’un journal continue ce qui a été vu, et en garde une copie.",
    },
    options: ["state", "mirror", "policy", "key", "evidence", ...EVERYWHERE],
  },
];
