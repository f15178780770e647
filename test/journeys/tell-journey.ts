import type { Browser } from "playwright-core";
import { launchBrowser } from "../browser.ts";
import { type Product, startProduct } from "../product.ts";
import { HEART } from "./heart/heart.ts";
import { openHeart } from "./heart/story.ts";
import { JOURNAL } from "./journal/journal.ts";
import { openJournal } from "./journal/story.ts";
import { LOOP } from "./loop.ts";
import { OPINION } from "./opinion/opinion.ts";
import { openOpinion } from "./opinion/story.ts";
import { Person } from "./people.ts";
import { openStory, STORIES } from "./story.ts";

export type Told = {
  readonly title: string;
  readonly ms: number;
  /** What went wrong, with the addresses of the pages that were open. */
  readonly error: string | null;
};

type Step<Story> = { readonly title: string; readonly run: (story: Story) => Promise<void> };
type Closable = { close(): Promise<void> };
type Listener = { readonly begin: (story: string) => void; readonly tell: (told: Told) => void };

/** What can be told, by the word that asks for it. */
export const JOURNEYS = {
  /** The whole loop, JavaScript off then on. */
  async loop(browser: Browser, product: Product, listener: Listener): Promise<boolean> {
    for (const wanted of STORIES) {
      listener.begin(wanted.name);
      if (!(await live(await openStory(browser, product, wanted), LOOP, listener))) return false;
    }
    return true;
  },
  /** Five people process sixty contributions up to edition 3. */
  async heart(browser: Browser, product: Product, listener: Listener): Promise<boolean> {
    listener.begin("De soixante contributions à l’édition 3, à cinq");
    return await live(await openHeart(browser, product), HEART, listener);
  },
  /** Fifty people vote on thirty statements; two groups emerge; somebody reads the results without JavaScript. */
  async opinion(browser: Browser, product: Product, listener: Listener): Promise<boolean> {
    listener.begin("Cinquante personnes, trente affirmations, deux groupes");
    return await live(await openOpinion(browser, product), OPINION, listener);
  },
  /** A proof from the sending of words to their erasure, and a site compared with its log. */
  async journal(browser: Browser, product: Product, listener: Listener): Promise<boolean> {
    listener.begin("Une preuve, de l’envoi à l’effacement");
    return await live(await openJournal(browser, product), JOURNAL, listener);
  },
} as const;
export type JourneyName = keyof typeof JOURNEYS;

/** Lives a journey on a fresh product and tells each step as it ends. False when a step failed. */
export async function tellJourney(name: JourneyName, listener: Listener): Promise<boolean> {
  const product = await startProduct();
  try {
    const browser = await launchBrowser();
    try {
      return await JOURNEYS[name](browser, product, listener);
    } finally {
      await browser.close();
    }
  } finally {
    await product.stop();
  }
}

async function live<Story extends Closable>(
  story: Story,
  steps: readonly Step<Story>[],
  { tell }: Listener,
): Promise<boolean> {
  for (const step of steps) {
    const told = await timed(step, story);
    tell(told);
    // What follows lives on what this step left.
    if (told.error !== null) return false;
  }
  await story.close();
  return true;
}

async function timed<Story>({ title, run }: Step<Story>, story: Story): Promise<Told> {
  const before = performance.now();
  let error: string | null = null;
  try {
    await run(story);
  } catch (cause) {
    error = `${cause instanceof Error ? cause.message : cause}\nPages open: ${pagesOf(story).join(", ")}`;
  }
  return { title, ms: Math.round(performance.now() - before), error };
}

/** Where each person of a story stands. */
function pagesOf(story: unknown): readonly string[] {
  return Object.values(story as object).flatMap((part: unknown) => (part instanceof Person ? [part.page.url()] : []));
}
