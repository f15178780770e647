/** Two ways of seeing, and what each thinks of a statement: `all` agree, `paper` against `phone`. */
export type Side = "paper" | "phone";
type Written = { readonly text: string; readonly agrees: "all" | Side };

const all = (text: string): Written => ({ text, agrees: "all" });
const paper = (text: string): Written => ({ text, agrees: "paper" });
const phone = (text: string): Written => ({ text, agrees: "phone" });

/** Thirty statements on one question: ten that unite, ten for each side. */
export const STATEMENTS: readonly Written[] = [
  all("Un accueil humain doit exister dans chaque hôpital."),
  all("Les courriers de santé devraient être écrits en mots simples."),
  all("Chacun doit savoir qui a consulté son dossier."),
  all("Un rendez-vous annulé devrait être proposé à quelqu’un d’autre."),
  all("Les aidants devraient être mieux accompagnés."),
  all("Les mots de passe oubliés font perdre trop de temps."),
  all("Le numéro d’aide devrait être gratuit."),
  all("Les horaires des pharmacies de garde devraient être faciles à trouver."),
  all("Les formulaires ne devraient pas demander deux fois la même chose."),
  all("Les pannes devraient être annoncées."),
  paper("Je préfère recevoir mes résultats par la poste."),
  paper("L’ordonnance sur papier doit rester la règle."),
  paper("Je ne veux pas de dossier de santé en ligne."),
  paper("Le téléphone suffit pour prendre rendez-vous."),
  paper("Les écrans prennent trop de place pendant la consultation."),
  paper("Les données de santé sont mieux gardées chez le médecin."),
  paper("Le carnet de santé doit rester un carnet."),
  paper("Les bornes à l’accueil devraient disparaître."),
  paper("Il y a déjà trop de services en ligne."),
  paper("Former les gens au numérique coûte trop cher pour ce que cela apporte."),
  phone("Je veux tous mes résultats sur mon téléphone."),
  phone("La carte Vitale devrait être sur le téléphone de chacun."),
  phone("La consultation à distance me convient."),
  phone("Les rappels par message sont utiles."),
  phone("Mon dossier devrait suivre partout sans que je le demande."),
  phone("L’ordonnance numérique devrait remplacer le papier."),
  phone("La prise de rendez-vous en ligne devrait être possible partout."),
  phone("Je suis prêt à partager mes données pour la recherche."),
  phone("Les objets connectés devraient envoyer leurs mesures au médecin."),
  phone("Un assistant en ligne peut répondre aux questions simples."),
];

export type Choice = "agree" | "disagree" | "pass";

/** What the person of this rank answers: as their side thinks, but for one answer in eight, which passes or differs. */
export function answerOf(text: string, person: { readonly side: Side; readonly rank: number }): Choice {
  const index = STATEMENTS.findIndex((statement) => statement.text === text);
  const statement = STATEMENTS[index];
  if (!statement) throw new Error(`nobody wrote: ${text}`);
  const wavering = (index * 7 + person.rank * 3) % 16;
  if (wavering === 0) return "pass";
  const agrees = statement.agrees === "all" || statement.agrees === person.side;
  return agrees === (wavering !== 1) ? "agree" : "disagree";
}
