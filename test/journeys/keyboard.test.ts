import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { launchBrowser } from "../browser.ts";
import { type Product, startProduct } from "../product.ts";
import { Keyboard } from "./keyboard.ts";
import { Person } from "./people.ts";

let product: Product;
let browser: Browser;
let person: Person;
let keyboard: Keyboard;
beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});
beforeEach(async () => {
  person = await Person.arrives(browser, product, { javaScript: false, width: 1024, height: 700 });
  keyboard = new Keyboard(person.page);
});
afterEach(() => person.leaves());

describe("au clavier seul, sans JavaScript", () => {
  test("le premier Tab montre « Aller au contenu », qui saute l’en-tête", async () => {
    await person.opens("/fr");
    expect(await keyboard.tab()).toMatchObject({ name: "Aller au contenu", faults: [] });
    await keyboard.press("Enter");
    const { name } = await keyboard.tab();
    expect(await person.page.getByRole("main").getByRole("link").first().textContent()).toBe(name);
  });

  test("toute la page d’accueil se parcourt, et l’on voit toujours où l’on est", async () => {
    await person.opens("/fr");
    await keyboard.tabTo("Code source");
    expect([...keyboard.faults]).toEqual([]);
  });

  test("on lit, on contribue, on corrige une erreur, on envoie", async () => {
    await person.opens("/fr");
    await keyboard.tabTo("Lire le texte");
    await keyboard.enter();
    await keyboard.tabTo(/^A1-a /);
    await keyboard.enter();
    await keyboard.tabTo(/^Donner mon avis sur le passage A1-a\.1/);
    await keyboard.enter();
    await keyboard.tabTo("Commencer");
    await keyboard.enter();

    // Nothing chosen: the error comes first, and leads to its field.
    await keyboard.tabTo("Continuer");
    await keyboard.enter();
    expect(await keyboard.title()).toMatch(/^Erreur\s:/);
    await keyboard.tabTo("Aller au contenu");
    await keyboard.press("Enter");
    expect((await keyboard.tab()).name).toBe("Choisissez ce que vous voulez faire");
    await keyboard.press("Enter");
    expect(await keyboard.focus()).toMatchObject({ id: "kind", name: "Donner un avis", faults: [] });
    await keyboard.press("Space");
    await keyboard.tabTo("Continuer");
    await keyboard.enter();

    await keyboard.tabTo("Quel est votre avis ?");
    await keyboard.types("Écrit sans souris.");
    await keyboard.tabTo("Continuer");
    await keyboard.enter();

    await keyboard.tabTo("Sans nom");
    await keyboard.press("Space");
    await keyboard.tabTo("Continuer");
    await keyboard.enter();

    await keyboard.tabTo("Oui");
    await keyboard.press("ArrowDown");
    expect(await keyboard.focus()).toMatchObject({ name: "Non", faults: [] });
    await keyboard.tabTo("Continuer");
    await keyboard.enter();

    await person.reads("Écrit sans souris.");
    await keyboard.tabTo("Envoyer ma contribution");
    await keyboard.enter();
    await person.readsTitle("Votre contribution est envoyée");
    expect([...keyboard.faults]).toEqual([]);
  });

  test("on crée un compte avec le code reçu, puis on se déconnecte", async () => {
    await person.opens("/fr");
    await keyboard.tabTo("Se connecter");
    await keyboard.enter();
    await keyboard.tabTo("Adresse électronique");
    await keyboard.types("sans-souris@exemple.fr");
    await keyboard.enter();
    const code = /\b\d{3}\s?\d{3}\b/.exec(await person.words())?.[0] ?? "";
    await keyboard.tabTo("Code à 6 chiffres");
    await keyboard.types(code);
    await keyboard.enter();
    await keyboard.tabTo(/^Nom/);
    await keyboard.types("Camille");
    await keyboard.enter();
    await keyboard.tabTo("Se déconnecter");
    await keyboard.enter();
    await person.reads("Vous êtes déconnecté(e).");
    expect([...keyboard.faults]).toEqual([]);
  });

  test("on se connecte par mot de passe, après s’être trompé", async () => {
    const { email, password } = product.account("participant");
    await person.opens("/fr/connexion/mot-de-passe");
    await keyboard.tabTo("Adresse électronique");
    await keyboard.types(email);
    await keyboard.tabTo("Mot de passe");
    await keyboard.types("pas le bon");
    await keyboard.enter();
    expect(await keyboard.title()).toMatch(/^Erreur\s:/);
    await keyboard.tabTo("Mot de passe");
    await keyboard.types(password);
    await keyboard.tabTo("Se connecter");
    await keyboard.enter();
    await keyboard.tabTo("Se déconnecter");
    expect([...keyboard.faults]).toEqual([]);
  });
});
