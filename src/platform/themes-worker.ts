import { parentPort, workerData } from "node:worker_threads";
import { draftThemes } from "#engine/themes/index.ts";
import type { Text, ThemesDraft, ThemesOptions } from "#engine/themes/themes-draft.ts";

export type DraftWanted = { readonly texts: readonly Text[]; readonly options: ThemesOptions };
export type DraftMade = { readonly draft: ThemesDraft } | { readonly error: string };

function make({ texts, options }: DraftWanted): DraftMade {
  try {
    return { draft: draftThemes(texts, options) };
  } catch (error) {
    return { error: error instanceof Error ? error.message.slice(0, 2_000) : String(error) };
  }
}

parentPort?.postMessage(make(workerData as DraftWanted));
