import type { Person } from "./people.ts";
import type { Story } from "./story.ts";

export type Step = { readonly title: string; readonly run: (story: Story) => Promise<void> };

const TRIAL = "Rejouez la concertation (copie d’essai)";
const TRIAL_TEXT = /\(copie d’essai\)$/;
const REASONS = "Le texte doit dire à quel rythme ou à quel endroit, pour que chacun puisse le vérifier.";
const ANSWER = "Votre rédaction est reprise dans l’édition suivante.";
const WHY = "La précision demandée rend l’engagement vérifiable.";

/** Fails unless the `<ins>` or `<del>` of the page hold these words. */
async function shows(person: Person, mark: "ins" | "del", words: string): Promise<void> {
  const marked = (await person.page.locator(`main ${mark}`).allInnerTexts()).join(" ");
  const missing = words.split(" ").filter((word) => !marked.includes(word));
  if (missing.length > 0) throw new Error(`not shown in <${mark}>: ${missing.join(", ")} (found: ${marked})`);
}

/** The number in the title of the page. */
async function numberInTitle(person: Person): Promise<string> {
  const [title = ""] = await person.page.getByRole("heading", { level: 1 }).allInnerTexts();
  return /\d+/.exec(title)?.[0] ?? "";
}

/**
 * The promise of the product, told by the people who live it: somebody reads, contributes, gets a receipt; a team
 * publishes, decides with reasons, publishes the next edition; everybody sees what the words changed.
 */
export const LOOP: readonly Step[] = [
  {
    title: "Dès l’accueil, une visiteuse voit ce qui est ouvert, et jusqu’à quand",
    async run({ citizen }) {
      await citizen.opens("/fr");
      await citizen.reads("Vous pouvez participer jusqu’au");
      await citizen.follows(TRIAL);
      await citizen.readsTitle(TRIAL);
    },
  },
  {
    title: "Elle lit le plan du texte, puis un axe",
    async run({ citizen, passage }) {
      await citizen.follows(/^Feuille de route du numérique en santé/);
      await citizen.readsTitle(TRIAL_TEXT);
      await citizen.follows(new RegExp(`^${passage.axis}`));
      await citizen.readsTitle(new RegExp(`^${passage.axis}`));
    },
  },
  {
    title: "Elle choisit un passage et demande à donner son avis",
    async run({ citizen, passage }) {
      await citizen.follows(new RegExp(`^Donner mon avis sur le passage ${passage.objective}\\.1`));
      await citizen.readsTitle("Donner votre avis");
      await citizen.presses("Commencer");
    },
  },
  {
    title: "Elle propose une autre rédaction de ce passage",
    async run(story) {
      const { citizen, passage } = story;
      await citizen.chooses("Proposer une autre rédaction");
      await citizen.presses("Continuer");
      const field = citizen.page.getByLabel("Quelle rédaction proposez-vous ?");
      const published = await field.inputValue();
      story.rewritten = published.replace(passage.from, passage.to);
      if (story.rewritten === published) throw new Error(`the passage does not say "${passage.from}": ${published}`);
      await field.fill(story.rewritten);
      await citizen.presses("Continuer");
    },
  },
  {
    title: "Elle dit pourquoi, qui elle est, et où recevoir la réponse",
    async run({ citizen, email }) {
      await citizen.writes("Pourquoi proposez-vous cette rédaction ?", REASONS);
      await citizen.presses("Continuer");
      await citizen.readsTitle("Qui êtes-vous ?");
      await citizen.chooses("En mon nom");
      await citizen.writes("Nom à publier", "Zoé L.");
      await citizen.picks("Votre territoire", "Bretagne");
      await citizen.presses("Continuer");
      await citizen.chooses("Oui");
      await citizen.writes("Adresse électronique", email);
      await citizen.presses("Continuer");
    },
  },
  {
    title: "Elle vérifie tout avant d’envoyer : les mots supprimés et ajoutés sont montrés",
    async run({ citizen, passage, email }) {
      await citizen.readsTitle("Vérifiez avant d’envoyer");
      await shows(citizen, "del", passage.from);
      await shows(citizen, "ins", passage.to);
      for (const said of [REASONS, "Zoé L.", "Bretagne", email]) await citizen.reads(said);
    },
  },
  {
    title: "Elle envoie et reçoit un récépissé",
    async run(story) {
      const { citizen } = story;
      await citizen.presses("Envoyer ma contribution");
      await citizen.readsTitle("Votre contribution est envoyée");
      story.receipt = /\b(?:[A-Z2-9]{4}-){2}[A-Z2-9]{4}\b/.exec(await citizen.words())?.[0] ?? "";
      if (story.receipt === "") throw new Error("no receipt on the page");
    },
  },
  {
    title: "Avec ce seul récépissé, sur un autre appareil, elle retrouve sa contribution : reçue",
    async run(story) {
      const { supporter: elsewhere, receipt } = story;
      await elsewhere.opens("/fr");
      await elsewhere.follows("Retrouver ma contribution");
      await elsewhere.writes("Code de suivi", receipt.toLowerCase().replaceAll("-", " "));
      await elsewhere.presses("Trouver ma contribution");
      await elsewhere.reads("Nous avons bien reçu votre contribution");
      await elsewhere.readsTitle(/^Votre contribution n° \d+$/);
      story.contribution = await numberInTitle(elsewhere);
    },
  },
  {
    title: "Tant que l’équipe ne l’a pas lue, personne d’autre ne peut la voir",
    async run({ supporter, contribution }) {
      const answer = await supporter.page.goto(`/fr/contributions/${contribution}`);
      if (answer?.status() !== 404) throw new Error(`contribution ${contribution} answers ${answer?.status()}`);
    },
  },
  {
    title: "Un modérateur se connecte, lit la contribution et la publie",
    async run({ moderator, product, contribution }) {
      await moderator.signsIn(product, "moderator");
      await moderator.goesTo("Espace équipe");
      await moderator.follows(/Contributions à lire/);
      await moderator.follows(new RegExp(`^${contribution}\\b`));
      await moderator.reads(REASONS);
      await moderator.chooses("Publier telle quelle");
      await moderator.presses("Enregistrer et lire la suivante");
      await moderator.reads("Votre décision est enregistrée.");
    },
  },
  {
    title: "Un autre visiteur la trouve dans la liste et la soutient, sans compte",
    async run({ supporter, contribution }) {
      await supporter.opens("/fr");
      await supporter.follows(TRIAL);
      await supporter.follows(/^Lire (la contribution publiée|les \d+ contributions publiées)$/);
      await supporter.follows(new RegExp(`n°\\s${contribution}\\b`));
      await supporter.reads(REASONS);
      await supporter.follows("Donner ma position");
      await supporter.chooses("Pour");
      await supporter.presses("Enregistrer ma position");
      await supporter.reads("Votre position est enregistrée.");
    },
  },
  {
    title: "L’éditrice décide : un verdict, un motif et une réponse, relus avant d’être enregistrés",
    async run(story) {
      const { editor, product, contribution } = story;
      await editor.signsIn(product, "editor");
      await editor.goesTo("Espace équipe");
      await editor.follows(/Contributions sans décision/);
      await editor.chooses(new RegExp(`n°\\s${contribution}\\b`));
      await editor.presses("Rédiger une décision");
      await editor.chooses("Acceptée");
      await editor.writes("Motif", WHY);
      await editor.writes("Réponse aux auteurs", ANSWER);
      await editor.presses("Vérifier avant d’enregistrer");
      await editor.reads(WHY);
      await editor.presses("Enregistrer le brouillon");
      await editor.reads("Le brouillon de décision est enregistré.");
      story.decision = await numberInTitle(editor);
    },
  },
  {
    title: "Elle prépare l’édition suivante et y réécrit le passage",
    async run({ editor, passage, rewritten }) {
      await editor.goesTo("Espace équipe");
      await editor.follows("Préparer une édition");
      const { page } = editor;
      const text = page.locator("section").filter({ has: page.getByRole("heading", { name: TRIAL_TEXT }) });
      await text.getByRole("button", { name: /^Préparer l’édition \d+$/ }).click();
      await editor.reads("Rien n’est public avant sa publication.");
      await editor.follows(new RegExp(`\\b${passage.objective}\\b`));
      await editor.follows(new RegExp(`^Modifier le texte du passage ${passage.objective}\\.1`));
      await editor.writes("Texte du passage", rewritten);
      await editor.presses("Enregistrer");
    },
  },
  {
    title: "Elle relie cette modification à la décision qui l’explique",
    async run({ editor, passage, decision }) {
      await editor.readsTitle(`Passage ${passage.objective}.1 réécrit`);
      await editor.chooses("Elle suit une ou plusieurs décisions");
      await editor.chooses(new RegExp(`Décision n°\\s${decision}\\b`));
      await editor.presses("Enregistrer");
      await editor.reads("La raison de cette modification est enregistrée.");
    },
  },
  {
    title: "Elle publie d’un seul acte l’édition, la décision et la réponse",
    async run(story) {
      const { editor } = story;
      await editor.goesTo("Espace équipe");
      await editor.follows("Préparer une édition");
      await editor.follows(/^Continuer l’édition \d+$/);
      await editor.follows("Vérifier et publier");
      await editor.reads("1 réponse publiée, 1 message envoyé");
      await editor.presses(/^Publier l’édition \d+ et les réponses$/);
      await editor.reads("L’édition et les réponses sont publiées.");
      story.edition = Number(new URL(editor.page.url()).pathname.split("/").at(-1));
    },
  },
  {
    title: "La page de la contribution montre son fil : la décision, la réponse, le passage modifié",
    async run({ supporter, contribution, passage }) {
      await supporter.opens(`/fr/contributions/${contribution}`);
      for (const said of [ANSWER, WHY, "Ce qu’elle est devenue"]) await supporter.reads(said);
      await shows(supporter, "ins", passage.to);
      await supporter.follows(/^Passage réécrit/);
    },
  },
  {
    title: "La page de la modification montre les mots changés et la contribution qui les explique",
    async run({ supporter, passage }) {
      await supporter.readsTitle(/^Modification n° \d+$/);
      await shows(supporter, "del", passage.from);
      await shows(supporter, "ins", passage.to);
      await supporter.reads(REASONS);
    },
  },
  {
    title: "La comparaison des deux éditions montre les mots supprimés et ajoutés",
    async run({ supporter, passage, edition }) {
      await supporter.follows("Voir dans la comparaison des deux éditions");
      await supporter.readsTitle(new RegExp(`^Comparer l’édition ${edition - 1} et l’édition ${edition}`));
      await shows(supporter, "del", passage.from);
      await shows(supporter, "ins", passage.to);
    },
  },
  {
    title: "Le compteur public dit que toutes les contributions ont leur réponse",
    async run({ supporter }) {
      await supporter.opens("/fr");
      await supporter.follows(TRIAL);
      const meter = /(\d+) réponses? publiées? sur (\d+) contributions?/;
      const [, answered, total] = meter.exec(await supporter.words()) ?? [];
      if (!answered || answered !== total) throw new Error(`the meter says ${answered} of ${total}`);
    },
  },
  {
    title: "Avec son récépissé, l’autrice lit la réponse et ce qui a changé",
    async run({ citizen, receipt }) {
      await citizen.opens("/fr/recepisse");
      await citizen.writes("Code de suivi", receipt);
      await citizen.presses("Trouver ma contribution");
      for (const said of ["Votre contribution est publiée.", ANSWER, WHY]) await citizen.reads(said);
    },
  },
  {
    title: "Elle a aussi reçu le message « Voici ce que votre contribution est devenue »",
    async run({ administrator, product, email }) {
      await administrator.signsIn(product, "administrator");
      await administrator.goesTo("Espace équipe");
      await administrator.follows("Messages envoyés");
      const row = administrator.page.getByRole("row").filter({ hasText: email });
      await row.getByRole("link", { name: "Voici ce que votre contribution est devenue" }).click();
      for (const said of [email, WHY, ANSWER]) await administrator.reads(said);
    },
  },
];
