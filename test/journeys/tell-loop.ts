import { launchBrowser } from "../browser.ts";
import { startProduct } from "../product.ts";
import { LOOP, type Step } from "./loop.ts";
import { openStory, STORIES, type Story } from "./story.ts";

export type Told = {
  readonly title: string;
  readonly ms: number;
  /** What went wrong, with the addresses of the pages that were open. */
  readonly error: string | null;
};

/** Runs the loop on a fresh product, JavaScript off then on, and tells each step as it ends. The number of failed steps. */
export async function tellLoop(begin: (story: string) => void, tell: (told: Told) => void): Promise<number> {
  const product = await startProduct();
  try {
    const browser = await launchBrowser();
    try {
      for (const wanted of STORIES) {
        begin(wanted.name);
        const story = await openStory(browser, product, wanted);
        for (const step of LOOP) {
          const told = await timed(step, story);
          tell(told);
          // What follows lives on what this step left.
          if (told.error !== null) return 1;
        }
        await story.close();
      }
      return 0;
    } finally {
      await browser.close();
    }
  } finally {
    await product.stop();
  }
}

async function timed({ title, run }: Step, story: Story): Promise<Told> {
  const before = performance.now();
  let error: string | null = null;
  try {
    await run(story);
  } catch (cause) {
    error = `${cause instanceof Error ? cause.message : cause}\nPages open: ${pagesOf(story).join(", ")}`;
  }
  return { title, ms: Math.round(performance.now() - before), error };
}

function pagesOf({ citizen, supporter, moderator, editor, administrator }: Story): readonly string[] {
  return [citizen, supporter, moderator, editor, administrator].map(({ page }) => page.url());
}
