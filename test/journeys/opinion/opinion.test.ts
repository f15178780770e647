import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, test } from "vitest";
import { launchBrowser } from "../../browser.ts";
import { type Product, startProduct } from "../../product.ts";
import { OPINION } from "./opinion.ts";
import { type OpinionStory, openOpinion } from "./story.ts";

let product: Product;
let browser: Browser;
let story: OpinionStory;
beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  story = await openOpinion(browser, product);
});
afterAll(async () => {
  await story?.close();
  await browser?.close();
  await product?.stop();
});

describe("Cinquante personnes, trente affirmations, deux groupes", () => {
  let isBroken = false;
  test.each(OPINION)("$title", async ({ run }) => {
    // What follows lives on what an earlier step left.
    if (isBroken) throw new Error("an earlier step failed");
    isBroken = true;
    await run(story);
    isBroken = false;
  });
});
