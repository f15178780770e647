import { urls } from "#kernel/urls.ts";
import type { Person } from "../people.ts";
import { AT, REWRITINGS } from "./contributions.ts";
import { fills, numberOf, picks, sendsForm } from "./gestures.ts";
import { type HeartStory, PROCESS, type Step } from "./story.ts";

const REASON = "Une date se vérifie : le texte doit la donner, avec celui qui en répond.";
const ANSWER = "L’édition suivante donne une échéance et nomme un responsable.";

async function decides(editor: Person, verdict: string, words: { reason: string; answer: string }): Promise<void> {
  await picks(editor, "verdict", verdict);
  await fills(editor, "reason", words.reason);
  await fills(editor, "answer", words.answer);
  await sendsForm(editor, "check");
  await sendsForm(editor, "save");
}

const decisionOf = (editor: Person): string => /decisions\/(\d+)/.exec(editor.page.url())?.[1] ?? "";

/** The editor asks, another person approves. */
async function isReviewed({ editor, reviewer }: HeartStory, decision: string): Promise<void> {
  await editor.opens(urls.teamDecision("fr", { decision }));
  await editor.presses("Envoyer en relecture");
  await reviewer.opens(urls.teamDecision("fr", { decision }));
  await sendsForm(reviewer, "approved");
}

export const DECIDING: readonly Step[] = [
  {
    title: "L’administratrice demande qu’une seconde personne approuve chaque décision",
    async run({ reviewer }) {
      await reviewer.opens(urls.teamProcess("fr", { process: PROCESS }));
      await reviewer.page.getByText("Changer la présentation et le texte").first().click();
      await picks(reviewer, "secondReader", "yes");
      await reviewer.presses("Enregistrer la présentation");
      await reviewer.opens(urls.process("fr", { process: PROCESS }));
      await reviewer.reads("Chaque décision est approuvée par une seconde personne avant sa publication.");
    },
  },
  {
    title: "La rédactrice décide pour les trente-quatre à la fois ; une autre personne approuve",
    async run(story) {
      const { editor, claim } = story;
      await editor.opens(urls.teamDecisionNew("fr", { demarche: PROCESS, constat: claim, tout: "on" }));
      await decides(editor, "accepted", { reason: REASON, answer: ANSWER });
      story.decision = decisionOf(editor);
      await editor.reads(/34/);
      await isReviewed(story, story.decision);
    },
  },
];

/** The editor says what becomes of an amendment, with a decision of its own. Gives the number of that decision. */
async function treats(
  { editor }: HeartStory,
  number: string,
  { choice, verdict, reason, answer }: { choice: "apply" | "decline"; verdict: string; reason: string; answer: string },
): Promise<string> {
  await editor.opens(urls.teamAmendment("fr", { number }));
  await picks(editor, "choice1", choice);
  const isChosen = editor.page.locator('main input[type="radio"][name="decision"][value="new"]');
  if ((await isChosen.count()) > 0) await isChosen.check();
  await picks(editor, "verdict", verdict);
  await fills(editor, "reason", reason);
  await fills(editor, "answer", answer);
  await editor.presses("Enregistrer");
  await editor.opens(urls.teamAmendment("fr", { number }));
  const link = editor.page.getByRole("main").locator('a[href*="/equipe/decisions/"]').first();
  return /decisions\/(\d+)/.exec((await link.getAttribute("href")) ?? "")?.[1] ?? "";
}

async function preparesEdition(editor: Person): Promise<string> {
  await editor.opens(urls.teamEditions("fr"));
  const text = editor.page
    .locator("section")
    .filter({ has: editor.page.getByRole("heading", { name: /copie d’essai/ }) });
  await text.getByRole("button", { name: /^Préparer l’édition \d+$/ }).click();
  return /editions\/([0-9a-f-]{36})/.exec(editor.page.url())?.[1] ?? "";
}

async function publishesEdition({ editor }: HeartStory, edition: string): Promise<void> {
  await editor.opens(urls.teamEditionPublish("fr", { edition }));
  await editor.presses(/^Publier l’édition \d+ et les réponses$/);
  await editor.reads("L’édition et les réponses sont publiées.");
}

export const CHANGING: readonly Step[] = [
  {
    title: "Deux rédactions veulent d’autres mots au même endroit : le conflit est montré à tous",
    async run(story) {
      story.edition = await preparesEdition(story.editor);
      await story.editor.opens(urls.teamAmendments("fr", { demarche: PROCESS }));
      await story.editor.reads(numberOf(story, AT.kept));
      await story.citizen.opens(urls.processAmendments("fr", { process: PROCESS }, { conflit: "oui" }));
      await story.citizen.reads(new RegExp(`n°\\s${numberOf(story, AT.other)}`));
    },
  },
  {
    title: "L’une entre dans l’édition en préparation, l’autre est refusée avec sa raison",
    async run(story) {
      const kept = await treats(story, numberOf(story, AT.kept), {
        choice: "apply",
        verdict: "accepted",
        reason: "Un rythme se vérifie, et il tient au cabinet.",
        answer: "Votre rédaction est reprise dans l’édition suivante.",
      });
      const other = await treats(story, numberOf(story, AT.other), {
        choice: "decline",
        verdict: "declined",
        reason: "Deux fois par mois laisserait des documents attendre quinze jours.",
        answer: "Une autre rédaction de ces mots est retenue.",
      });
      if (kept === "" || kept === other) throw new Error(`two decisions are expected: ${kept}, ${other}`);
      await isReviewed(story, kept);
      await isReviewed(story, other);
    },
  },
  {
    title: "Une dernière décision répond à toutes celles qui attendent encore",
    async run(story) {
      const { editor } = story;
      await editor.opens(urls.teamDecisionNew("fr", { demarche: PROCESS, verdict: "attente", tout: "on" }));
      await editor.reads(/24 contributions/);
      await decides(editor, "to_be_studied", {
        reason: "Ces récits éclairent la mise en œuvre, que le texte ne règle pas.",
        answer: "Votre récit est transmis à l’équipe qui prépare la mise en œuvre, réponse au printemps.",
      });
      await isReviewed(story, decisionOf(editor));
    },
  },
  {
    title: "L’édition 2 et les soixante réponses sont publiées par un seul acte",
    async run(story) {
      await publishesEdition(story, story.edition);
      await story.citizen.opens(urls.processAnswers("fr", { process: PROCESS }));
      await story.citizen.reads("60 réponses publiées sur 60 contributions");
      await story.citizen.opens(urls.contribution("fr", { number: numberOf(story, AT.kept) }));
      await story.citizen.reads(REWRITINGS.kept);
    },
  },
  {
    title: "Une autrice dit que la réponse ne lui répond pas",
    async run({ citizen, sent }) {
      await citizen.opens(urls.receiptOpinion("fr", { code: sent[AT.dates]?.receipt ?? "" }));
      await picks(citizen, "value", "no");
      await fills(citizen, "why", "Quelle date ? Vous ne la dites pas.");
      await citizen.presses("Envoyer");
      await citizen.reads("Merci, votre avis sur la réponse est compté.");
    },
  },
  {
    title: "La décision est révisée pour trois personnes, avec sa raison ; l’ancienne reste lisible",
    async run(story) {
      const { editor, decision } = story;
      await editor.opens(urls.teamDecision("fr", { decision }));
      await editor.page
        .getByRole("main")
        .getByRole("link", { name: /^Réviser/ })
        .first()
        .click();
      await fills(editor, "revisionReason", "Une autrice a fait remarquer que la réponse ne donnait aucune date.");
      await picks(editor, "scope", "part");
      await fills(editor, "numbers", [0, 1, 2].map((place) => numberOf(story, place)).join(", "));
      await editor.presses("Préparer la révision");
      story.revision = decisionOf(editor);
      await isReviewed(story, story.revision);
    },
  },
  {
    title: "Une phrase de plus dans l’édition 3 suit cette révision ; les deux sont publiées ensemble",
    async run(story) {
      const { editor, revision } = story;
      story.edition = await preparesEdition(editor);
      await editor.opens(urls.teamEditionPassage("fr", { edition: story.edition, anchor: "p1" }, { etape: "texte" }));
      const field = editor.page.getByLabel("Texte du passage");
      await field.fill(`${await field.inputValue()} Cet objectif est tenu avant la fin de 2027.`);
      await editor.presses("Enregistrer");
      await editor.chooses("Elle suit une ou plusieurs décisions");
      await editor.chooses(new RegExp(`Décision n°\\s${revision}\\b`));
      await editor.presses("Enregistrer");
      await publishesEdition(story, story.edition);
      await story.citizen.opens(urls.contribution("fr", { number: numberOf(story, AT.dates) }));
      for (const decision of [story.decision, revision]) {
        await story.citizen.page
          .locator(`main a[href="${urls.decision("fr", { number: decision })}"]`)
          .first()
          .waitFor();
      }
    },
  },
  {
    title: "Chaque invariant tient",
    async run({ product }) {
      const broken = await product.doctor();
      if (broken.length > 0) throw new Error(`broken: ${broken.join(", ")}`);
    },
  },
];
