import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, test } from "vitest";
import { launchBrowser } from "../../browser.ts";
import { type Product, startProduct } from "../../product.ts";
import { JOURNAL } from "./journal.ts";
import { type JournalStory, openJournal } from "./story.ts";

let product: Product;
let browser: Browser;
let story: JournalStory;
beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  story = await openJournal(browser, product);
});
afterAll(async () => {
  await story?.close();
  await browser?.close();
  await product?.stop();
});

describe("Une preuve, de l’envoi à l’effacement", () => {
  let isBroken = false;
  test.each(JOURNAL)("$title", async ({ run }) => {
    // What follows lives on what an earlier step left.
    if (isBroken) throw new Error("an earlier step failed");
    isBroken = true;
    await run(story);
    isBroken = false;
  });
});
