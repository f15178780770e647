import { urls } from "#kernel/urls.ts";
import { AT, PHONE } from "./contributions.ts";
import { fills, numberOf, picks, receiptOf, sendsForm, until } from "./gestures.ts";
import { PROCESS, type Step, sendAll } from "./story.ts";

const CLAIM = "Trente-quatre personnes demandent une échéance écrite pour le versement des documents.";
const CLAIM_OF_THE_EDITOR =
  "Trente-quatre personnes de Bretagne demandent une échéance écrite, et un nom qui en réponde.";

export const BEFORE: readonly Step[] = [
  {
    title: "Soixante personnes écrivent, dont deux proposent d’autres mots au même endroit",
    async run(story) {
      story.sent = await sendAll(story.product);
      if (new Set(story.sent.map(({ receipt }) => receipt)).size !== 60) throw new Error("sixty receipts are expected");
    },
  },
  {
    title: "Le modérateur en lit soixante, et masque un numéro de téléphone",
    async run(story) {
      const { moderator, product } = story;
      await moderator.signsIn(product, "moderator");
      await moderator.opens(urls.teamModeration("fr"));
      await moderator.follows("Lire la plus ancienne");
      for (let read = 0; read < 60; read += 1) {
        const isMasked = moderator.page.url().endsWith(`/${numberOf(story, AT.phone)}`);
        await picks(moderator, "verb", isMasked ? "mask" : "publish");
        if (isMasked) {
          await moderator.page.locator('main select[name="ground"]').selectOption("personal_data");
          await fills(moderator, "reason", "Un numéro de téléphone permet de vous joindre.");
        }
        await moderator.presses(/^Enregistrer/);
      }
      await moderator.opens(urls.contribution("fr", { number: numberOf(story, AT.phone) }));
      if ((await moderator.words()).includes(PHONE)) throw new Error("the telephone number is still shown");
    },
  },
  {
    title: "Son autrice conteste le masquage ; une autre personne maintient, et dit pourquoi",
    async run(story) {
      const { citizen, reviewer, product } = story;
      await citizen.opens(urls.receipt("fr", { code: receiptOf(story, AT.phone) }));
      await citizen.follows("Contester");
      await citizen.page
        .locator('main textarea[name="words"]')
        .fill("Je veux bien que l’on m’appelle, c’est mon choix.");
      await citizen.presses("Envoyer le recours");
      await reviewer.signsIn(product, "administrator");
      await reviewer.opens(urls.teamAppeals("fr"));
      await reviewer.page.getByRole("main").locator('a[href*="/equipe/recours/"]').first().click();
      await reviewer.page.locator('main input[type="radio"][value="upheld"]').check();
      await reviewer.page
        .locator("main textarea")
        .first()
        .fill("La page est publique : donnez votre numéro à l’équipe, qui vous rappellera.");
      await reviewer.presses(/^Enregistrer|^Répondre|^Trancher/);
      await citizen.page.reload();
      await citizen.reads(/donnez votre numéro à l’équipe/);
    },
  },
];

export const READING: readonly Step[] = [
  {
    title: "L’analyste fait chercher les textes semblables, et lit les soixante, une par une",
    async run({ analyst, product }) {
      await analyst.signsIn(product, "analyst");
      // the search for texts alike runs meanwhile
      await analyst.opens(urls.teamCampaigns("fr", { demarche: PROCESS }));
      await analyst.presses("Chercher les textes semblables");
      await analyst.opens(urls.teamReadingDesk("fr", { process: PROCESS }));
      await analyst.follows("Commencer à lire");
      for (let read = 0; read < 60; read += 1) await analyst.presses(/^Lu/);
      await analyst.opens(urls.teamReading("fr"));
      const [row = ""] = await analyst.page.getByRole("row", { name: /Rejouez la concertation/ }).allInnerTexts();
      if (!row.includes("60")) throw new Error(`sixty readings are expected: ${row}`);
    },
  },
  {
    title: "Onze personnes ont envoyé le même texte : elle les réunit, chaque texte est gardé",
    async run({ analyst }) {
      await analyst.opens(urls.teamCampaigns("fr", { demarche: PROCESS }));
      await until(analyst, /Proposés \([1-9]/);
      await analyst.page
        .getByRole("main")
        .getByRole("link", { name: /^Proposés/ })
        .click();
      const appeal = analyst.page.locator("main li, main tr").filter({ hasText: "Nous demandons que chaque document" });
      await appeal.locator('a[href*="/equipe/envois-groupes/"]').first().click();
      await analyst.presses(/^Regrouper/);
      await analyst.opens(urls.processCampaigns("fr", { process: PROCESS }));
      await analyst.reads(/11/);
    },
  },
  {
    title: "Elle ajoute un thème et y range d’un coup les trente-quatre qui demandent une échéance",
    async run({ analyst }) {
      await analyst.opens(urls.teamThemeNew("fr", { process: PROCESS }));
      await fills(analyst, "name", "Échéances");
      await fills(analyst, "definition", "Ce que l’on demande de dater, et qui en répond.");
      await analyst.presses("Enregistrer");
      await analyst.opens(urls.teamCoding("fr", { process: PROCESS }, { q: "échéance" }));
      await analyst.reads(/^Les 34 contributions de ce filtre/);
      await analyst.page.locator("#bulk-theme").selectOption({ label: "Échéances" });
      await analyst.presses("Ranger toute la liste");
      await analyst.reads("Le lot est enregistré.");
    },
  },
  {
    title: "Elle écrit un constat et y rattache les trente-quatre, exactement",
    async run(story) {
      const { analyst } = story;
      await analyst.opens(urls.teamSynthesis("fr", { process: PROCESS }));
      await fills(analyst, "text", CLAIM);
      await picks(analyst, "kind", "claim");
      await sendsForm(analyst, "add");
      const link = analyst.page.getByRole("main").locator('a[href*="/equipe/constats/"]').first();
      story.claim = /constats\/(\d+)/.exec((await link.getAttribute("href")) ?? "")?.[1] ?? "";
      await analyst.opens(urls.teamSynthesis("fr", { process: PROCESS }, { q: "échéance" }));
      await analyst.chooses(/^Toutes les contributions que ce filtre trouve \(34\)/);
      await analyst.page.getByRole("main").getByLabel("Rattacher au constat").selectOption({ index: 1 });
      await picks(analyst, "stance", "supports");
      await sendsForm(analyst, "attach");
      await analyst.opens(urls.teamClaim("fr", { number: story.claim }));
      await analyst.reads(/34/);
    },
  },
  {
    title: "Deux personnes écrivent le même constat : la seconde voit les deux textes, aucun n’est perdu",
    async run(story) {
      const { analyst, editor, product, claim } = story;
      await editor.signsIn(product, "editor");
      await editor.opens(urls.teamClaim("fr", { number: claim }));
      await fills(analyst, "text", `${CLAIM} Plusieurs veulent aussi un nom.`);
      await fills(editor, "text", CLAIM_OF_THE_EDITOR);
      await analyst.presses("Enregistrer");
      await editor.presses("Enregistrer");
      await editor.reads(/Plusieurs veulent aussi/);
      const kept = await editor.page.locator('main [name="text"]').first().inputValue();
      if (kept !== CLAIM_OF_THE_EDITOR) throw new Error(`the editor's words are lost: ${kept}`);
      await editor.presses("Enregistrer");
      await editor.opens(urls.teamClaimVersions("fr", { number: claim }));
      await editor.reads(/Plusieurs veulent aussi/);
      await editor.reads(/de Bretagne/);
    },
  },
];
