import type { Fields } from "../../plain-browser.ts";

const PLACES = ["Quimper", "Morlaix", "Vannes", "Redon", "Fougères", "Lannion", "Auray", "Vitré", "Dinan", "Loudéac"];
const TRADES = ["infirmière", "médecin", "pharmacien", "sage-femme", "kinésithérapeute", "secrétaire médicale"];

/** Thirty-four people who want a date, each in their own words. */
const DATES: readonly Fields[] = Array.from({ length: 34 }, (_, n) => ({
  body: `${n % 2 === 0 ? "Je suis" : "Moi qui suis"} ${TRADES[n % TRADES.length]} à ${PLACES[n % PLACES.length]}, je demande une échéance : ${
    ["sans date, rien ne se vérifie", "écrivez l’année", "dites pour quand", "une date, et qui en répond"][n % 4]
  }. ${"Nous attendons depuis longtemps. ".repeat(n % 3)}Numéro ${n + 1} de notre tournée.`,
}));

/** One text that eleven people sent. */
const APPEAL =
  "Nous demandons que chaque document versé soit lisible par tous : gros caractères, phrases courtes, et une version que l’on peut écouter chez soi.";
const COPIES: readonly Fields[] = Array.from({ length: 11 }, (_, n) => ({
  body: n < 6 ? APPEAL : `${APPEAL} Merci, ${PLACES[n % PLACES.length]}.`,
}));

const OTHERS: readonly Fields[] = Array.from({ length: 12 }, (_, n) => ({
  body: `À ${PLACES[n % PLACES.length]}, ${
    [
      "le réseau ne passe pas dans la vallée",
      "personne ne m’a expliqué ce qu’est un versement",
      "mon laboratoire le fait déjà très bien",
      "qui paie le temps passé à verser",
    ][n % 4]
  }, et je le raconte ici pour la ${n + 1}ᵉ fois.`,
}));

export const PHONE = "06 12 34 56 78";
/** What a moderator will mask. */
const WITH_PHONE: Fields = {
  body: `Appelez-moi au ${PHONE} : je verse des documents chaque jour et je peux montrer comment.`,
};

/** Two rewritings that want different words in the same place. */
export const REWRITINGS = { kept: "chaque semaine", other: "deux fois par mois" } as const;
export const REWRITTEN = "de façon courante";

/** The two amendments are completed with the words of the passage when they are sent. */
export const AMENDMENTS: readonly { readonly to: string; readonly body: string }[] = [
  { to: REWRITINGS.kept, body: "Un rythme que chacun peut vérifier." },
  { to: REWRITINGS.other, body: "Plus souvent serait intenable au cabinet." },
];
const PASSAGE =
  "Les professionnels et les établissements versent les documents utiles dans Mon espace santé, de façon courante et sans double saisie.";
const amendment = ({ to, body }: (typeof AMENDMENTS)[number]): Fields => ({
  kind: "amendment",
  proposedText: PASSAGE.replace(REWRITTEN, to),
  body,
});

export const CONTRIBUTIONS: readonly Fields[] = [
  ...DATES,
  ...COPIES,
  ...OTHERS,
  WITH_PHONE,
  ...AMENDMENTS.map(amendment),
];
/** Where each kind stands in the list. */
export const AT = { dates: 0, copies: 34, others: 45, phone: 57, kept: 58, other: 59 } as const;
