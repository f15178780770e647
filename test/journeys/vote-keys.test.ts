import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { urls } from "#kernel/urls.ts";
import { launchBrowser } from "../browser.ts";
import { type Product, startProduct } from "../product.ts";
import { Person } from "./people.ts";
import { OPEN_POLL } from "./stage.ts";

let product: Product;
let browser: Browser;
beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

test("on vote au clavier si on l’a demandé : une touche par réponse, l’affirmation suivante reçoit le focus", async () => {
  const citizen = await Person.arrives(browser, product);
  const { page } = citizen;
  await citizen.opens(urls.pollVote("fr", { poll: OPEN_POLL }));
  const words = page.locator("#words");
  const first = await words.textContent();

  // nobody asked: keys do nothing
  await page.keyboard.press("1");
  await citizen.reads("Vous n’avez pas encore voté");

  await citizen.presses("Voter avec les touches 1, 2 et 3");
  await citizen.reads("Touches pour voter : 1 D’accord, 2 Pas d’accord, 3 Je passe.");
  for (const key of ["ArrowDown", "ArrowRight", "4", "Control+1"]) await page.keyboard.press(key);
  await citizen.reads("Vous n’avez pas encore voté");

  await Promise.all([page.waitForNavigation(), page.keyboard.press("2")]);
  await citizen.reads("Enregistré : pas d’accord");
  expect(await words.textContent()).not.toBe(first);
  expect(await page.evaluate("document.activeElement.id")).toBe("affirmation");
  expect(await page.evaluate("document.activeElement.getAttribute('aria-describedby')")).toBe("words");

  await citizen.presses("Ne plus voter avec les touches");
  await page.keyboard.press("1");
  await citizen.reads("Vous avez voté sur 1 affirmation");
});
