import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { urls } from "#kernel/urls.ts";
import { launchBrowser } from "../browser.ts";
import { type Product, startProduct } from "../product.ts";
import { Looker } from "./look.ts";
import { Person } from "./people.ts";
import { TRIAL, TRIAL_TEXT } from "./stage.ts";

/** What people paste, by malice or without knowing. Each is one paragraph. */
const TEXTS = [
  "<script>alert('un')</script>",
  '"><img src=x onerror=alert(2)>',
  "</textarea></p><svg onload=alert(3)><a href='javascript:alert(4)'>ici</a>",
  "&lt;b&gt; &amp;eacute; %00 {count, plural} {{7*7}} #{7*7}",
  "Un fichier \u202egpj.exe\u202c caché, puis שלום et مرحبا.",
  "👩‍⚕️ 👨‍👩‍👧‍👦 🇫🇷 👍🏽 e\u0301te\u0301 œuvre ½ ①",
  "\tCollé de Word\u00a0: “guillemets”, ‘apostrophes’ – tirets — points… • puce\tcolonne\u00a0; 10\u202f000\u00a0€\u00ad",
  `Un mot de ${"m".repeat(3_000)} lettres.`,
] as const;
const NAME = '<b onmouseover="alert(5)">Zoé</b> & Cie';
const LONGEST = `${"x".repeat(4_000)} ${"Très long texte. ".repeat(353)}`.slice(0, 9_999).padEnd(10_000, "!");

let product: Product;
let browser: Browser;
let citizen: Person;
let citizenLooks: Looker;
let moderatorLooks: Looker;
beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  citizen = await Person.arrives(browser, product);
  citizenLooks = await Looker.at(citizen.page, product.url);
  const moderator = await Person.arrives(browser, product);
  await moderator.signsIn(product, "moderator");
  moderatorLooks = await Looker.at(moderator.page, product.url);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** What the paragraphs of the page say, to the character. */
async function paragraphs({ page }: Looker): Promise<readonly string[]> {
  return await page.locator("main").locator("p, span[dir=auto], ins, del").allTextContents();
}

/** The page is good, asks nothing of anybody, and says each text exactly. */
async function saysExactly(looker: Looker, address: string, texts: readonly string[]): Promise<void> {
  const look = await looker.open(address);
  expect(look.faults, address).toEqual([]);
  const said = await paragraphs(looker);
  for (const text of texts)
    expect(said, `${address} does not say ${JSON.stringify(text.slice(0, 80))}`).toContain(text);
}

/** Writes a comment on a passage, up to the page where everything is checked. */
async function write(body: string, name: string): Promise<void> {
  await citizen.opens(urls.contributeStart("fr", { process: TRIAL }, { passage: "p3" }));
  await citizen.presses("Commencer");
  await citizen.chooses("Donner un avis");
  await citizen.presses("Continuer");
  await citizen.writes("Quel est votre avis ?", body);
  await citizen.presses("Continuer");
  await citizen.chooses("En mon nom");
  await citizen.writes("Nom à publier", name);
  await citizen.presses("Continuer");
  await citizen.chooses("Non");
  await citizen.presses("Continuer");
}

/** Sends what is on the check page. Gives the receipt and the number. */
async function send(): Promise<{ readonly receipt: string; readonly number: string }> {
  await citizen.presses(/^Envoyer/);
  await citizen.readsTitle("Votre contribution est envoyée");
  await citizen.follows("Suivre ma contribution");
  await citizen.readsTitle(/^Votre contribution n°\s\d+$/);
  const receipt = new URL(citizen.page.url()).pathname.split("/").at(-1) ?? "";
  return { receipt, number: /\d+/.exec(await citizen.page.title())?.[0] ?? "" };
}

async function publish(number: string): Promise<void> {
  const { page } = moderatorLooks;
  await page.goto(urls.teamModerationItem("fr", { number }));
  await page.getByRole("radio", { name: "Publier telle quelle" }).check();
  await page.getByRole("button", { name: "Enregistrer et lire la suivante" }).click();
  await page.getByText("Votre décision est enregistrée.").waitFor();
}

describe("ce que l’on colle dans le formulaire revient mot pour mot, et rien ne s’exécute", () => {
  test("balises, écritures de droite à gauche, emoji, texte de Word", async () => {
    const body = TEXTS.join("\n\n");
    await write(body, NAME);
    await saysExactly(citizenLooks, citizen.page.url(), TEXTS);
    await citizen.page
      .getByRole("link", { name: /^Modifier.*[Tt]exte/ })
      .first()
      .click();
    expect(await citizen.page.getByLabel("Quel est votre avis ?").inputValue()).toBe(body);
    await citizen.presses("Continuer");
    await citizen.readsTitle("Vérifiez avant d’envoyer");
    const { receipt, number } = await send();
    await saysExactly(citizenLooks, urls.receipt("fr", { code: receipt }), TEXTS);
    await saysExactly(moderatorLooks, urls.teamModerationItem("fr", { number }), TEXTS);
    await publish(number);
    await saysExactly(citizenLooks, urls.contribution("fr", { number }), [...TEXTS, NAME]);
    await saysExactly(citizenLooks, urls.contribution("en", { number }), TEXTS);
    await saysExactly(citizenLooks, urls.processContributions("fr", { process: TRIAL }), []);
    await saysExactly(citizenLooks, urls.passage("fr", { document: TRIAL_TEXT, anchor: "p3" }), []);
  });

  test("dix mille caractères passent, un de plus est refusé sans rien perdre", async () => {
    await write(LONGEST, "Zoé");
    const { number } = await send();
    await publish(number);
    await saysExactly(citizenLooks, urls.contribution("fr", { number }), [LONGEST.trim()]);

    await citizen.opens(urls.contributeStart("fr", { process: TRIAL }, { passage: "p3" }));
    await citizen.presses("Commencer");
    await citizen.chooses("Donner un avis");
    await citizen.presses("Continuer");
    await citizen.writes("Quel est votre avis ?", `${LONGEST}!`);
    await citizen.presses("Continuer");
    await citizen.reads("Le texte fait plus de 10 000 caractères.");
    expect(await citizen.page.getByLabel("Quel est votre avis ?").inputValue()).toBe(`${LONGEST}!`);
  });
});
