import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, test } from "vitest";
import { launchBrowser } from "../browser.ts";
import { type Product, startProduct } from "../product.ts";
import { LOOP } from "./loop.ts";
import { openStory, STORIES, type Story } from "./story.ts";

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

describe.each(STORIES)("De la lecture à l’édition suivante, $name", (wanted) => {
  let story: Story;
  let isBroken = false;
  beforeAll(async () => {
    story = await openStory(browser, product, wanted);
  });
  afterAll(() => story?.close());

  test.each(LOOP)("$title", async ({ run }) => {
    // What follows lives on what an earlier step left.
    if (isBroken) throw new Error("an earlier step failed");
    isBroken = true;
    await run(story);
    isBroken = false;
  });
});
