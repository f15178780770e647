import { expect } from "vitest";
import { urls } from "#kernel/urls.ts";
import { fills, until } from "../heart/gestures.ts";
import type { Person } from "../people.ts";
import { plainBrowser, TRIAL } from "../stage.ts";
import { answerOf, type Choice, type Side, STATEMENTS } from "./statements.ts";
import type { OpinionStory, Step } from "./story.ts";

const PEOPLE = 50;
const TITLE = "Papier ou téléphone : comment voulez-vous être accompagné ?";
const LABELS: Readonly<Record<Choice, string>> = { agree: "D’accord", disagree: "Pas d’accord", pass: "Je passe" };
const KEYS: Readonly<Record<Choice, string>> = { agree: "1", disagree: "2", pass: "3" };
const WORDS = /<blockquote[^>]*>([\s\S]*?)<\/blockquote>/;

/** The hour in Paris, as the form wants it. */
function parisTime(hoursFromNow: number): string {
  const moment = new Date(Date.now() + hoursFromNow * 3_600_000);
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris", dateStyle: "short", timeStyle: "short" }).format(
    moment,
  );
}

const sideOf = (rank: number): Side => (rank % 2 === 0 ? "paper" : "phone");

async function wordsOf(person: Person): Promise<string> {
  return ((await person.page.locator("main blockquote").first().textContent()) ?? "").trim();
}

/** Reads a statement and answers, until there is none left. Gives how many answers. */
async function answersAll(person: Person, answer: (choice: Choice) => Promise<void>, rank: number): Promise<number> {
  for (let count = 0; ; count += 1) {
    if ((await person.page.locator("main blockquote").count()) === 0) return count;
    await answer(answerOf(await wordsOf(person), { side: sideOf(rank), rank }));
  }
}

/** Somebody else, by the same forms, from a device of their own. */
async function votesByForms(story: OpinionStory, rank: number): Promise<number> {
  const browser = plainBrowser(story.product);
  const path = urls.pollVote("fr", { poll: story.poll });
  await browser.get(path);
  for (let count = 0; ; count += 1) {
    const [, words] = WORDS.exec(browser.html) ?? [];
    if (words === undefined) return count;
    await browser.submit(
      { choice: answerOf(words.replace(/<[^>]+>/g, "").trim(), { side: sideOf(rank), rank }) },
      path,
    );
  }
}

async function prepare({ editor, product }: OpinionStory): Promise<void> {
  await editor.signsIn(product, "editor");
  await editor.opens(urls.teamPolls("fr"));
  await editor.follows("Préparer une question");
  await editor.page.locator('main [name="process"]').selectOption({ value: TRIAL });
  await fills(editor, "title", TITLE);
  await fills(editor, "opens", parisTime(-1));
  await fills(editor, "closes", parisTime(24));
  await editor.presses("Créer la question");
  await editor.reads("En préparation");
}

async function publish(story: OpinionStory): Promise<void> {
  const { editor } = story;
  story.poll = /questions\/(\d+)/.exec(editor.page.url())?.[1] ?? "";
  await editor.opens(urls.teamPollStatements("fr", { poll: story.poll }));
  await fills(editor, "lines", STATEMENTS.map(({ text }) => text).join("\n"));
  await editor.presses("Ajouter ces affirmations");
  await editor.opens(urls.teamPoll("fr", { poll: story.poll }));
  await editor.presses("Publier la question");
  await editor.reads("Conduire le vote");
}

async function votesOnAPhone(story: OpinionStory): Promise<void> {
  const { citizen, poll } = story;
  await citizen.opens("/fr");
  await citizen.opens(urls.processPolls("fr", { process: TRIAL }));
  await citizen.follows(TITLE);
  await citizen.page.getByRole("main").getByRole("link", { name: "Voter" }).first().click();
  const count = await answersAll(
    citizen,
    async (choice) => await citizen.presses(new RegExp(`^${LABELS[choice]}$`)),
    0,
  );
  expect(count).toBe(STATEMENTS.length);
  await citizen.reads("Vous avez voté sur tout");
  await citizen.opens(urls.pollMine("fr", { poll }));
  await citizen.reads("30 votes");
}

async function votesByKeys(story: OpinionStory): Promise<void> {
  const { typist, poll } = story;
  await typist.opens(urls.pollVote("fr", { poll }));
  await typist.presses("Voter avec les touches 1, 2 et 3");
  const count = await answersAll(
    typist,
    async (choice) => {
      const done = typist.page.waitForEvent("load");
      await typist.page.keyboard.press(KEYS[choice]);
      await done;
    },
    1,
  );
  expect(count).toBe(STATEMENTS.length);
}

async function othersVote(story: OpinionStory): Promise<void> {
  for (let rank = 2; rank < PEOPLE; rank += 1) expect(await votesByForms(story, rank)).toBe(STATEMENTS.length);
}

async function changesAVote({ citizen, poll }: OpinionStory): Promise<void> {
  await citizen.opens(urls.pollVote("fr", { poll }, { affirmation: "1" }));
  await citizen.presses(/^Je passe$/);
  await citizen.opens(urls.pollMine("fr", { poll }));
  await citizen.reads("30 votes");
}

async function close({ editor, poll }: OpinionStory): Promise<void> {
  await editor.opens(urls.teamPoll("fr", { poll }));
  await editor.page.getByRole("main").getByText("Fermer avant la fin prévue").first().click();
  await fills(editor, "reason", "Tout le monde a voté.");
  await editor.presses("Fermer maintenant");
  await editor.reads("Tout le monde a voté.");
}

async function readsResults({ journalist, poll }: OpinionStory): Promise<void> {
  await journalist.opens(urls.pollResults("fr", { poll }));
  await until(journalist, "50 personnes");
  const words = await journalist.words();
  for (const group of ["Groupe A", "Groupe B"]) expect(words).toContain(group);
  expect(words).not.toContain("Groupe C");
  // what unites, then what each group says
  const shared = STATEMENTS.filter(({ agrees }) => agrees === "all");
  expect(shared.filter(({ text }) => words.includes(text)).length).toBeGreaterThan(2);
  for (const side of ["paper", "phone"] as const) {
    const own = STATEMENTS.filter(({ agrees }) => agrees === side);
    expect(own.filter(({ text }) => words.includes(text)).length).toBeGreaterThan(0);
  }
}

export const OPINION: readonly Step[] = [
  { title: "L’éditrice prépare une question", run: prepare },
  { title: "Elle écrit trente affirmations et la publie", run: publish },
  { title: "Une personne vote sur tout, au téléphone, sans JavaScript", run: votesOnAPhone },
  { title: "Une autre vote avec les touches du clavier", run: votesByKeys },
  { title: "Quarante-huit autres votent par les mêmes formulaires", run: othersVote },
  { title: "La première change un vote", run: changesAVote },
  { title: "L’éditrice ferme la question, avec sa raison", run: close },
  { title: "Une journaliste lit les résultats sans JavaScript : deux groupes", run: readsResults },
];
