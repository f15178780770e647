import { writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { urls } from "#kernel/urls.ts";
import type { Sql } from "#platform/db.ts";
import type { Person } from "../people.ts";
import type { JournalStory, Step } from "./story.ts";
import { verifies } from "./verifier.ts";

const TRIAL = "rejouer-la-concertation";
const WORDS = "Prévoir un tutoriel hors ligne : dans les zones blanches, on ne peut pas regarder de vidéo.";
const OTHER = "Former les aidants à ces outils, avec du temps prévu pour cela dans leur journée.";

/** Presses a button that gives a file, and keeps it. */
async function takes(person: Person, button: string, folder: string): Promise<string> {
  const [download] = await Promise.all([person.page.waitForEvent("download"), person.presses(button)]);
  const file = path.join(folder, download.suggestedFilename());
  await download.saveAs(file);
  return file;
}

/** Sends a comment without account, up to the page that thanks; gives the tracking code. */
async function contributes(person: Person, words: string): Promise<string> {
  await person.opens(urls.contributeStart("fr", { process: TRIAL }));
  await person.chooses("Sur l’ensemble du texte");
  await person.presses("Commencer");
  await person.chooses("Donner un avis");
  await person.presses("Continuer");
  await person.page.getByRole("main").locator("textarea").first().fill(words);
  await person.presses("Continuer");
  await person.chooses("Sans nom");
  await person.presses("Continuer");
  await person.chooses("Non");
  await person.presses("Continuer");
  await person.presses("Envoyer ma contribution");
  await person.readsTitle("Votre contribution est envoyée");
  return /\b(?:[A-Z2-9]{4}-){2}[A-Z2-9]{4}\b/.exec(await person.words())?.[0] ?? "";
}

/** Looks at the page again until it says so: the journal takes a second or two. */
async function waitsFor(person: Person, words: string): Promise<void> {
  for (let tries = 0; tries < 40; tries += 1) {
    if ((await person.words()).includes(words)) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
    await person.page.reload();
  }
  await person.reads(words);
}

async function publishes(story: JournalStory, words: string): Promise<string> {
  const { moderator } = story;
  await moderator.goesTo("Espace équipe");
  await moderator.follows(/Contributions à lire/);
  await moderator.page
    .getByRole("main")
    .getByRole("link")
    .filter({ hasText: words.slice(0, 20) })
    .first()
    .click();
  await moderator.reads(words);
  const number =
    /\d+/.exec((await moderator.page.getByRole("heading", { level: 1 }).allInnerTexts()).join())?.[0] ?? "";
  await moderator.chooses("Publier telle quelle");
  await moderator.presses("Enregistrer et lire la suivante");
  await moderator.reads("Votre décision est enregistrée.");
  return number;
}

/** What nobody else promises: a proof that words were received, and a site that can be compared with its log by anybody. */
export const JOURNAL: readonly Step[] = [
  {
    title: "Sans compte ni JavaScript, une citoyenne contribue et la page lui montre ce que devient son texte",
    async run(story) {
      story.code = await contributes(story.citizen, WORDS);
      if (!story.code) throw new Error("no tracking code");
      await story.citizen.reads("Garder la preuve");
    },
  },
  {
    title: "Quelques secondes plus tard, son texte est au journal : elle télécharge la preuve",
    async run(story) {
      const { citizen, folder } = story;
      await waitsFor(citizen, "Inscrite au journal");
      story.proofFile = await takes(citizen, "Télécharger la preuve", folder);
    },
  },
  {
    title: "Une journaliste vérifie cette preuve avec son propre programme, sans réseau",
    async run({ journalist, proofFile, folder, product }) {
      const policy = await journalist.page.request.get(`${product.url}/journal/politique`);
      const file = path.join(folder, "politique");
      writeFileSync(file, await policy.text());
      const said = await verifies(0, folder, "recu", proofFile, "--policy", file);
      if (!said.includes("contribution")) throw new Error(said);
    },
  },
  {
    title: "La citoyenne la vérifie sur le site, sans JavaScript",
    async run({ citizen, proofFile }) {
      await citizen.opens("/fr/journal/verifier");
      await citizen.page.getByLabel("Ou choisissez le fichier").setInputFiles(proofFile);
      await citizen.presses("Vérifier");
      await citizen.reads("Cette preuve est vraie");
    },
  },
  {
    title: "La journaliste la vérifie encore avec la page à garder, hors ligne",
    async run({ journalist, proofFile, folder }) {
      await journalist.opens("/fr/journal/verifier");
      const [download] = await Promise.all([
        journalist.page.waitForEvent("download"),
        journalist.follows("Télécharger la page de vérification"),
      ]);
      const file = path.join(folder, "page.html");
      await download.saveAs(file);
      await journalist.context.setOffline(true);
      await journalist.page.goto(pathToFileURL(file).href);
      await journalist.page.locator('input[type="file"]').first().setInputFiles(proofFile);
      await journalist.page.getByRole("button", { name: "Vérifier" }).first().click();
      await journalist.page.getByText("Cette preuve est vraie").first().waitFor();
      await journalist.context.setOffline(false);
    },
  },
  {
    title: "Un modérateur publie ; le site et le journal disent la même chose",
    async run(story) {
      await story.moderator.signsIn(story.product, "moderator");
      story.contribution = await publishes(story, WORDS);
      await untilLogged(story);
      await verifies(0, story.folder, "site", story.product.url);
    },
  },
  {
    title: "La citoyenne efface sa contribution : la page dit ce qui disparaît et ce qui reste",
    async run(story) {
      const { citizen, code } = story;
      await citizen.opens("/fr/mes-donnees");
      await citizen.writes("Code de suivi", code);
      await citizen.presses("Trouver ma contribution");
      await citizen.follows("Effacer cette contribution");
      await citizen.reads("Ce qui disparaît tout de suite");
      await citizen.reads("Ce que personne ne peut rappeler");
      await citizen.chooses(/J’ai compris/);
      await citizen.presses("Effacer maintenant");
      await citizen.reads("C’est effacé");
    },
  },
  {
    title: "Son texte n’est plus nulle part, la page dit pourquoi, et le journal tient toujours",
    async run(story) {
      const { journalist, product, folder, contribution, proofFile } = story;
      await untilLogged(story);
      await journalist.opens(`/fr/contributions/${contribution}`);
      const said = await journalist.words();
      if (said.includes(WORDS.slice(0, 30)) || !/effacée/i.test(said)) throw new Error(said.slice(0, 400));
      await verifies(0, folder, "site", product.url);
      await verifies(0, folder, "journal", product.url);
      await verifies(0, folder, "recu", proofFile, "--policy", path.join(folder, "politique"));
    },
  },
  {
    title: "Quelqu’un enlève une contribution de la base à la main : la vérification échoue et la nomme",
    async run(story) {
      await contributes(story.citizen, OTHER);
      const number = await publishes(story, OTHER);
      await untilLogged(story);
      await verifies(0, story.folder, "site", story.product.url);
      const id = await story.product.query((sql) => removeByHand(sql, Number(number)));
      const said = await verifies(1, story.folder, "site", story.product.url);
      if (!id || !said.includes(id)) throw new Error(`not named (${id}): ${said}`);
    },
  },
];

/** As somebody who owns the database may: what refuses it is switched off, and what hangs on it goes first. */
async function removeByHand(sql: Sql, number: number): Promise<string> {
  return await sql.begin(async (tx) => {
    await tx`alter table moderation.act disable trigger user`;
    await tx`alter table contributions.contribution disable trigger user`;
    await tx`
      delete from moderation.checked
      where contribution_id = (select id from contributions.contribution where number = ${number})
    `;
    await tx`
      delete from corpus.line
      where contribution_id = (select id from contributions.contribution where number = ${number})
    `;
    await tx`
      delete from moderation.act
      where contribution_id = (select id from contributions.contribution where number = ${number})
    `;
    const [row] = await tx<{ id: string }[]>`
      delete from contributions.contribution where number = ${number} returning id
    `;
    await tx`alter table contributions.contribution enable trigger user`;
    await tx`alter table moderation.act enable trigger user`;
    return row?.id ?? "";
  });
}

/** The journal has taken all that waited, and said so. */
async function untilLogged({ product }: JournalStory): Promise<void> {
  for (let tries = 0; tries < 40; tries += 1) {
    const health = (await (await fetch(`${product.url}/journal/etat`)).json()) as {
      size: number;
      treeSize: number;
      queue: { depth: number };
    };
    if (health.queue.depth === 0 && health.size === health.treeSize) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error("the journal never took what waited");
}
