import { urls } from "#kernel/urls.ts";
import { until } from "#platform/until.ts";
import type { Browser } from "../house.ts";

/** Asked at the start: the worker makes it while the rest of the stage is set. */
export async function askThemeDraft(analyst: Browser, process: string): Promise<string> {
  const at = urls.teamThemeDrafts("fr", { process });
  await analyst.get(at);
  await analyst.submit({ count: "8" }, at);
  return /ebauches\/(\d+)/.exec(analyst.html)?.[1] ?? "";
}

/** Made within the minute, and the seconds it takes. */
export async function waitForThemeDraft(analyst: Browser, process: string, draft: string): Promise<void> {
  const at = urls.teamThemeDraft("fr", { process, draft });
  await until(
    async () => {
      await analyst.get(at);
      return analyst.html.includes(urls.teamDraftShelf("fr", { process, draft, shelf: 2 }));
    },
    { seconds: 120, every: 1_000 },
  );
}
