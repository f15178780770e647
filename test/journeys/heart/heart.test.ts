import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, test } from "vitest";
import { launchBrowser } from "../../browser.ts";
import { type Product, startProduct } from "../../product.ts";
import { HEART } from "./heart.ts";
import { type HeartStory, openHeart } from "./story.ts";

let product: Product;
let browser: Browser;
let story: HeartStory;
beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  story = await openHeart(browser, product);
});
afterAll(async () => {
  await story?.close();
  await browser?.close();
  await product?.stop();
});

describe("De soixante contributions à l’édition 3, à cinq", () => {
  let isBroken = false;
  test.each(HEART)("$title", async ({ run }) => {
    // What follows lives on what an earlier step left.
    if (isBroken) throw new Error("an earlier step failed");
    isBroken = true;
    await run(story);
    isBroken = false;
  });
});
