import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { urls } from "#kernel/urls.ts";
import { launchBrowser } from "../browser.ts";
import { type Product, startProduct } from "../product.ts";
import { Person } from "./people.ts";
import { REAL } from "./stage.ts";

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

test("on range une contribution au clavier : une touche par thème, les mots sélectionnés, puis la suivante", async () => {
  const analyst = await Person.arrives(browser, product);
  await analyst.signsIn(product, "analyst");
  const { page } = analyst;
  const item = urls.teamCodingItem("fr", { process: REAL, number: 1 });
  await analyst.opens(item);
  await analyst.reads("Raccourcis clavier");
  const boxes = page.locator('input[name="theme"]');

  await page.keyboard.press("1");
  expect(await boxes.nth(0).isChecked()).toBe(true);
  await page.keyboard.press("1");
  expect(await boxes.nth(0).isChecked()).toBe(false);
  await page.keyboard.press("a");
  expect(await boxes.nth(9).isChecked()).toBe(true);

  await page.evaluate(
    `getSelection().selectAllChildren(document.querySelector("#mots").parentElement.querySelector("p"))`,
  );
  await page.keyboard.press("s");
  const pasted = page.locator('textarea[name="pasted"]');
  const words = await pasted.inputValue();
  expect(words.length).toBeGreaterThan(20);

  // while somebody writes, keys are letters
  await pasted.focus();
  await page.keyboard.press("End");
  await page.keyboard.type(" 1");
  expect(await pasted.inputValue()).toBe(`${words} 1`);
  expect(await boxes.nth(0).isChecked()).toBe(false);
  await pasted.fill(words);
  await boxes.nth(9).focus();

  await Promise.all([page.waitForURL((url) => url.pathname !== item), page.keyboard.press("r")]);
  await analyst.opens(item);
  await analyst.reads(words.slice(0, 20));
  await analyst.reads("Identité nationale de santé");

  await analyst.presses("Raccourcis actifs");
  await page.keyboard.press("1");
  expect(await boxes.nth(0).isChecked()).toBe(false);
  await analyst.opens(item);
  await analyst.reads("Raccourcis coupés");
  await analyst.leaves();
});
